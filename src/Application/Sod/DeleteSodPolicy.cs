using MediatR;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Deletes a policy. The ledger keeps its runs, and what they found.</summary>
/// <param name="Id">A UUID with dashes, or 32 hex digits.</param>
/// <param name="Logical">
/// Whether it can be recovered: it vanishes from the list, is still shown by its id, and its schedule is suspended. Else it is gone with its schedule.
/// </param>
/// <param name="ExpectedVersion">The version of the policy that the client read; null where it does not care.</param>
/// <exception cref="NotFoundException">No such policy, or it is deleted already and would only be again.</exception>
public sealed record DeleteSodPolicy(string Id, bool Logical, string? ExpectedVersion) : IRequest<Unit>, IRepeatable;

internal sealed class DeleteSodPolicyHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock, SuspendedSchedules suspended)
    : IRequestHandler<DeleteSodPolicy, Unit>
{
    public async Task<Unit> Handle(DeleteSodPolicy request, CancellationToken cancellationToken)
    {
        var policies = request.Logical ? db.SodPolicies.InForce() : db.SodPolicies;
        var policy = await policies.GetDeletedTooAsync(user.OrganizationId, request.Id, cancellationToken);
        Versions.Require(Versions.Of(policy.Id, policy.Version), request.ExpectedVersion);
        await (request.Logical ? Retire(policy, cancellationToken) : Remove(policy, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }

    private Task Retire(SodPolicy policy, CancellationToken cancellationToken)
    {
        policy.Delete(user.Id, clock.Now());
        return suspended.Suspend(policy, cancellationToken);
    }

    private Task Remove(SodPolicy policy, CancellationToken cancellationToken)
    {
        db.SodPolicies.Remove(policy);
        return suspended.Remove(policy, cancellationToken);
    }
}
