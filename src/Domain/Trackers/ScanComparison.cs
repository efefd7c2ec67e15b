using System.Globalization;

namespace Schedules.Domain.Trackers;

/// <summary>Compares the findings of two scans of one project.</summary>
public static class ScanComparison
{
    private const int Tolerance = 3600;

    /// <param name="before">An earlier scan: the last complete one of the same depth.</param>
    /// <param name="findings">What the scan found.</param>
    /// <param name="coverage">Of the scan.</param>
    /// <param name="versions">Of the scan.</param>
    /// <param name="scan">Tells whether two findings are the same tracker.</param>
    public static ScanChanges With(
        ScanBefore before, IReadOnlyList<ScanFinding> findings, ScanCoverageReport coverage, ScanVersions versions, TrackerScan scan)
    {
        var then = ByIdentity(before.Findings, scan);
        var now = ByIdentity(findings, scan);
        return new(
            before.RunId,
            New: [.. now.Where(found => !then.ContainsKey(found.Key)).Select(found => TrackerRef.Of(found.Value))],
            Gone: coverage.Complete ? [.. then.Where(found => !now.ContainsKey(found.Key)).Select(found => TrackerRef.Of(found.Value))] : [],
            Changed: [.. now.Where(found => then.ContainsKey(found.Key)).SelectMany(found => Changes(then[found.Key], found.Value))],
            Notes: [.. Notes(before, coverage, versions)]);
    }

    private static Dictionary<TrackerIdentity, ScanFinding> ByIdentity(IEnumerable<ScanFinding> findings, TrackerScan scan) => findings
        .GroupBy(found => scan.IdentityOf(found.Type, found.Domain, found.Name)).ToDictionary(same => same.Key, same => same.First());

    private static IEnumerable<TrackerChange> Changes(ScanFinding then, ScanFinding now)
    {
        var (before, after) = Lifetimes(then, now);
        if (now.Type == TrackerType.Cookie && then.Passes.Count > 0 && IsLonger(before, after))
            yield return new(TrackerRef.Of(now), ChangeKind.LongerLifetime, Lifetime(before), Lifetime(after));
        foreach (var (pass, kind) in new[]
        {
            (ScanPass.Baseline, ChangeKind.NowBeforeConsent), (ScanPass.Reject, ChangeKind.NowInSpiteOfRejection), (ScanPass.Gpc, ChangeKind.NowInSpiteOfGpc),
        })
        {
            if (now.Passes.Contains(pass) && !then.Passes.Contains(pass))
                yield return new(TrackerRef.Of(now), kind, Passes(then), Passes(now));
        }

        if (then.Initiators.Count > 0 && now.Initiators.Except(then.Initiators, StringComparer.Ordinal).Any())
            yield return new(TrackerRef.Of(now), ChangeKind.OtherInitiator, string.Join(", ", then.Initiators), string.Join(", ", now.Initiators));
    }

    // Of one that nobody was seen setting, only what the browser keeps is known; its 400 days are not less than the years that somebody asked for.
    private static (long? Before, long? After) Lifetimes(ScanFinding then, ScanFinding now) =>
        IsUnsaid(then) || IsUnsaid(now) ? (then.Effective, now.Effective) : (then.Declared, now.Declared);

    private static bool IsUnsaid(ScanFinding found) => found is { Declared: null, Effective: not null };

    private static bool IsLonger(long? before, long? after) => after > (before ?? 0) + Math.Max(Tolerance, (before ?? 0) / 100);

    private static string Lifetime(long? seconds) => seconds is null ? "session" : $"{seconds.Value.ToString(CultureInfo.InvariantCulture)} s";

    private static string Passes(ScanFinding finding) => string.Join(", ", finding.Passes.Select(TrackerWords.Of));

    private static IEnumerable<string> Notes(ScanBefore before, ScanCoverageReport coverage, ScanVersions versions)
    {
        if (!coverage.Complete)
            yield return "This scan did not see all of its pages: nothing is reported as gone.";
        if (before.Versions != versions)
            yield return $"The scan before was made with {Words(before.Versions)}; this one with {Words(versions)}.";
        if (!before.Pages.SequenceEqual(coverage.Pages))
            yield return "The scan before looked at other pages.";
    }

    private static string Words(ScanVersions versions) =>
        string.Join(", ", new[] { versions.Browser, versions.Product, versions.Catalogue, versions.ConsentRules }.OfType<string>());
}

/// <summary>What a scan is compared with.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="Findings">What it found.</param>
/// <param name="Pages">Those that it planned.</param>
/// <param name="Versions">What it was made with.</param>
public sealed record ScanBefore(Guid RunId, IReadOnlyList<ScanFinding> Findings, IReadOnlyList<PlannedPage> Pages, ScanVersions Versions);
