using System.Text;
using Schedules.Domain.Trackers;

namespace Schedules.WebApi.Trackers.Pipelines;

/// <summary>A scan as text for people: what the conditions say first, then what was found, then what was not seen.</summary>
internal static class ScanText
{
    private const int MaxFailures = 20;

    public static string Write(JudgedScan judged)
    {
        var text = new StringBuilder();
        Head(text, judged.Scan);
        Conditions(text, judged.Conditions);
        Changes(text, judged.Scan);
        Verdicts(text, judged.Scan.Verdicts);
        Findings(text, judged.Scan);
        Coverage(text, judged.Scan.Coverage);
        return text.ToString();
    }

    private static void Head(StringBuilder text, SiteScan scan)
    {
        var coverage = scan.Coverage;
        text.Line($"{string.Join(", ", scan.Sites)}: {scan.Findings.Count} trackers on {coverage.Pages.Count} pages, {coverage.Seen} of {coverage.Planned} openings seen");
        var categories = scan.Results.Categories.Where(category => category.Value > 0).OrderByDescending(category => category.Value);
        text.Line($"  {string.Join(", ", categories.Select(category => $"{category.Value} {category.Key}"))}");
    }

    private static void Conditions(StringBuilder text, IReadOnlyList<ConditionOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            text.Line().Line($"{TrackerWords.Of(outcome.State).ToUpperInvariant()} {outcome.Condition.Name}: {outcome.Reason}");
            foreach (var found in outcome.Trackers)
                text.Line($"  {Name(found)}{By(found)}");
        }
    }

    private static void Changes(StringBuilder text, SiteScan scan)
    {
        if (scan is not { Baseline: { } baseline, Changes: { } changes })
            return;
        text.Line().Line($"Since {ScanDocument.Written(baseline.At)}: {changes.New.Count} new, {changes.Gone.Count} gone, {changes.Changed.Count} changed");
        foreach (var added in changes.New)
            text.Line($"  + {Name(added)}");
        foreach (var gone in changes.Gone)
            text.Line($"  - {Name(gone)}");
        foreach (var change in changes.Changed)
            text.Line($"  * {Name(change.Tracker)}: {TrackerWords.Of(change.Kind).Replace('_', ' ')}, before: {change.Before}, after: {change.After}");
        foreach (var note in changes.Notes)
            text.Line($"  {note}");
    }

    private static void Verdicts(StringBuilder text, ScanVerdicts verdicts) => text.Line()
        .Line($"Clean before consent: {Verdict(verdicts.PreConsentClean)}")
        .Line($"Rejection honoured: {Verdict(verdicts.RejectHonoured)}")
        .Line($"Global Privacy Control honoured: {Verdict(verdicts.GpcHonoured)}");

    private static void Findings(StringBuilder text, SiteScan scan)
    {
        foreach (var category in scan.Findings.GroupBy(found => found.Category).OrderBy(category => category.Key != TrackerCategory.Marketing).ThenBy(category => category.Key))
        {
            text.Line().Line(category.Key.Word());
            foreach (var found in category)
                text.Line($"  {Name(found)}, {string.Join(" ", found.Passes.Select(TrackerWords.Of))}{By(found)}");
        }
    }

    private static void Coverage(StringBuilder text, ScanCoverageReport coverage)
    {
        if (coverage.Failed.Count > 0)
            text.Line().Line("Not, or not wholly, seen: what is there is not known");
        foreach (var page in coverage.Failed.Take(MaxFailures))
            text.Line($"  {page.Page.Address}, {TrackerWords.Of(page.Pass)}: {page.Failure}");
        if (coverage.Failed.Count > MaxFailures)
            text.Line($"  and {coverage.Failed.Count - MaxFailures} more");
        foreach (var note in coverage.Notes)
            text.Line($"  {note}");
    }

    // The same on every machine: no system's line end, no culture's numbers.
    private static StringBuilder Line(this StringBuilder text, string line = "") => text.Append(line).Append('\n');

    private static string Verdict(Verdict verdict) => $"{TrackerWords.Of(verdict.State)}. {verdict.Reason}";

    private static string Name(ScanFinding found) => $"{found.Type.Word()} {found.Name} of {found.Domain}";

    private static string Name(TrackerRef found) => $"{found.Type.Word()} {found.Name} of {found.Domain} ({found.Category.Word()})";

    private static string By(ScanFinding found) => found.Chains.Count == 0 ? "" : $", by {string.Join(" < ", found.Chains[0])}";
}
