using MediatR;
using Schedules.Application.Common;

namespace Schedules.Application.Sod;

/// <summary>The schedule of a SOD policy.</summary>
/// <exception cref="NotFoundException">No such policy, or it has no schedule.</exception>
public sealed record GetSodPolicySchedule(string PolicyId) : IRequest<Versioned<SodPolicyScheduleDto>>;

public sealed class GetSodPolicyScheduleHandler(ISchedulesDb db, ICurrentUser user)
    : IRequestHandler<GetSodPolicySchedule, Versioned<SodPolicyScheduleDto>>
{
    public async Task<Versioned<SodPolicyScheduleDto>> Handle(GetSodPolicySchedule request, CancellationToken cancellationToken)
    {
        var schedule = await db.LoadSodPolicySchedule(user.OrganizationId, request.PolicyId, cancellationToken);
        return await db.Show(schedule, cancellationToken);
    }
}
