using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;
using Schedules.Application.Trackers;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>A line of the ledger, as <c>/api/v1</c> shows it. </summary>
/// <param name="ScheduleId">Null for a report that somebody asked for beside any schedule.</param>
/// <param name="ScheduleVersion">The version of the schedule that it ran under; 0 without one.</param>
/// <param name="Trigger">scheduled, catchUp, manual or retry.</param>
/// <param name="RequestedBy">Who asked for a manual run or a retry.</param>
/// <param name="RetryOf">The run that a retry is made in place of.</param>
/// <param name="DueAt">The occurrence; null for a manual run or a retry.</param>
/// <param name="Status">queued, running, succeeded, failed, skipped, missed or cancelled.</param>
/// <param name="Reason">Why it is late, was not run, failed or is partial.</param>
/// <param name="ReasonCode">
/// The reason in a word: late, overlap, downtime, clockChange, rule, lost, timeout, error, cancelled or partial; null where there is no reason.
/// </param>
/// <param name="Attempt">Executions so far, from 1.</param>
/// <param name="Result">What the check found; null until it succeeded.</param>
public sealed record RunDto(
    Guid Id, Guid? ScheduleId, int ScheduleVersion, TargetDto Target, string Trigger, string? RequestedBy, Guid? RetryOf, Instant? DueAt,
    string Status, string? Reason, string? ReasonCode, int Attempt, Instant? StartedAt, Instant? FinishedAt, JsonNode? Result)
{
    /// <summary>What became of the mails that tell of it; absent in lists, and where it tells nobody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunMailsDto? Mails { get; init; }

    /// <summary>What was asked of a scan; absent where nothing was, and for whatever else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScanRequest? Asked { get; init; }

    /// <summary>How far a scan is that is going on; absent in lists, and for whatever else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunProgressDto? Progress { get; init; }
}

/// <param name="Type">TRACKER_SCAN or SOD_POLICY.</param>
/// <param name="Id">The project's or the policy's id.</param>
/// <param name="Name">Its name; null where it is gone.</param>
public sealed record TargetDto(string Type, Guid Id, string? Name);

/// <summary>Runs and targets in the words of <c>/api/v1</c>.</summary>
public static class RunDtos
{
    public static RunDto Of(Run run, TargetNames names) => new(
        run.Id, run.ScheduleId, run.ScheduleVersion, names.Show(run.Target), Camel(run.Trigger), run.RequestedBy, run.RetryOf,
        run.DueAt, Camel(run.Status), run.FullReason, run.Code is { } code ? Camel(code) : null, run.Attempt, run.StartedAt, run.FinishedAt,
        run.Result is null ? null : JsonNode.Parse(run.Result)) { Asked = ScanRequest.Of(run) };

    /// <summary>How an enum's value is written: <c>CatchUp</c> is <c>catchUp</c>.</summary>
    public static string Camel<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>The names of the targets of a page of schedules or runs, as they are now.</summary>
public sealed class TargetNames
{
    /// <summary>The name of the report of many policies.</summary>
    public const string AllPolicies = "Multi Query Report";

    private readonly Dictionary<Guid, string> _names = [];

    public static async Task<TargetNames> Load(ISchedulesDb db, IReadOnlyCollection<Target> targets, CancellationToken cancellationToken)
    {
        var names = new TargetNames();
        var projects = Ids(targets, TargetType.TrackerScan);
        if (projects.Count > 0)
            await names.Add(db.Projects.Where(p => projects.Contains(p.Id)).Select(p => new Named(p.Id, p.Name)), cancellationToken);
        var policies = Ids(targets, TargetType.SodPolicy);
        if (policies.Count > 0)
            await names.Add(db.SodPolicies.Where(p => policies.Contains(p.Id)).Select(p => new Named(p.Id, p.Name)), cancellationToken);

        // An organization as the target stands for all of its policies.
        var others = policies.FindAll(id => !names._names.ContainsKey(id));
        if (others.Count > 0)
            await names.Add(db.Organizations.Where(o => others.Contains(o.Id)).Select(o => new Named(o.Id, AllPolicies)), cancellationToken);
        return names;
    }

    public TargetDto Show(Target target) => new(WordOf(target.Type), target.Id, _names.GetValueOrDefault(target.Id));

    public static string WordOf(TargetType type) => type switch
    {
        TargetType.TrackerScan => "TRACKER_SCAN",
        TargetType.SodPolicy => "SOD_POLICY",
    };

    /// <exception cref="InvalidValueException">targetType: another word.</exception>
    public static TargetType? Parse(string? word) =>
        word is null ? null : Known(word) ?? throw new InvalidValueException("targetType", word, "TRACKER_SCAN or SOD_POLICY");

    /// <summary>Of a filter that takes either: all targets of a type, or the one of an id.</summary>
    /// <exception cref="InvalidValueException">target: neither.</exception>
    public static (TargetType? Type, Guid? Id) ParseEither(string? word) => word switch
    {
        null => (null, null),
        _ when Known(word) is { } type => (type, null),
        _ when Guid.TryParseExact(word, "D", out var id) => (null, id),
        _ => throw new InvalidValueException("target", word, "TRACKER_SCAN, SOD_POLICY, or the id of a project or policy"),
    };

    private static TargetType? Known(string word) => word switch
    {
        "TRACKER_SCAN" => TargetType.TrackerScan,
        "SOD_POLICY" => TargetType.SodPolicy,
        _ => null,
    };

    private static List<Guid> Ids(IReadOnlyCollection<Target> targets, TargetType type) =>
        [.. targets.Where(target => target.Type == type).Select(target => target.Id).Distinct()];

    private async Task Add(IQueryable<Named> names, CancellationToken cancellationToken)
    {
        await foreach (var named in names.AsAsyncEnumerable().WithCancellation(cancellationToken))
            _names[named.Id] = named.Name;
    }

    private sealed record Named(Guid Id, string Name);
}
