using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;

namespace Schedules.Application.Schedules;

/// <summary>Queues a run in place of one that failed, was missed, skipped or cancelled.</summary>
/// <exception cref="ConflictException">The run succeeded or has not ended, another one is queued or going, or the schedule is gone.</exception>
public sealed record RetryRun(Guid Id) : IRequest<RunDto>;

public sealed class RetryRunHandler(ISchedulesDb db, ICurrentUser user, ScheduleChanges changes) : IRequestHandler<RetryRun, RunDto>
{
    public async Task<RunDto> Handle(RetryRun request, CancellationToken cancellationToken)
    {
        var of = await db.Runs.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken);
        if (!of.CanBeRetried)
            throw new ConflictException($"The run is {RunDtos.Camel(of.Status)}. Only what failed, was missed, skipped or cancelled can be retried.");
        if (of.ScheduleId is null)
            throw new ConflictException("The run was a report that somebody asked for: ask for it again.");
        var schedule = await db.Schedules.SingleOrDefaultAsync(schedule => schedule.Id == of.ScheduleId, cancellationToken)
            ?? throw new ConflictException("The run's schedule is gone: there is nothing to run it by.");
        var run = await changes.Retry(schedule, of, cancellationToken);
        return RunDtos.Of(run, await TargetNames.Load(db, [run.Target], cancellationToken));
    }
}
