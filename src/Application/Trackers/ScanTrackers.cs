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
public sealed record ScanTrackers(Guid OrganizationId, Guid ProjectId) : IRequest<RunOutcome>;

public sealed class ScanTrackersHandler(ISchedulesDb db, IWebsiteBrowser browser, TrackerCatalogue catalogue, TimeProvider clock)
    : IRequestHandler<ScanTrackers, RunOutcome>
{
    public async Task<RunOutcome> Handle(ScanTrackers request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.AsNoTracking().GetAsync(request.OrganizationId, request.ProjectId, cancellationToken);
        if (project.Domains.Count == 0)
            return RunOutcome.Failed("The project has no domains to scan.");
        var visits = await browser.Visit(project.Domains, cancellationToken);
        return visits.Any(visit => visit.Covered)
            ? await Record(project, visits, cancellationToken)
            : RunOutcome.Failed(Failures(visits));
    }

    private async Task<RunOutcome> Record(Project project, IReadOnlyList<SiteVisit> visits, CancellationToken cancellationToken)
    {
        var known = await db.Trackers.Where(tracker => tracker.ProjectId == project.Id).ToListAsync(cancellationToken);
        var scan = new TrackerScan(project.Domains, visits.SelectMany(visit => visit.Evidence), known, catalogue);
        db.Trackers.AddRange(scan.Record(project.OrganizationId, project.Id, clock.Now(), clock.NewId));
        var result = new { DomainsCount = visits.Count(visit => visit.Covered), scan.Results };
        var failures = Failures(visits);
        return new RunOutcome(
            true, failures.Length > 0 ? $"partial: {failures}" : null, JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
    }

    private static string Failures(IReadOnlyList<SiteVisit> visits) => string.Join(
        "; ", visits.Where(visit => visit.Failure is not null).Select(visit => $"{visit.Domain}: {visit.Failure}"));
}
