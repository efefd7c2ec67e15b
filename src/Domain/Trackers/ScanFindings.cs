namespace Schedules.Domain.Trackers;

/// <summary>Brings the findings of a scan and the evidence of its pages together. The same evidence in any order gives the same.</summary>
public static class ScanFindings
{
    private const int MaxHosts = 20;
    private const int MaxChains = 3;

    /// <param name="scan">Of exactly this evidence.</param>
    /// <param name="evidence">What the pages yielded.</param>
    /// <param name="trackers">The project's, those that the scan added too.</param>
    /// <returns>In the order of the scan's findings.</returns>
    public static IReadOnlyList<ScanFinding> Of(TrackerScan scan, ScanEvidence evidence, IEnumerable<Tracker> trackers)
    {
        var ids = trackers.GroupBy(tracker => scan.IdentityOf(tracker.Type, tracker.Domain, tracker.DetectedName))
            .ToDictionary(same => same.Key, same => same.OrderBy(tracker => tracker.CreatedAt).ThenBy(tracker => tracker.Id).First().Id);
        var traces = evidence.Pages.SelectMany(page => Traces(page, AsPlanned(evidence, page))).ToLookup(trace => scan[trace.Seen]);
        return [.. scan.Findings.Select(finding => Of(finding, DecisionOf(finding, scan), [.. traces[finding]], finding.Known?.Id ?? IdOf(finding)))];

        Guid? IdOf(Finding finding) => ids.TryGetValue(scan.IdentityOf(finding.Type, finding.Domain, finding.Name), out var id) ? id : null;
    }

    private static ScanFinding Of(Finding finding, FindingDecision decision, IReadOnlyList<Trace> traces, Guid? trackerId) => new(
        finding.Type, finding.Domain, finding.Name, finding.FirstParty, finding.Match, finding.Category, decision, finding.Suggestion, trackerId,
        Hosts: [.. traces.Select(trace => trace.Seen.Host).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MaxHosts)],
        Passes: [.. traces.Where(trace => trace.AsPlanned && !trace.Remained).Select(trace => trace.Page.Pass).Distinct().Order()],
        Pages: traces.Select(trace => trace.Page.Page).Distinct().Count(),
        Remained: traces.Any(trace => trace.AsPlanned && trace.Remained && trace.Page.Pass == ScanPass.Reject),
        Declared: traces.Max(trace => trace.Declared),
        Effective: traces.Max(trace => trace.Effective),
        Initiators: [.. traces.Where(trace => trace.Chain.Count > 0).Select(trace => trace.Chain[0].Domain)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MaxHosts)],
        Chains: [.. traces.Select(trace => trace.Chain).Where(chain => chain.Count > 0).DistinctBy(TextOf).OrderBy(chain => chain.Count)
            .ThenBy(TextOf, StringComparer.Ordinal).Take(MaxChains)]);

    private static FindingDecision DecisionOf(Finding finding, TrackerScan scan) => finding switch
    {
        { Rule: not null } => FindingDecision.Rule,
        _ when scan.IsDecided(finding) => FindingDecision.Project,
        { Category: TrackerCategory.Unclassified } => FindingDecision.Nobody,
        _ => FindingDecision.Catalogue,
    };

    private static string TextOf(IReadOnlyList<WebAddress> chain) => string.Join(' ', chain);

    // Where the choice could not be made nothing came after it.
    private static bool AsPlanned(ScanEvidence evidence, PageEvidence page) =>
        page.Pass is ScanPass.Baseline or ScanPass.Gpc || evidence.Choice(page.Pass, page.Page.Domain) is { State: ConsentState.Chosen };

    private static IEnumerable<Trace> Traces(PageEvidence page, bool asPlanned) =>
    [
        .. page.Cookies.Where(cookie => cookie.Domain.Length > 0).Select(cookie => new Trace(
            page, asPlanned, new(TrackerType.Cookie, cookie.Name, cookie.Domain), [.. Setter(cookie).Concat(cookie.Chain).Distinct()], cookie.Remained, cookie.Declared,
            cookie.Effective)),
        .. page.Storage.Select(key => new Trace(
            page, asPlanned, new(key.Area == StorageArea.Local ? TrackerType.LocalStorage : TrackerType.SessionStorage, key.Key, key.Host), [], false, null, null)),
        .. page.Requests.Where(request => request.ThirdParty).SelectMany(request => page.OfOtherSites(request).Select(seen =>
            new Trace(page, asPlanned, seen, request.Chain, false, null, null))),
        // What the page only had counts as one more page, and says nothing of how and when it came.
        .. page.Kept.Select(seen => new Trace(page, AsPlanned: false, seen, [], false, null, null)),
    ];

    private static IEnumerable<WebAddress> Setter(CookieEvidence cookie) => cookie.SetBy is null ? [] : [cookie.SetBy];

    private sealed record Trace(
        PageEvidence Page, bool AsPlanned, Evidence Seen, IReadOnlyList<WebAddress> Chain, bool Remained, long? Declared, long? Effective);
}
