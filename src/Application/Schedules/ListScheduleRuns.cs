using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;

namespace Schedules.Application.Schedules;

/// <summary>The runs of one schedule. A deleted schedule has its runs still.</summary>
/// <param name="ScheduleId">The schedule.</param>
/// <param name="Query">Which of its runs.</param>
/// <exception cref="NotFoundException">The organization has, and had, no such schedule; or one that was deleted before it ever ran.</exception>
public sealed record ListScheduleRuns(Guid ScheduleId, ListRuns Query) : IRequest<CursorPage<RunDto>>;

public sealed class ListScheduleRunsHandler(ISchedulesDb db, ICurrentUser user, IMediator mediator)
    : IRequestHandler<ListScheduleRuns, CursorPage<RunDto>>
{
    public async Task<CursorPage<RunDto>> Handle(ListScheduleRuns request, CancellationToken cancellationToken)
    {
        var id = request.ScheduleId;
        if (!await db.Runs.AnyAsync(run => run.ScheduleId == id && run.OrganizationId == user.OrganizationId, cancellationToken))
            await db.Schedules.AsNoTracking().GetAsync(user.OrganizationId, id, cancellationToken);
        return await mediator.Send(request.Query with { ScheduleId = id }, cancellationToken);
    }
}
