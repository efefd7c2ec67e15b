namespace Schedules.Domain.Trackers;

/// <summary>
/// All that one scan saw, before it is judged: nothing in it is a value, a secret or a person's. Immutable; as JSON it reads back the same.
/// </summary>
/// <param name="Plan">What was to be opened.</param>
/// <param name="Versions">What it was made with.</param>
/// <param name="Pages">One for each planned page in each planned pass, in that order; a page that was not reached says why.</param>
public sealed record ScanEvidence(ScanPlan Plan, ScanVersions Versions, IReadOnlyList<PageEvidence> Pages)
{
    /// <summary>The domains of which a page answered, in the project's order.</summary>
    public IReadOnlyList<string> Covered => [.. Pages.Where(page => page.Seen).Select(page => page.Page.Domain).Distinct(StringComparer.Ordinal)];

    /// <summary>Every planned page was wholly seen in every pass: only then can a later scan say what is gone.</summary>
    public bool Complete => Pages.Count > 0 && Pages.All(page => page.Failure is null);

    /// <summary>Everything that may be a tracker, each thing once.</summary>
    public IReadOnlyList<Evidence> Sightings() => [.. Pages.SelectMany(page => page.Sightings()).Distinct()];

    /// <summary>The consent choice of a pass at a domain: what became of it at the page where it was made or tried. Null in passes that make none.</summary>
    public ConsentEvidence? Choice(ScanPass pass, string domain) => Pages
        .Where(page => page.Pass == pass && page.Page.Domain == domain && page.Consent is not null and not { State: ConsentState.Earlier })
        .Select(page => page.Consent)
        .MaxBy(consent => consent!.State == ConsentState.Chosen ? 2 : consent.State == ConsentState.Failed ? 1 : 0);

    public ScanCoverage Coverage => new(
        Pages.Count, Pages.Count(page => page.Seen), [.. Pages.Where(page => page.Failure is not null)
            .Select(page => new UncoveredPage(page.Pass, page.Page, page.Seen, page.Failure!))]);
}

/// <summary>How much of the plan was seen. What is not covered is not clean.</summary>
/// <param name="Planned">Pages times passes.</param>
/// <param name="Seen">Of them answered, wholly or in part.</param>
/// <param name="Uncovered">Those that failed or were seen in part, and why.</param>
public sealed record ScanCoverage(int Planned, int Seen, IReadOnlyList<UncoveredPage> Uncovered);

/// <param name="Partly">Something was seen, but not all.</param>
public sealed record UncoveredPage(ScanPass Pass, PlannedPage Page, bool Partly, string Failure);
