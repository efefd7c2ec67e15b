using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>A line of the ledger, as far as a report needs it.</summary>
/// <param name="ScheduleId">Whose.</param>
/// <param name="DueAt">The occurrence; null for a run that somebody asked for.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">As much of the reason as tells its code.</param>
internal sealed record LedgerLine(Guid ScheduleId, Instant? DueAt, RunStatus Status, string? Reason);

internal static class LedgerLines
{
    /// <summary>The lines of some schedules in a period.</summary>
    public static async Task<ILookup<Guid, LedgerLine>> Lines(
        this ISchedulesDb db, IReadOnlyList<Guid> scheduleIds, ReportPeriod period, CancellationToken cancellationToken)
    {
        var lines = await db.Runs.AsNoTracking()
            .Where(run => run.ScheduleId != null && scheduleIds.Contains(run.ScheduleId.Value) && run.At >= period.From && run.At < period.To)
            .Select(run => new LedgerLine(run.ScheduleId!.Value, run.DueAt, run.Status, (run.Reason ?? run.Remark)!.Substring(0, Reasons.CodeLength)))
            .ToListAsync(cancellationToken);
        return lines.ToLookup(line => line.ScheduleId);
    }

    /// <summary>Looks for the line of each occurrence, instant by instant: a line that should not be there stands for no other.</summary>
    /// <param name="lines">The schedule's, in the period.</param>
    /// <param name="history">What was due.</param>
    /// <param name="period">When.</param>
    /// <param name="pendingFrom">From when on nothing is dispatched yet, read before the lines; null where nothing waits.</param>
    public static PeriodReport Report(this IEnumerable<LedgerLine> lines, ScheduleHistory history, ReportPeriod period, Instant? pendingFrom)
    {
        var (recorded, beside) = (new Dictionary<Instant, LedgerLine>(), 0);
        foreach (var line in lines)
        {
            if (line.DueAt is not { } due)
                beside++;
            else
                recorded[due] = line;
        }

        var missing = history.Due(period.From, period.To).Where(due => !recorded.ContainsKey(due)).ToList();
        var pending = missing.Count(due => due >= pendingFrom);
        var counts = recorded.Values.CountBy(line => (line.Status, Reason: Reasons.Of(line.Reason)))
            .Select(count => new RunCount(count.Key.Status, count.Key.Reason, count.Value))
            .Append(new RunCount(RunStatus.Queued, null, pending));
        return new PeriodReport(PeriodReport.Merged(counts), missing.Count - pending, beside);
    }
}
