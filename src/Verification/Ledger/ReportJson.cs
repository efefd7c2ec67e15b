using System.Text.Json;
using System.Text.Json.Serialization;

namespace Schedules.Verification.Ledger;

/// <summary>A report for programs.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>One line: counts as numbers, lateness in seconds, and the first findings of each kind under <c>findings</c>.</summary>
    public static string Write(Report report) => JsonSerializer.Serialize(
        new
        {
            report.IsClean,
            After = InstantText.Write(report.Window.After),
            Until = InstantText.Write(report.Window.Until),
            UnfinishedBefore = InstantText.Write(report.Window.UnfinishedBefore),
            report.Schedules,
            report.Expected,
            Absent = report.Absent.Count,
            Twice = report.Twice.Count,
            Unexpected = report.Unexpected.Count,
            Unfinished = report.Unfinished.Count,
            Unreadable = report.Unreadable.Count,
            Unrecorded = report.Unrecorded.Count,
            OtherVersion = report.OtherVersion.Count,
            report.NotJudged,
            report.ByStatus,
            report.ByAttempts,
            Lateness = new
            {
                Runs = report.Lateness.Count,
                Median = report.Lateness.Quantile(0.5)?.TotalSeconds,
                P99 = report.Lateness.Quantile(0.99)?.TotalSeconds,
                Most = report.Lateness.Quantile(1)?.TotalSeconds,
            },
            Findings = report.Kinds().ToDictionary(kind => kind.Name, kind => kind.Found.First.Select(Said), StringComparer.Ordinal),
        },
        _options);

    private static object Said(Finding finding) =>
        new { finding.ScheduleId, At = finding.At is { } at ? InstantText.Write(at) : null, finding.What };
}
