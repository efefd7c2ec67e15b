using System.Text.Json.Nodes;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>A scan with what its report says. The members of the history come first, in their words; the others are null until the scan has completed.</summary>
/// <param name="Coverage">What was planned, seen and not, and with what it was made.</param>
/// <param name="Verdicts">Yes, no or inconclusive, and why.</param>
/// <param name="Changes">What is different from the last complete scan of the same depth; null where there was none.</param>
/// <param name="Findings">Each tracker once, by type, domain and name.</param>
public sealed record TrackerScanDto(
    long Date, string Status, string ScanType, string TaskArn, int DomainsCount, JsonNode Results, string? Reason, CoverageDto? Coverage,
    VerdictsDto? Verdicts, ChangesDto? Changes, IReadOnlyList<FindingDto>? Findings, IReadOnlyList<int>? Screenshots)
{
    public static TrackerScanDto Of(ScanHistoryEntryDto entry, string? reason, ScanReport? report, IReadOnlyList<int>? screenshots) => new(
        entry.Date, entry.Status, entry.ScanType, entry.TaskArn, entry.DomainsCount, entry.Results, reason,
        report is null ? null : CoverageDto.Of(report.Coverage, report.Versions),
        report is null ? null : VerdictsDto.Of(report.Verdicts),
        report?.Changes is { } changes ? ChangesDto.Of(changes) : null,
        report is null ? null : [.. report.Findings.Select(FindingDto.Of)],
        screenshots);
}

/// <param name="Depth">quick or full.</param>
/// <param name="Seed">The same pages found, sampled with the same seed, are the same sample.</param>
/// <param name="Planned">Pages times passes.</param>
/// <param name="Seen">Of them answered, wholly or in part.</param>
/// <param name="Complete">All were wholly seen.</param>
/// <param name="Failed">What was not seen, or in part, and why: it is not covered, and not clean.</param>
public sealed record CoverageDto(
    string Depth, int Seed, int Planned, int Seen, bool Complete, IReadOnlyList<string> Passes, IReadOnlyList<PageDto> Pages,
    IReadOnlyDictionary<string, int> Discovered, IReadOnlyList<FailedPageDto> Failed, IReadOnlyList<string> Notes, ScanVersions Versions)
{
    public static CoverageDto Of(ScanCoverageReport coverage, ScanVersions versions) => new(
        TrackerWords.Of(coverage.Depth), coverage.Seed, coverage.Planned, coverage.Seen, coverage.Complete, [.. coverage.Passes.Select(TrackerWords.Of)],
        [.. coverage.Pages.Select(page => new PageDto(page.Domain, page.Address.ToString(), TrackerWords.Of(page.Choice)))], coverage.Discovered,
        [.. coverage.Failed.Select(FailedPageDto.Of)], coverage.Notes, versions);
}

/// <param name="Choice">Why it is in the sample: landing, legal, cookies or template.</param>
public sealed record PageDto(string Domain, string Address, string Choice);

/// <param name="Partly">Something was seen, but not all.</param>
public sealed record FailedPageDto(string Pass, string Domain, string Address, bool Partly, string Failure)
{
    public static FailedPageDto Of(UncoveredPage page) =>
        new(TrackerWords.Of(page.Pass), page.Page.Domain, page.Page.Address.ToString(), page.Partly, page.Failure);
}

public sealed record VerdictsDto(VerdictDto PreConsentClean, VerdictDto RejectHonoured, VerdictDto GpcHonoured)
{
    public static VerdictsDto Of(ScanVerdicts verdicts) => new(
        VerdictDto.Of(verdicts.PreConsentClean), VerdictDto.Of(verdicts.RejectHonoured), VerdictDto.Of(verdicts.GpcHonoured));
}

/// <param name="Verdict">yes, no or inconclusive.</param>
public sealed record VerdictDto(string Verdict, string Reason, IReadOnlyList<TrackerRefDto> Evidence)
{
    public static VerdictDto Of(Verdict verdict) =>
        new(TrackerWords.Of(verdict.State), verdict.Reason, [.. verdict.Evidence.Select(TrackerRefDto.Of)]);
}

public sealed record TrackerRefDto(string Type, string Domain, string Name, string Category)
{
    public static TrackerRefDto Of(TrackerRef tracker) => new(tracker.Type.Word(), tracker.Domain, tracker.Name, tracker.Category.Word());
}

/// <param name="ComparedWith">The taskArn of that scan.</param>
public sealed record ChangesDto(
    Guid ComparedWith, IReadOnlyList<TrackerRefDto> New, IReadOnlyList<TrackerRefDto> Gone, IReadOnlyList<ChangeDto> Changed, IReadOnlyList<string> Notes)
{
    public static ChangesDto Of(ScanChanges changes) => new(
        changes.ComparedWith, [.. changes.New.Select(TrackerRefDto.Of)], [.. changes.Gone.Select(TrackerRefDto.Of)],
        [.. changes.Changed.Select(change => new ChangeDto(TrackerRefDto.Of(change.Tracker), TrackerWords.Of(change.Kind), change.Before, change.After))],
        changes.Notes);
}

/// <param name="Kind">longer_lifetime, now_before_consent, now_in_spite_of_rejection, now_in_spite_of_gpc or other_initiator.</param>
public sealed record ChangeDto(TrackerRefDto Tracker, string Kind, string Before, string After);

/// <param name="MatchType">new, project or global.</param>
/// <param name="DecidedBy">rule, project, catalogue or nobody.</param>
/// <param name="Passes">baseline: before any choice; reject: after rejecting all; accept; gpc: in spite of Global Privacy Control.</param>
/// <param name="DeclaredSeconds">For how long a cookie was asked to live; null for a session's.</param>
/// <param name="EffectiveSeconds">For how long the browser keeps it: 400 days at most.</param>
/// <param name="Chains">Who loaded whom, nearest first, up to the page.</param>
public sealed record FindingDto(
    string Type, string Domain, string Name, bool FirstParty, string MatchType, string Category, string DecidedBy, SuggestionDto? Suggestion, Guid? TrackerId,
    IReadOnlyList<string> Hosts, IReadOnlyList<string> Passes, int Pages, bool RemainedAfterRejection, long? DeclaredSeconds, long? EffectiveSeconds,
    IReadOnlyList<string> Initiators, IReadOnlyList<IReadOnlyList<string>> Chains)
{
    public static FindingDto Of(ScanFinding found) => new(
        found.Type.Word(), found.Domain, found.Name, found.FirstParty, TrackerWords.Of(found.Match), found.Category.Word(), TrackerWords.Of(found.DecidedBy),
        SuggestionDto.Of(found.Suggestion), found.TrackerId, found.Hosts, [.. found.Passes.Select(TrackerWords.Of)], found.Pages, found.Remained,
        found.Declared, found.Effective, found.Initiators, [.. found.Chains.Select(chain => chain.Select(address => address.ToString()).ToList())]);
}
