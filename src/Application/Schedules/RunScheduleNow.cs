using MediatR;
using Schedules.Application.Common;

namespace Schedules.Application.Schedules;

/// <summary>Queues a manual run of a schedule.</summary>
/// <exception cref="ConflictException">A run of the schedule is queued or going.</exception>
public sealed record RunScheduleNow(Guid ScheduleId) : IRequest<RunDto>;

public sealed class RunScheduleNowHandler(ISchedulesDb db, ICurrentUser user, ScheduleChanges changes)
    : IRequestHandler<RunScheduleNow, RunDto>
{
    public async Task<RunDto> Handle(RunScheduleNow request, CancellationToken cancellationToken)
    {
        var schedule = await db.Schedules.GetAsync(user.OrganizationId, request.ScheduleId, cancellationToken);
        var run = await changes.RunNow(schedule, cancellationToken);
        return RunDtos.Of(run, await TargetNames.Load(db, [run.Target], cancellationToken));
    }
}
