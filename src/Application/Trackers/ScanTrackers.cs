using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>Opens a project's domains in a real browser and adds what is found to the unit of work. Saves nothing: the executor does.</summary>
/// <exception cref="NotFoundException">The project is gone.</exception>
/// <exception cref="BrowserUnavailableException">There is no browser to scan with.</exception>
/// <param name="RunId">The run, whose progress is shown.</param>
/// <param name="OrganizationId">The tenant.</param>
/// <param name="ProjectId">The project.</param>
public sealed record ScanTrackers(Guid RunId, Guid OrganizationId, Guid ProjectId) : IRequest<RunOutcome>;

public sealed class ScanTrackersHandler(
    ISchedulesDb db, IWebsiteBrowser browser, TrackerCatalogue catalogue, ScanProgressBoard board, TimeProvider clock)
    : IRequestHandler<ScanTrackers, RunOutcome>
{
    private const int MaxFailures = 10;

    public async Task<RunOutcome> Handle(ScanTrackers request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.AsNoTracking().GetAsync(request.OrganizationId, request.ProjectId, cancellationToken);
        if (project.Domains.Count == 0)
            return RunOutcome.Failed("The project has no domains to scan.");
        var evidence = await Scan(request.RunId, project, cancellationToken);
        return evidence.Covered.Count > 0
            ? await Record(project, evidence, cancellationToken)
            : RunOutcome.Failed(Failures(evidence));
    }

    private Task<ScanEvidence> Scan(Guid runId, Project project, CancellationToken cancellationToken)
    {
        var order = new ScanOrder(project.Domains, project.DeepScan ? ScanDepth.Full : ScanDepth.Quick, SeedOf(project.Id));
        return board.Show(runId, progress => browser.Scan(order, progress, cancellationToken));
    }

    private async Task<RunOutcome> Record(Project project, ScanEvidence evidence, CancellationToken cancellationToken)
    {
        var known = await db.Trackers.Where(tracker => tracker.ProjectId == project.Id).ToListAsync(cancellationToken);
        var scan = new TrackerScan(project.Domains, evidence.Sightings(), known, catalogue);
        db.Trackers.AddRange(scan.Record(project.OrganizationId, project.Id, clock.Now(), clock.NewId));
        var result = new { DomainsCount = evidence.Covered.Count, scan.Results };
        var failures = Failures(evidence);
        return new RunOutcome(
            true, failures.Length > 0 ? $"partial: {failures}" : null, JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
    }

    // Each reason once a page: four passes fail for the same one.
    private static string Failures(ScanEvidence evidence)
    {
        var failures = evidence.Coverage.Uncovered.Select(page => $"{Name(page.Page)}: {page.Failure}").Distinct(StringComparer.Ordinal).ToList();
        var more = failures.Count > MaxFailures ? $"; and {failures.Count - MaxFailures} more" : "";
        return string.Join("; ", failures.Take(MaxFailures)) + more;
    }

    private static string Name(PlannedPage page) => page.Choice == PageChoice.Landing ? page.Domain : page.Domain + page.Address.Path;

    private static int SeedOf(Guid projectId) => BitConverter.ToInt32(projectId.ToByteArray());
}
