using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>The queued run that has waited longest; null where none waits.</summary>
public sealed record FindQueuedRun : IRequest<Guid?>;

public sealed class FindQueuedRunHandler(ISchedulesDb db, TimeProvider clock) : IRequestHandler<FindQueuedRun, Guid?>
{
    public async Task<Guid?> Handle(FindQueuedRun request, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        return await db.Runs
            .Where(run => run.Status == RunStatus.Queued && run.AvailableAt <= now)
            .OrderBy(run => run.AvailableAt).ThenBy(run => run.Id)
            .Select(run => (Guid?)run.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
