using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;

namespace Schedules.Application.Sod;

/// <summary>Takes an identity out of the caller's organization. Violations in the books keep its name; its accounts stay, as nobody's.</summary>
/// <param name="Id">As the client names it.</param>
public sealed record DeleteIdentity(string Id) : IRequest<Unit>;

internal sealed class DeleteIdentityHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<DeleteIdentity, Unit>
{
    public async Task<Unit> Handle(DeleteIdentity request, CancellationToken cancellationToken)
    {
        db.Identities.Remove(await db.Identities.GetAsync(user.OrganizationId, request.Id, cancellationToken));
        db.GroupMembers.RemoveRange(await db.GroupMembers
            .Where(member => member.OrganizationId == user.OrganizationId && member.IdentityId == request.Id)
            .ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
