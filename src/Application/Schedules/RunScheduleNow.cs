using MediatR;
using Schedules.Application.Common;
using Schedules.Application.Trackers;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Queues a manual run of a schedule.</summary>
/// <param name="ScheduleId">The schedule.</param>
/// <param name="Asked">What is asked of this scan alone; null for nothing.</param>
/// <exception cref="InvalidValueException">It is no depth, or the schedule scans no project.</exception>
/// <exception cref="ConflictException">A run of the schedule is queued or going.</exception>
public sealed record RunScheduleNow(Guid ScheduleId, ScanRequest? Asked = null) : IRequest<RunDto>;

public sealed class RunScheduleNowHandler(ISchedulesDb db, ICurrentUser user, ScheduleChanges changes)
    : IRequestHandler<RunScheduleNow, RunDto>
{
    public async Task<RunDto> Handle(RunScheduleNow request, CancellationToken cancellationToken)
    {
        var schedule = await db.Schedules.GetAsync(user.OrganizationId, request.ScheduleId, cancellationToken);
        var run = await changes.RunNow(schedule, Parameters(schedule, request.Asked), cancellationToken);
        return RunDtos.Of(run, await TargetNames.Load(db, [run.Target], cancellationToken));
    }

    private static string? Parameters(Schedule schedule, ScanRequest? asked)
    {
        if (asked?.Parameters() is not { } parameters)
            return null;
        if (schedule.TargetType == TargetType.TrackerScan)
            return parameters;
        throw new InvalidValueException(
            asked.Depth is null ? "screenshots" : "depth", asked.Depth, "absent: the schedule evaluates a policy, and scans nothing");
    }
}
