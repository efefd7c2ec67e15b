namespace Schedules.Domain.Trackers;

public enum ConditionState
{
    Passed,
    Failed,

    /// <summary>Nothing was found against it, but not all was seen that had to be.</summary>
    Inconclusive,
}

/// <param name="Condition">Which one.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">In a sentence.</param>
/// <param name="Trackers">Those that fail it.</param>
public sealed record ConditionOutcome(FailCondition Condition, ConditionState State, string Reason, IReadOnlyList<ScanFinding> Trackers);

/// <summary>Something of which a pipeline says: then fail.</summary>
/// <param name="Name">As it is asked for: <c>new-tracker</c>.</param>
/// <param name="Meaning">When it fails, in a sentence without its end.</param>
/// <param name="NeedsFull">A quick scan cannot tell.</param>
/// <param name="NeedsBaseline">It compares; without a baseline everything is new.</param>
/// <param name="Judge">What a scan says of it.</param>
public sealed record FailCondition(string Name, string Meaning, bool NeedsFull, bool NeedsBaseline, Func<SiteScan, (ConditionState State, string Reason, IReadOnlyList<ScanFinding> Trackers)> Judge)
{
    /// <summary>All that there are.</summary>
    public static IReadOnlyList<FailCondition> All { get; } =
    [
        new("new-marketing-before-consent", "a marketing tracker is there before any choice, and the baseline does not have it there", false, true,
            scan => Guilty(scan, IsBefore, found => IsMarketing(found) && scan.IsNewBeforeConsent(found))),
        new("any-marketing-before-consent", "a marketing tracker is there before any choice", false, false,
            scan => Guilty(scan, IsBefore, found => IsMarketing(found) && IsBeforeConsent(found))),
        new("new-analytics-before-consent", "an analytics tracker is there before any choice, and the baseline does not have it there", false, true,
            scan => Guilty(scan, IsBefore, found => found.Category == TrackerCategory.Analytics && scan.IsNewBeforeConsent(found))),
        new("any-analytics-before-consent", "an analytics tracker is there before any choice", false, false,
            scan => Guilty(scan, IsBefore, found => found.Category == TrackerCategory.Analytics && IsBeforeConsent(found))),
        new("new-tracker", "a tracker of any kind is there that the baseline does not have", false, true, scan => Guilty(scan, Any, scan.IsNew)),
        new("new-unclassified", "a tracker that nobody has classified is there, and the baseline does not have it", false, true,
            scan => Guilty(scan, Any, found => IsUnclassified(found) && scan.IsNew(found))),
        new("unclassified", "a tracker that nobody has classified is there", false, false, scan => Guilty(scan, Any, IsUnclassified)),
        new("longer-lifetime", "a cookie asks to live longer than in the baseline", false, true,
            scan => Guilty(scan, Any, found => scan.Changes?.Changed.Any(change =>
                change.Kind == ChangeKind.LongerLifetime && change.Tracker == TrackerRef.Of(found)) ?? false)),
        new("reject-ignored", "after everything was rejected there is something that needs consent", true, false, scan => Of(scan, scan.Verdicts.RejectHonoured)),
        new("gpc-ignored", "in spite of Global Privacy Control there is something that sells or shares", true, false,
            scan => Of(scan, scan.Verdicts.GpcHonoured)),
    ];

    public static FailCondition? Named(string name) => All.FirstOrDefault(condition => condition.Name == name);

    public ConditionOutcome On(SiteScan scan)
    {
        var (state, reason, trackers) = Judge(scan);
        return new(this, state, reason, trackers);
    }

    private static (ConditionState, string, IReadOnlyList<ScanFinding>) Guilty(SiteScan scan, Func<ScanPass, bool> passes, Func<ScanFinding, bool> isAgainst)
    {
        var trackers = scan.Findings.Where(isAgainst).ToList();
        if (trackers.Count > 0)
            return (ConditionState.Failed, trackers.Count == 1 ? "1 tracker." : $"{trackers.Count} trackers.", trackers);
        var unseen = scan.Coverage.Failed.Count(page => passes(page.Pass));
        return unseen == 0
            ? (ConditionState.Passed, "None was found.", [])
            : (ConditionState.Inconclusive, $"None was found, but {(unseen == 1 ? "1 opening of a page was" : $"{unseen} openings of pages were")} not wholly seen.", []);
    }

    // Trackers that nobody has classified stand in the way of a verdict; of a condition only where it asks for them.
    private static (ConditionState, string, IReadOnlyList<ScanFinding>) Of(SiteScan scan, Verdict verdict) => verdict switch
    {
        { State: VerdictState.No } => (ConditionState.Failed, verdict.Reason, [.. scan.Findings.Where(found => verdict.Evidence.Contains(TrackerRef.Of(found)))]),
        { State: VerdictState.Inconclusive, Evidence.Count: 0 } => (ConditionState.Inconclusive, verdict.Reason, []),
        _ => (ConditionState.Passed, verdict.Reason, []),
    };

    private static bool IsBefore(ScanPass pass) => pass == ScanPass.Baseline;

    private static bool Any(ScanPass pass) => true;

    private static bool IsBeforeConsent(ScanFinding found) => found.Passes.Contains(ScanPass.Baseline);

    private static bool IsMarketing(ScanFinding found) => found.Category is TrackerCategory.Marketing or TrackerCategory.Malicious;

    private static bool IsUnclassified(ScanFinding found) => found.Category == TrackerCategory.Unclassified;
}
