using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Trackers;

/// <summary>Opens a project's domains in a real browser and adds what is found to the unit of work. Saves nothing: the executor does.</summary>
/// <exception cref="NotFoundException">The project is gone.</exception>
/// <exception cref="BrowserUnavailableException">There is no browser to scan with.</exception>
/// <param name="RunId">The run, whose progress is shown.</param>
/// <param name="OrganizationId">The tenant.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="Asked">What was asked of this scan; null for what the project says.</param>
public sealed record ScanTrackers(Guid RunId, Guid OrganizationId, Guid ProjectId, ScanRequest? Asked = null) : IRequest<RunOutcome>;

public sealed class ScanTrackersHandler(ISchedulesDb db, IWebsiteBrowser browser, ScanRecorder recorder, ScanProgressBoard board)
    : IRequestHandler<ScanTrackers, RunOutcome>
{
    public async Task<RunOutcome> Handle(ScanTrackers request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.AsNoTracking().GetAsync(request.OrganizationId, request.ProjectId, cancellationToken);
        if (project.Domains.Count == 0)
            return RunOutcome.Failed("The project has no domains to scan.");
        var order = (request.Asked ?? new ScanRequest()).OrderOf(project);
        var scan = await board.Show(request.RunId, progress => browser.Scan(order, progress, cancellationToken));
        // Read again: its rules may have changed in the minutes that a scan takes.
        project = await db.Projects.AsNoTracking().GetAsync(request.OrganizationId, request.ProjectId, cancellationToken);
        return await recorder.Record(request.RunId, project, scan.Evidence, scan.Screenshots, cancellationToken);
    }
}
