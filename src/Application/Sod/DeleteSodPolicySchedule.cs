using MediatR;
using Schedules.Application.Common;
using Schedules.Application.Schedules;

namespace Schedules.Application.Sod;

/// <summary>Removes a SOD policy's schedule; the ledger keeps its runs.</summary>
/// <exception cref="NotFoundException">No such policy, or it has no schedule.</exception>
public sealed record DeleteSodPolicySchedule(string PolicyId, string? ExpectedVersion) : IRequest<Unit>, IRepeatable;

public sealed class DeleteSodPolicyScheduleHandler(ISchedulesDb db, ICurrentUser user, ScheduleChanges changes)
    : IRequestHandler<DeleteSodPolicySchedule, Unit>
{
    public async Task<Unit> Handle(DeleteSodPolicySchedule request, CancellationToken cancellationToken)
    {
        var schedule = await db.LoadSodPolicySchedule(user.OrganizationId, request.PolicyId, cancellationToken);
        Versions.Require(Versions.Of(schedule.Id, schedule.Version), request.ExpectedVersion);
        (await db.SodPolicies.GetAsync(user.OrganizationId, request.PolicyId, cancellationToken)).ChangeScheduled();
        await changes.Remove(schedule, cancellationToken);
        return Unit.Value;
    }
}
