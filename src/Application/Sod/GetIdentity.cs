using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>One identity of the caller's organization.</summary>
/// <param name="Id">As the client names it.</param>
public sealed record GetIdentity(string Id) : IRequest<IdentityDto>;

internal sealed class GetIdentityHandler(ISchedulesDb db, ICurrentUser user, AssignedEntitlements assigned)
    : IRequestHandler<GetIdentity, IdentityDto>
{
    public async Task<IdentityDto> Handle(GetIdentity request, CancellationToken cancellationToken)
    {
        var identity = await db.Identities.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken);
        return IdentityDto.Of(identity, await assigned.Show(user.OrganizationId, [identity.Entitlements], cancellationToken));
    }
}

/// <summary>How identities are found.</summary>
public static class Identities
{
    /// <exception cref="NotFoundException">There is none, or it is another organization's.</exception>
    public static async Task<Identity> GetAsync(
        this IQueryable<Identity> identities, Guid organizationId, string id, CancellationToken cancellationToken) =>
        await identities.SingleOrDefaultAsync(identity => identity.OrganizationId == organizationId && identity.Id == id, cancellationToken)
            ?? throw new NotFoundException("Identity", id);
}
