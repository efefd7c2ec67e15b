namespace Schedules.Domain.Trackers;

/// <summary>What an earlier scan of the same sites found.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Findings">Each tracker once.</param>
/// <param name="Pages">The planned ones.</param>
/// <param name="Versions">What it was made with.</param>
public sealed record ScanBaseline(
    NodaTime.Instant At, IReadOnlyList<ScanFinding> Findings, IReadOnlyList<PlannedPage> Pages, ScanVersions Versions);

/// <summary>A scan of sites that belong to no project: judged by the catalogue alone, and beside an earlier scan where there is one.</summary>
public sealed class SiteScan
{
    private readonly HashSet<TrackerIdentity> _before;
    private readonly HashSet<TrackerIdentity> _beforeConsent;
    private readonly TrackerScan _scan;

    public SiteScan(IReadOnlyList<string> sites, ScanEvidence evidence, ScanBaseline? baseline, TrackerCatalogue catalogue)
    {
        (Sites, Evidence, Baseline) = (sites, evidence, baseline);
        _scan = new(sites, evidence.Sightings(), [], catalogue);
        Findings = ScanFindings.Of(_scan, evidence, []);
        Coverage = ScanCoverageReport.Of(evidence);
        Verdicts = ScanVerdicts.Of(evidence, Findings);
        _before = Identities(baseline?.Findings ?? []);
        _beforeConsent = Identities((baseline?.Findings ?? []).Where(found => found.Passes.Contains(ScanPass.Baseline)));
        if (baseline is not null)
            Changes = ScanComparison.With(new(Guid.Empty, baseline.Findings, baseline.Pages, baseline.Versions), Findings, Coverage, evidence.Versions, _scan);
    }

    /// <summary>As they were asked for; a port may follow the name.</summary>
    public IReadOnlyList<string> Sites { get; }

    public ScanEvidence Evidence { get; }

    public ScanBaseline? Baseline { get; }

    /// <summary>By type, domain and name.</summary>
    public IReadOnlyList<ScanFinding> Findings { get; }

    public ScanResults Results => _scan.Results;

    public ScanCoverageReport Coverage { get; }

    public ScanVerdicts Verdicts { get; }

    /// <summary>Null without a baseline.</summary>
    public ScanChanges? Changes { get; }

    /// <summary>Was not in the baseline; without one, everything is new.</summary>
    public bool IsNew(ScanFinding found) => !_before.Contains(IdentityOf(found));

    /// <summary>Is there before any choice, and was not in the baseline.</summary>
    public bool IsNewBeforeConsent(ScanFinding found) => found.Passes.Contains(ScanPass.Baseline) && !_beforeConsent.Contains(IdentityOf(found));

    private HashSet<TrackerIdentity> Identities(IEnumerable<ScanFinding> findings) => [.. findings.Select(IdentityOf)];

    private TrackerIdentity IdentityOf(ScanFinding found) => _scan.IdentityOf(found.Type, found.Domain, found.Name);
}
