using AutoMapper;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;

namespace Schedules.Application.Sod;

/// <summary>One policy of the caller's organization; one that is deleted, and not for good, too.</summary>
/// <param name="Id">A UUID with dashes, or 32 hex digits.</param>
/// <param name="Version">Which members are shown.</param>
public sealed record GetSodPolicy(string Id, SodPolicyVersion Version = SodPolicyVersion.V1) : IRequest<Versioned<SodPolicyDto>>;

internal sealed class GetSodPolicyHandler(ISchedulesDb db, ICurrentUser user, IMapper mapper)
    : IRequestHandler<GetSodPolicy, Versioned<SodPolicyDto>>
{
    public async Task<Versioned<SodPolicyDto>> Handle(GetSodPolicy request, CancellationToken cancellationToken)
    {
        var policy = await db.SodPolicies.AsNoTracking().GetDeletedTooAsync(user.OrganizationId, request.Id, cancellationToken);
        return await db.ShowAsync(mapper, policy, request.Version, cancellationToken);
    }
}
