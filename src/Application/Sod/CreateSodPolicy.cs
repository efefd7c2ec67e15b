using AutoMapper;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Adds a policy to the caller's organization.</summary>
/// <param name="Policy">Without an id.</param>
public sealed record CreateSodPolicy(SodPolicyBody Policy) : IRequest<SodPolicyDto>;

internal sealed class CreateSodPolicyHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock, IMapper mapper)
    : IRequestHandler<CreateSodPolicy, SodPolicyDto>
{
    public async Task<SodPolicyDto> Handle(CreateSodPolicy request, CancellationToken cancellationToken)
    {
        if (request.Policy.Id is { } id)
            throw new InvalidValueException("id", id, "absent: the server gives a new policy its id");
        var policy = new SodPolicy(clock.NewId(), user.OrganizationId, request.Policy.ToTerms(), user.Id, clock.Now());
        await RefuseTooManyAsync(cancellationToken);
        db.SodPolicies.Add(policy);
        await db.SaveChangesAsync(cancellationToken);
        return mapper.Map<SodPolicyDto>(policy);
    }

    private async Task RefuseTooManyAsync(CancellationToken cancellationToken)
    {
        var count = await db.SodPolicies.CountAsync(policy => policy.OrganizationId == user.OrganizationId, cancellationToken);
        if (count >= SodPolicy.MaxInOrganization)
            throw new InvalidValueException("policies", $"{count}", $"at most {SodPolicy.MaxInOrganization} in an organization");
    }
}
