namespace Schedules.Domain.Trackers;

/// <summary>What a scan found, in numbers: total = new + project + global = the sum of the categories.</summary>
/// <param name="Total">Distinct trackers.</param>
/// <param name="New">Those that neither the project nor the catalogue knew.</param>
/// <param name="Project">Those that the project already had.</param>
/// <param name="Global">Those that the project lacked and the catalogue knows.</param>
/// <param name="Categories">Trackers per category: always all nine words, in alphabetical order.</param>
public sealed record ScanResults(int Total, int New, int Project, int Global, IReadOnlyDictionary<string, int> Categories)
{
    /// <summary>A scan that is still running, or found nothing.</summary>
    public static ScanResults Zero { get; } = Of([]);

    internal static ScanResults Of(IReadOnlyCollection<Finding> findings) => new(
        findings.Count,
        findings.Count(finding => finding.Match == TrackerMatch.New),
        findings.Count(finding => finding.Match == TrackerMatch.Project),
        findings.Count(finding => finding.Match == TrackerMatch.Global),
        TrackerWords.Counted.ToDictionary(
            category => category.Word(),
            category => findings.Count(finding => Key(finding.Category) == category)));

    // The results have no key for it.
    private static TrackerCategory Key(TrackerCategory category) => category == TrackerCategory.Malicious ? TrackerCategory.Unclassified : category;
}
