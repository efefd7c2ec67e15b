using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>One schedule.</summary>
public sealed record GetSchedule(Guid Id) : IRequest<Versioned<ScheduleDto>>;

public sealed class GetScheduleHandler(ISchedulesDb db, ICurrentUser user, DispatchPolicy policy)
    : IRequestHandler<GetSchedule, Versioned<ScheduleDto>>
{
    public async Task<Versioned<ScheduleDto>> Handle(GetSchedule request, CancellationToken cancellationToken)
    {
        var schedule = await db.Schedules.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken);
        var names = await TargetNames.Load(db, [schedule.Target], cancellationToken);
        return new Versioned<ScheduleDto>(ScheduleDto.Of(schedule, names, policy), Versions.Of(schedule.Id, schedule.Version));
    }
}
