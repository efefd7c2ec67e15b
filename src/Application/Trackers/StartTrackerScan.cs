using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Trackers;

/// <summary>Queues a manual scan of a project.</summary>
/// <exception cref="InvalidValueException">What is asked of the scan is no depth.</exception>
/// <exception cref="ConflictException">A scan of the project is queued or going.</exception>
public sealed record StartTrackerScan(Guid OrganizationId, Guid ProjectId, ScanRequest? Asked = null) : IRequest<ScanHistoryEntryDto>;

public sealed class StartTrackerScanHandler(ISchedulesDb db, ScheduleChanges changes)
    : IRequestHandler<StartTrackerScan, ScanHistoryEntryDto>
{
    public async Task<ScanHistoryEntryDto> Handle(StartTrackerScan request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.GetAsync(request.OrganizationId, request.ProjectId, cancellationToken);
        var target = TrackerScanSchedules.TargetOf(request.ProjectId);
        var schedule = await changes.FindOrCreate(target, PeriodRule.Default, cancellationToken);
        if (schedule.Version == 0)
            project.ChangeScheduled();
        return TrackerScanSchedules.Entry(await changes.RunNow(schedule, request.Asked?.Parameters(), cancellationToken));
    }
}
