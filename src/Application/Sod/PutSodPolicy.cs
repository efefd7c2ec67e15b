using AutoMapper;
using MediatR;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Replaces a policy wholly. One that is deleted, and not for good, is recovered by it, and its schedule resumed.</summary>
/// <param name="Id">A UUID with dashes, or 32 hex digits.</param>
/// <param name="Policy">What a version does not know stays as it is.</param>
/// <param name="Version">Which members it may say, and are shown.</param>
/// <param name="ExpectedVersion">The version of the policy that the client read; null where it does not care.</param>
/// <exception cref="NotFoundException">No such policy.</exception>
public sealed record PutSodPolicy(string Id, SodPolicyBody Policy, SodPolicyVersion Version, string? ExpectedVersion)
    : IRequest<Versioned<SodPolicyDto>>, IRepeatable;

internal sealed class PutSodPolicyHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock, SuspendedSchedules suspended, IMapper mapper)
    : IRequestHandler<PutSodPolicy, Versioned<SodPolicyDto>>
{
    public async Task<Versioned<SodPolicyDto>> Handle(PutSodPolicy request, CancellationToken cancellationToken)
    {
        var policy = await Find(request, cancellationToken);
        if (policy.DeletedAt is null)
            Replace(policy, request);
        else
            policy = await db.PutOneMoreAsync(user.OrganizationId, () => Recover(request, cancellationToken), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await db.ShowAsync(mapper, policy, request.Version, cancellationToken);
    }

    private Task<SodPolicy> Find(PutSodPolicy request, CancellationToken cancellationToken) =>
        db.SodPolicies.GetDeletedTooAsync(user.OrganizationId, request.Id, cancellationToken);

    private void Replace(SodPolicy policy, PutSodPolicy request)
    {
        Versions.Require(Versions.Of(policy.Id, policy.Version), request.ExpectedVersion);
        policy.Replace(TermsOf(request, policy), user.Id, clock.Now());
    }

    // Read anew: it may have been recovered while others were waited for.
    private async Task<SodPolicy> Recover(PutSodPolicy request, CancellationToken cancellationToken)
    {
        db.DiscardChanges();
        var policy = await Find(request, cancellationToken);
        Replace(policy, request);
        await suspended.Resume(policy, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return policy;
    }

    private static PolicyTerms TermsOf(PutSodPolicy request, SodPolicy policy)
    {
        if (request.Policy.Id is { } id && SodPolicies.ParseId(id) != policy.Id)
            throw new InvalidValueException("id", id, $"absent, or the policy's: {policy.Id}");
        var terms = request.Policy.KnownTo(request.Version).ToTerms();
        return request.Version == SodPolicyVersion.Yearly ? terms.WithConflictOnlyOf(policy) : terms;
    }
}
