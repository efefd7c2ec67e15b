namespace Schedules.Domain.Schedules;

/// <summary>So many runs of a kind.</summary>
/// <param name="Status">Where they stand.</param>
/// <param name="Reason">Why; null where nothing needs saying.</param>
/// <param name="Count">How many.</param>
public sealed record RunCount(RunStatus Status, ReasonCode? Reason, int Count);

/// <summary>What was due in a period, and what became of it.</summary>
/// <param name="Occurrences">What stands in the ledger of what was due.</param>
/// <param name="Absent">What was due by the rules and does not stand in the ledger: that should never be.</param>
/// <param name="Beside">Runs that somebody asked for: they stand for no occurrence.</param>
public sealed record PeriodReport(IReadOnlyList<RunCount> Occurrences, int Absent, int Beside)
{
    /// <summary>The rules say so, not the ledger: what is absent counts.</summary>
    public int Expected => Occurrences.Sum(run => run.Count) + Absent;

    /// <summary>Ran to an end.</summary>
    public int Done => Of(RunStatus.Succeeded) + Of(RunStatus.Failed);

    public int Open => Of(RunStatus.Queued) + Of(RunStatus.Running);

    /// <summary>For example "expected 92, done 91, 1 missed: downtime".</summary>
    public string Sentence => string.Join(", ", (string[])
    [
        $"expected {Expected}", $"done {Done}",
        .. Part(Of(RunStatus.Failed), "of them failed", RunStatus.Failed), .. Part(Of(RunStatus.Missed), "missed", RunStatus.Missed),
        .. Part(Of(RunStatus.Skipped), "skipped", RunStatus.Skipped), .. Part(Of(RunStatus.Cancelled), "cancelled", null),
        .. Part(Open, "not ended yet", null), .. Part(Absent, "absent from the ledger", null),
    ]);

    public int Of(RunStatus status) => Occurrences.Where(run => run.Status == status).Sum(run => run.Count);

    /// <summary>One report of several schedules.</summary>
    public static PeriodReport Sum(IEnumerable<PeriodReport> reports)
    {
        var all = reports.ToList();
        return new PeriodReport(
            Merged(all.SelectMany(report => report.Occurrences)), all.Sum(report => report.Absent), all.Sum(report => report.Beside));
    }

    /// <summary>One line a status and reason.</summary>
    public static IReadOnlyList<RunCount> Merged(IEnumerable<RunCount> counts) =>
    [
        .. counts.GroupBy(run => (run.Status, run.Reason))
            .Select(group => new RunCount(group.Key.Status, group.Key.Reason, group.Sum(run => run.Count)))
            .Where(run => run.Count > 0).OrderBy(run => run.Status).ThenByDescending(run => run.Count).ThenBy(run => run.Reason),
    ];

    private IEnumerable<string> Part(int count, string what, RunStatus? told)
    {
        if (count > 0)
            yield return $"{count} {what}{Why([.. Occurrences.Where(run => run.Status == told && run.Reason is not null)], count)}";
    }

    // One reason for all of them needs no number.
    private static string Why(List<RunCount> reasons, int count) => reasons switch
    {
        [] => "",
        [{ Count: var all, Reason: { } only }] when all == count => $": {only.Word()}",
        _ => $": {string.Join(" and ", reasons.Select(run => $"{run.Count} {run.Reason!.Value.Word()}"))}",
    };
}
