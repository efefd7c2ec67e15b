using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Trackers;

/// <summary>One scan of a project.</summary>
public sealed record GetTrackerScan(Guid OrganizationId, Guid ProjectId, Guid RunId) : IRequest<ScanHistoryEntryDto>;

public sealed class GetTrackerScanHandler(ISchedulesDb db) : IRequestHandler<GetTrackerScan, ScanHistoryEntryDto>
{
    public async Task<ScanHistoryEntryDto> Handle(GetTrackerScan request, CancellationToken cancellationToken)
    {
        var scans = db.Runs.AsNoTracking()
            .Where(run => run.TargetType == TargetType.TrackerScan && run.TargetId == request.ProjectId);
        return TrackerScanSchedules.Entry(await scans.GetAsync(request.OrganizationId, request.RunId, cancellationToken));
    }
}
