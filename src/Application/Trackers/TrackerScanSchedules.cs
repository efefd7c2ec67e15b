using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Schedules;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>A project's tracker-scan schedule with its history, in the members and words of the privacy API.</summary>
public sealed record TrackerScanScheduleDto(
    bool ScheduledScanEnabled,
    Guid OrganizationId,
    Guid ProjectId,
    string ScanPeriod,
    int ScheduledHour,
    int ScheduledDayOfWeek,
    int ScheduledDayOfMonth,
    IReadOnlyList<ScanHistoryEntryDto> ScanHistory);

/// <param name="Date">When the scan began, or was due: epoch milliseconds.</param>
/// <param name="Status">running, completed, failed or stopped.</param>
/// <param name="ScanType">scheduled or manual.</param>
/// <param name="TaskArn">The run's stable, opaque id.</param>
/// <param name="DomainsCount">Domains that the scan covered.</param>
/// <param name="Results">Counts; zeros until the scan has completed.</param>
public sealed record ScanHistoryEntryDto(
    long Date, string Status, string ScanType, string TaskArn, int DomainsCount, JsonNode Results);

/// <summary>How a schedule and its runs look in the privacy API.</summary>
public static class TrackerScanSchedules
{
    /// <summary>Scans that a schedule shows, newest first; the ledger has the rest.</summary>
    public const int HistoryLength = 100;

    public static Target TargetOf(Guid projectId) => new(TargetType.TrackerScan, projectId);

    /// <summary>A project without a stored schedule shows the defaults, disabled.</summary>
    public static async Task<Versioned<TrackerScanScheduleDto>> Show(
        this ISchedulesDb db, Guid organizationId, Guid projectId, CancellationToken cancellationToken) =>
        await db.Schedules.AsNoTracking().FindByTarget(organizationId, TargetOf(projectId), cancellationToken) is { } schedule
            ? await db.Show(schedule, cancellationToken)
            : new(Of(organizationId, projectId, PeriodRule.Default, isEnabled: false, []), Versions.Of(projectId, 0));

    public static async Task<Versioned<TrackerScanScheduleDto>> Show(this ISchedulesDb db, Schedule schedule, CancellationToken cancellationToken) =>
        schedule.Show(await db.History(schedule.Id, cancellationToken));

    public static Versioned<TrackerScanScheduleDto> Show(this Schedule schedule, IReadOnlyList<ScanHistoryEntryDto> history)
    {
        var rule = schedule.Rule as PeriodRule ?? PeriodRule.Default;
        var shown = Of(schedule.OrganizationId, schedule.TargetId, rule, schedule.IsEnabled, history);
        return new(shown, Versions.Of(schedule.Id, schedule.Version));
    }

    public static ScanHistoryEntryDto Entry(Run run)
    {
        var result = run.Result is null ? null : JsonNode.Parse(run.Result);
        return new ScanHistoryEntryDto(
            (run.StartedAt ?? run.At).ToUnixTimeMilliseconds(),
            Status(run),
            run.Trigger is RunTrigger.Manual or RunTrigger.Retry ? "manual" : "scheduled",
            run.Id.ToString(),
            (int?)result?["domainsCount"] ?? 0,
            result?["results"]?.DeepClone() ?? JsonSerializer.SerializeToNode(ScanResults.Zero, JsonSerializerOptions.Web)!);
    }

    private static TrackerScanScheduleDto Of(
        Guid organizationId, Guid projectId, PeriodRule rule, bool isEnabled, IReadOnlyList<ScanHistoryEntryDto> history) =>
        new(isEnabled, organizationId, projectId, rule.Period.Word(), rule.Hour, rule.DayOfWeek, rule.DayOfMonth, history);

    private static async Task<IReadOnlyList<ScanHistoryEntryDto>> History(
        this ISchedulesDb db, Guid scheduleId, CancellationToken cancellationToken)
    {
        // An occurrence that was skipped or missed stands in the ledger, but is no scan.
        var runs = await db.Runs.AsNoTracking()
            .Where(run => run.ScheduleId == scheduleId && run.Status != RunStatus.Skipped && run.Status != RunStatus.Missed)
            .OrderByDescending(run => run.At).ThenByDescending(run => run.Id)
            .Take(HistoryLength).ToListAsync(cancellationToken);
        return [.. runs.Select(Entry)];
    }

    private static string Status(Run run) => run.Status switch
    {
        RunStatus.Queued or RunStatus.Running => "running",
        RunStatus.Succeeded => "completed",
        RunStatus.Failed or RunStatus.Skipped or RunStatus.Missed => "failed",
        RunStatus.Cancelled => "stopped",
    };
}
