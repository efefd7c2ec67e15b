using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;

namespace Schedules.Application.Trackers;

/// <summary>A project's tracker-scan schedule, with its scans.</summary>
public sealed record GetTrackerScanSchedule(Guid OrganizationId, Guid ProjectId) : IRequest<Versioned<TrackerScanScheduleDto>>;

public sealed class GetTrackerScanScheduleHandler(ISchedulesDb db)
    : IRequestHandler<GetTrackerScanSchedule, Versioned<TrackerScanScheduleDto>>
{
    public async Task<Versioned<TrackerScanScheduleDto>> Handle(GetTrackerScanSchedule request, CancellationToken cancellationToken)
    {
        await db.Projects.RequireAsync(request.OrganizationId, request.ProjectId, cancellationToken);
        return await db.Show(request.OrganizationId, request.ProjectId, cancellationToken);
    }
}
