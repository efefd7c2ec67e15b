using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Trackers;

/// <summary>Deletes a project for good: its schedule, trackers, rules, and what its scans found. The ledger keeps its runs; one that is queued or going is cancelled.</summary>
/// <exception cref="NotFoundException">No such project.</exception>
public sealed record DeleteProject(Guid Id) : IRequest<Unit>;

public sealed class DeleteProjectHandler(ISchedulesDb db, ICurrentUser user, ScheduleChanges changes, IMediator mediator) : IRequestHandler<DeleteProject, Unit>
{
    public async Task<Unit> Handle(DeleteProject request, CancellationToken cancellationToken)
    {
        // Reports, evidence, pictures and trackers go with it, in the database.
        db.Projects.Remove(await db.Projects.GetAsync(user.OrganizationId, request.Id, cancellationToken));
        if (await db.Schedules.FindByTarget(user.OrganizationId, TrackerScanSchedules.TargetOf(request.Id), cancellationToken) is { } schedule)
            await changes.Remove(schedule, cancellationToken);
        else
            await db.SaveChangesAsync(cancellationToken);
        // Last: until the project is gone, another scan may begin.
        await CancelScans(request.Id, cancellationToken);
        return Unit.Value;
    }

    private async Task CancelScans(Guid projectId, CancellationToken cancellationToken)
    {
        var open = await db.Runs
            .Where(run => run.TargetId == projectId && (run.Status == RunStatus.Queued || run.Status == RunStatus.Running))
            .Select(run => run.Id).ToListAsync(cancellationToken);
        foreach (var run in open)
        {
            try
            {
                await mediator.Send(new CancelRun(run), cancellationToken);
            }
            catch (ConflictException)
            {
                // It has ended meanwhile.
            }
        }
    }
}
