using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Trackers;

/// <summary>Opens a project's domains in a real browser and adds what is found to the unit of work. Saves nothing: the executor does.</summary>
/// <exception cref="NotFoundException">The project is gone.</exception>
/// <exception cref="BrowserUnavailableException">There is no browser to scan with.</exception>
public sealed record ScanTrackers(Guid RunId, Guid OrganizationId, Guid ProjectId) : IRequest<RunOutcome>;

public sealed class ScanTrackersHandler(ISchedulesDb db, IWebsiteBrowser browser, ScanRecorder recorder)
    : IRequestHandler<ScanTrackers, RunOutcome>
{
    private static readonly Dictionary<int, byte[]> _noScreenshots = [];

    public async Task<RunOutcome> Handle(ScanTrackers request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.AsNoTracking().GetAsync(request.OrganizationId, request.ProjectId, cancellationToken);
        if (project.Domains.Count == 0)
            return RunOutcome.Failed("The project has no domains to scan.");
        var visits = await browser.Visit(project.Domains, cancellationToken);
        // Read again: its rules may have changed in the minutes that a scan takes.
        project = await db.Projects.AsNoTracking().GetAsync(request.OrganizationId, request.ProjectId, cancellationToken);
        return await recorder.Record(request.RunId, project, VisitEvidence.Of(visits), _noScreenshots, cancellationToken);
    }
}
