using System.Globalization;
using System.Text;

namespace Schedules.Verification.Ledger;

/// <summary>A report for people.</summary>
public static class ReportText
{
    /// <summary>Lines: the window, what is wrong, what else is known, the first findings of each kind, the verdict.</summary>
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        Line(text, $"Ledger after {InstantText.Write(report.Window.After)} up to {InstantText.Write(report.Window.Until)}");
        Line(text, $"  schedules      {report.Schedules}");
        Line(text, $"  expected       {report.Expected}");
        foreach (var (name, found) in report.Kinds())
            Line(text, $"  {name,-14} {found.Count}{Meaning(name, report)}");
        if (report.NotJudged > 0)
            Line(text, $"  not judged     {report.NotJudged}  runs of a time of which no rule is known");
        Line(text, $"  by status      {Counts(report.ByStatus, status => status)}");
        Line(text, $"  by attempts    {Counts(report.ByAttempts, attempt => attempt.ToString(CultureInfo.InvariantCulture))}");
        Line(text, $"  began late by  {Delays(report.Lateness)}");
        Append(text, report);
        return text.Append(Verdict(report)).ToString();
    }

    private static void Append(StringBuilder text, Report report)
    {
        foreach (var (name, found) in report.Kinds().Where(kind => kind.Found.Count > 0))
        {
            Line(text, $"{name}{(found.Count > found.First.Count ? $", the first {found.First.Count}" : "")}:");
            foreach (var (id, at, what) in found.First)
                Line(text, $"  schedule {id}{(at is { } instant ? $" at {InstantText.Write(instant)}" : "")}{(what is null ? "" : $" ({what})")}");
        }
    }

    private static string Meaning(string name, Report report) => name switch
    {
        "unfinished" => $"  still open, though due by {InstantText.Write(report.Window.UnfinishedBefore)}",
        "otherVersion" => "  told, not judged",
        _ => "",
    };

    private static string Counts<T>(IReadOnlyDictionary<T, long> counts, Func<T, string> name) =>
        counts.Count == 0 ? "no runs" : string.Join(", ", counts.Select(pair => $"{name(pair.Key)}: {pair.Value}"));

    private static string Delays(Lateness lateness) => lateness.Count == 0
        ? "no runs"
        : $"median {Seconds(lateness, 0.5)}, 99th percentile {Seconds(lateness, 0.99)}, most {Seconds(lateness, 1)} of {lateness.Count} executed";

    private static string Seconds(Lateness lateness, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{lateness.Quantile(share)!.Value.TotalSeconds:0.###} s");

    private static string Verdict(Report report) => report.IsClean
        ? "Clean: every occurrence stands in the ledger exactly once."
        : "Not clean.";

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
