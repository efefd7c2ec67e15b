using AutoMapper;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;

namespace Schedules.Application.Sod;

/// <summary>One policy of the caller's organization.</summary>
/// <param name="Id">A UUID with dashes, or 32 hex digits.</param>
public sealed record GetSodPolicy(string Id) : IRequest<SodPolicyDto>;

internal sealed class GetSodPolicyHandler(ISchedulesDb db, ICurrentUser user, IMapper mapper) : IRequestHandler<GetSodPolicy, SodPolicyDto>
{
    public async Task<SodPolicyDto> Handle(GetSodPolicy request, CancellationToken cancellationToken)
    {
        var policy = await db.SodPolicies.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken);
        var scheduled = await db.ScheduledAsync([policy.Id], cancellationToken);
        return mapper.Map<SodPolicyDto>(policy) with { Scheduled = scheduled.Contains(policy.Id) };
    }
}
