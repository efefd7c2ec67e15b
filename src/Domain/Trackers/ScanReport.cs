using NodaTime;

namespace Schedules.Domain.Trackers;

/// <summary>How much of what was planned a scan saw, and with what it was made.</summary>
/// <param name="Depth">Quick or full.</param>
/// <param name="Seed">Of the sample.</param>
/// <param name="Planned">Pages times passes.</param>
/// <param name="Seen">Of them answered.</param>
/// <param name="Complete">All were wholly seen.</param>
/// <param name="Pages">The planned ones.</param>
/// <param name="Passes">The planned ones.</param>
/// <param name="Discovered">Per domain, how many pages were found that the sample is from.</param>
/// <param name="Failed">What was not seen, or in part, and why.</param>
/// <param name="Notes">What kept discovery from seeing more.</param>
public sealed record ScanCoverageReport(
    ScanDepth Depth, int Seed, int Planned, int Seen, bool Complete, IReadOnlyList<PlannedPage> Pages, IReadOnlyList<ScanPass> Passes,
    IReadOnlyDictionary<string, int> Discovered, IReadOnlyList<UncoveredPage> Failed, IReadOnlyList<string> Notes)
{
    public static ScanCoverageReport Of(ScanEvidence evidence)
    {
        var (plan, coverage) = (evidence.Plan, evidence.Coverage);
        return new(
            plan.Depth, plan.Seed, coverage.Planned, coverage.Seen, evidence.Complete, plan.Pages, plan.Passes, plan.Discovered, coverage.Uncovered, plan.Notes);
    }
}

/// <summary>What the books keep of a scan that saw something: one a run, unchanged ever after.</summary>
public sealed class ScanReport
{
    public ScanReport(Guid runId, Project project, Instant at, ScanEvidence evidence, IReadOnlyList<ScanFinding> findings)
    {
        RunId = runId;
        OrganizationId = project.OrganizationId;
        ProjectId = project.Id;
        At = at;
        Findings = findings;
        Coverage = ScanCoverageReport.Of(evidence);
        (Depth, IsComplete) = (Coverage.Depth, Coverage.Complete);
        Versions = evidence.Versions;
        Verdicts = ScanVerdicts.Of(evidence, findings);
    }

    private ScanReport()
    {
    }

    public Guid RunId { get; private set; }

    public Guid OrganizationId { get; private set; }

    public Guid ProjectId { get; private set; }

    /// <summary>When it was judged.</summary>
    public Instant At { get; private set; }

    public ScanDepth Depth { get; private set; }

    /// <summary>A later scan may say what is gone since.</summary>
    public bool IsComplete { get; private set; }

    public IReadOnlyList<ScanFinding> Findings { get; private set; } = [];

    public ScanCoverageReport Coverage { get; private set; } = null!;

    public ScanVersions Versions { get; private set; } = null!;

    public ScanVerdicts Verdicts { get; private set; } = null!;

    /// <summary>Null where no complete scan of the depth was there before.</summary>
    public ScanChanges? Changes { get; private set; }

    /// <summary>Says what is different from an earlier report.</summary>
    public void Compare(ScanReport before, TrackerScan scan) => Changes = ScanComparison.With(
        new(before.RunId, before.Findings, before.Coverage.Pages, before.Versions), Findings, Coverage, Versions, scan);
}

/// <summary>The evidence of a scan, as the exports need it, in a form of the store's own choice.</summary>
/// <param name="runId">The scan's run.</param>
/// <param name="content">Compressed JSON.</param>
public sealed class StoredEvidence(Guid runId, byte[] content)
{
    public Guid RunId { get; private set; } = runId;

    public byte[] Content { get; private set; } = content;
}

/// <summary>A picture of a page of a scan.</summary>
/// <param name="runId">The scan's run.</param>
/// <param name="number">The page's place among the evidence's pages, from 0.</param>
/// <param name="content">A PNG or JPEG file.</param>
public sealed class Screenshot(Guid runId, int number, byte[] content)
{
    /// <summary>A scan keeps no more pictures than this, the first ones.</summary>
    public const int MaxCount = 50;

    /// <summary>Larger pictures are not kept.</summary>
    public const int MaxBytes = 1_000_000;

    public Guid RunId { get; private set; } = runId;

    public int Number { get; private set; } = number;

    public byte[] Content { get; private set; } = content;

    /// <summary>The media type, by how the file begins.</summary>
    public string Type => Content is [0xFF, 0xD8, ..] ? "image/jpeg" : "image/png";
}
