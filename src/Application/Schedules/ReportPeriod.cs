using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>The period of a report: what was due in it, up to now.</summary>
/// <param name="From">Inclusive; never before what the ledger keeps.</param>
/// <param name="To">Exclusive; never after now.</param>
/// <param name="KeptFrom">Older runs have been deleted; null where none have.</param>
public sealed record ReportPeriod(Instant From, Instant To, Instant? KeptFrom)
{
    /// <summary>Where the query does not say.</summary>
    private static readonly Duration _length = Duration.FromDays(30);

    /// <param name="from">ISO 8601; absent: 30 days before the end.</param>
    /// <param name="to">ISO 8601; absent: now.</param>
    /// <param name="now">The moment of asking.</param>
    /// <param name="keptFrom">Older runs have been deleted.</param>
    /// <exception cref="InvalidValueException">from or to.</exception>
    public static ReportPeriod Of(string? from, string? to, Instant now, Instant? keptFrom)
    {
        var end = to is null ? now : Iso8601.ParseQueryEnd("to", to);
        var start = from is null ? end - Duration.Min(_length, end - _first) : Iso8601.ParseQuery("from", from);
        if (start >= end)
            throw new InvalidValueException("from", from, "before to");
        // What is due at this moment is due.
        end = Instant.Min(end, now + Duration.Epsilon);
        start = keptFrom > start ? keptFrom.Value : start;
        return new ReportPeriod(Instant.Min(start, end), end, keptFrom);
    }

    private static readonly Instant _first = Instant.FromUtc(1, 1, 1, 0, 0);
}

/// <summary>What was due in a period, and what became of it.</summary>
/// <param name="Sentence">For example "expected 92, done 91, 1 missed: downtime".</param>
/// <param name="Expected">How many occurrences were due up to now. The rules that were in force say so, not the ledger.</param>
/// <param name="Done">Ran to an end: succeeded and failed.</param>
/// <param name="Open">Due and not ended yet.</param>
/// <param name="Absent">Due, and not in the ledger: 0, or something is wrong.</param>
/// <param name="Manual">Runs beside them that somebody asked for, retries too.</param>
/// <param name="Reasons">Why, of those that have a reason: late ones, missed ones and so on.</param>
public sealed record ReportDto(
    string Sentence, int Expected, int Done, int Succeeded, int Failed, int Skipped, int Missed, int Cancelled, int Open, int Absent, int Manual,
    IReadOnlyList<ReasonCountDto> Reasons)
{
    public static ReportDto Of(PeriodReport report) => new(
        report.Sentence, report.Expected, report.Done, report.Of(RunStatus.Succeeded), report.Of(RunStatus.Failed),
        report.Of(RunStatus.Skipped), report.Of(RunStatus.Missed),
        report.Of(RunStatus.Cancelled), report.Open, report.Absent, report.Beside,
        [.. report.Occurrences.Where(run => run.Reason is not null).Select(run =>
            new ReasonCountDto(RunDtos.Camel(run.Status), RunDtos.Camel(run.Reason!.Value), run.Count))]);
}

/// <param name="Status">Of the runs.</param>
/// <param name="Reason">late, overlap, downtime, clockChange, rule, lost, timeout, error, cancelled or partial.</param>
/// <param name="Count">How many of the status have it.</param>
public sealed record ReasonCountDto(string Status, string Reason, int Count);
