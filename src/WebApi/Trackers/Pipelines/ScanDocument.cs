using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Schedules.Application.Trackers;
using Schedules.Domain;
using Schedules.Domain.Trackers;
using Schedules.WebApi.Json;

namespace Schedules.WebApi.Trackers.Pipelines;

/// <summary>A scan as JSON, in the words of GET …/tracker-scans/{runId}; also what a later scan takes for its baseline. Members may be added, none goes.</summary>
/// <param name="Format">The version of this form: 1.</param>
/// <param name="ScannedAt">An instant in UTC.</param>
/// <param name="Outcome">clean, failed or inconclusive.</param>
/// <param name="Sites">As they were asked for.</param>
/// <param name="FailOn">The conditions that were asked for.</param>
/// <param name="Changes">What is different from the baseline; null without one.</param>
/// <param name="Findings">Each tracker once, by type, domain and name.</param>
public sealed record ScanDocument(
    int Format, string ScannedAt, string Outcome, IReadOnlyList<string> Sites, IReadOnlyList<ConditionDto> FailOn, CoverageDto Coverage,
    IReadOnlyDictionary<string, int> Categories, VerdictsDto Verdicts, DifferenceDto? Changes, IReadOnlyList<FindingDto> Findings)
{
    private const int CurrentFormat = 1;
    private const string NoBaseline = "The baseline is not the JSON of an earlier scan: scan … --save-baseline FILE writes it.";

    private static readonly JsonSerializerOptions _options = new(JsonSetup.Options) { WriteIndented = true };

    public static string Write(JudgedScan judged)
    {
        var scan = judged.Scan;
        var document = new ScanDocument(
            CurrentFormat, Written(Instant.FromDateTimeOffset(judged.At)), judged.Fails ? "failed" : judged.IsInconclusive ? "inconclusive" : "clean", scan.Sites,
            [.. judged.Conditions.Select(ConditionDto.Of)], CoverageDto.Of(scan.Coverage, scan.Evidence.Versions), scan.Results.Categories,
            VerdictsDto.Of(scan.Verdicts), DifferenceDto.Of(scan), [.. scan.Findings.Select(FindingDto.Of)]);
        return JsonSerializer.Serialize(document, _options) + "\n";
    }

    /// <exception cref="FormatException">It is not what <see cref="Write"/> writes.</exception>
    public static ScanBaseline ReadBaseline(string json)
    {
        try
        {
            var document = JsonSerializer.Deserialize<ScanDocument>(json, _options);
            if (document is not { Findings: not null, Coverage: { Pages: not null, Versions: not null } } || !IsWhole(document))
                throw new FormatException(NoBaseline);
            if (document.Format != CurrentFormat)
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The baseline has the format {document.Format}; this version reads {CurrentFormat}."));
            return new(
                InstantPattern.General.Parse(document.ScannedAt).GetValueOrThrow(), [.. document.Findings.Select(Finding)],
                [.. document.Coverage.Pages.Select(Page)], document.Coverage.Versions);
        }
        catch (Exception other) when (other is JsonException or InvalidValueException or UnparsableValueException or ArgumentNullException)
        {
            throw new FormatException(NoBaseline, other);
        }
    }

    public static string Written(Instant instant) => InstantPattern.General.Format(instant);

    private static bool IsWhole(ScanDocument document) =>
        document.Findings.All(found => found is { Domain: not null, Name: not null, Hosts: not null, Passes: not null, Initiators: not null })
        && document.Coverage.Pages.All(page => page is { Domain: not null });

    private static ScanFinding Finding(FindingDto found) => new(
        TrackerWords.Parse<TrackerType>("type", found.Type), found.Domain, found.Name, found.FirstParty, TrackerMatch.New,
        TrackerWords.Parse<TrackerCategory>("category", found.Category), FindingDecision.Nobody, Suggestion: null, TrackerId: null, found.Hosts,
        [.. found.Passes.Select(pass => TrackerWords.Parse<ScanPass>("passes", pass))], found.Pages, found.RemainedAfterRejection, found.DeclaredSeconds,
        found.EffectiveSeconds, found.Initiators, []);

    private static PlannedPage Page(PageDto page) =>
        new(page.Domain, WebAddress.Of(page.Address) ?? throw new FormatException("The baseline names a page without an address."),
            TrackerWords.Parse<PageChoice>("choice", page.Choice));
}

/// <param name="Condition">Its name.</param>
/// <param name="State">passed, failed or inconclusive.</param>
/// <param name="Trackers">Those that fail it.</param>
public sealed record ConditionDto(string Condition, string State, string Reason, IReadOnlyList<TrackerRefDto> Trackers)
{
    public static ConditionDto Of(ConditionOutcome outcome) => new(
        outcome.Condition.Name, TrackerWords.Of(outcome.State), outcome.Reason, [.. outcome.Trackers.Select(TrackerRef.Of).Select(TrackerRefDto.Of)]);
}

/// <param name="Since">When the baseline was made.</param>
public sealed record DifferenceDto(
    string Since, IReadOnlyList<TrackerRefDto> New, IReadOnlyList<TrackerRefDto> Gone, IReadOnlyList<ChangeDto> Changed, IReadOnlyList<string> Notes)
{
    public static DifferenceDto? Of(SiteScan scan)
    {
        if (scan is not { Baseline: { } baseline, Changes: { } changes })
            return null;
        var told = ChangesDto.Of(changes);
        return new(ScanDocument.Written(baseline.At), told.New, told.Gone, told.Changed, told.Notes);
    }
}
