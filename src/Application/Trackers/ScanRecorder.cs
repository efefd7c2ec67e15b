using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>
/// Judges what a scan saw, and adds its report to the unit of work. Saves nothing: the executor does, with the run's outcome. What people have decided
/// stays as they decided it.
/// </summary>
public sealed class ScanRecorder(ISchedulesDb db, TrackerCatalogue catalogue, TimeProvider clock)
{
    /// <param name="runId">The scan's run.</param>
    /// <param name="project">As it is now.</param>
    /// <param name="evidence">What was seen.</param>
    /// <param name="screenshots">Pictures by the place of their page among the evidence's pages; the first 50 of at most 1 MB each are kept.</param>
    /// <param name="cancellationToken">Ends it without effect.</param>
    /// <returns>Failed where no domain answered; partial where not everything was seen.</returns>
    public async Task<RunOutcome> Record(
        Guid runId, Project project, ScanEvidence evidence, IReadOnlyDictionary<int, byte[]> screenshots, CancellationToken cancellationToken)
    {
        var failures = Failures(evidence);
        if (evidence.Covered.Count == 0)
            return RunOutcome.Failed(failures);
        var before = await LastComplete(project.Id, evidence.Plan.Depth, cancellationToken);
        var trackers = await db.Trackers.Where(tracker => tracker.ProjectId == project.Id).ToListAsync(cancellationToken);
        var knowledge = new ProjectKnowledge(trackers, project.TrackerRules, before?.Findings ?? [], clock.Now());
        var scan = new TrackerScan(project.Domains, evidence.Sightings(), knowledge, catalogue);
        var added = scan.Record(project.OrganizationId, project.Id, knowledge.Now, clock.NewId);
        db.Trackers.AddRange(added);
        var report = new ScanReport(runId, project, knowledge.Now, evidence, ScanFindings.Of(scan, evidence, [.. trackers, .. added]));
        if (before is not null)
            report.Compare(before, scan);
        Keep(report, evidence, screenshots);
        var result = new { DomainsCount = evidence.Covered.Count, scan.Results };
        return new RunOutcome(
            true, failures.Length > 0 ? $"partial: {failures}" : null, JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
    }

    private async Task<ScanReport?> LastComplete(Guid projectId, ScanDepth depth, CancellationToken cancellationToken) => await db.ScanReports.AsNoTracking()
        .Where(report => report.ProjectId == projectId && report.IsComplete && report.Depth == depth)
        .OrderByDescending(report => report.At).ThenByDescending(report => report.RunId)
        .FirstOrDefaultAsync(cancellationToken);

    private void Keep(ScanReport report, ScanEvidence evidence, IReadOnlyDictionary<int, byte[]> screenshots)
    {
        db.ScanReports.Add(report);
        if (EvidenceFile.Write(evidence) is { } content)
            db.ScanEvidence.Add(new(report.RunId, content));
        db.Screenshots.AddRange(screenshots.Where(picture => picture.Value.Length <= Screenshot.MaxBytes).OrderBy(picture => picture.Key)
            .Take(Screenshot.MaxCount).Select(picture => new Screenshot(report.RunId, picture.Key, picture.Value)));
    }

    private static string Failures(ScanEvidence evidence) => string.Join("; ", evidence.Coverage.Uncovered
        .Select(uncovered => $"{uncovered.Page.Domain}: {uncovered.Failure}").Distinct(StringComparer.Ordinal));
}
