using AutoMapper;
using MediatR;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Adds a policy to the caller's organization.</summary>
/// <param name="Policy">Without an id.</param>
/// <param name="Version">Which members it may say, and are shown.</param>
public sealed record CreateSodPolicy(SodPolicyBody Policy, SodPolicyVersion Version = SodPolicyVersion.V1) : IRequest<SodPolicyDto>;

internal sealed class CreateSodPolicyHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock, IMapper mapper)
    : IRequestHandler<CreateSodPolicy, SodPolicyDto>
{
    public async Task<SodPolicyDto> Handle(CreateSodPolicy request, CancellationToken cancellationToken)
    {
        if (request.Policy.Id is { } id)
            throw new InvalidValueException("id", id, "absent: the server gives a new policy its id");
        var terms = request.Policy.KnownTo(request.Version).ToTerms();
        var policy = new SodPolicy(clock.NewId(), user.OrganizationId, terms, user.Id, clock.Now());
        await db.PutOneMoreAsync(user.OrganizationId, () => Add(policy, cancellationToken), cancellationToken);
        return (await db.ShowAsync(mapper, policy, request.Version, cancellationToken)).Value;
    }

    private Task<int> Add(SodPolicy policy, CancellationToken cancellationToken)
    {
        db.SodPolicies.Add(policy);
        return db.SaveChangesAsync(cancellationToken);
    }
}
