using MediatR;
using Schedules.Application.Common;

namespace Schedules.Application.Sod;

/// <summary>Takes an identity out of the caller's organization. Violations in the books keep its name.</summary>
/// <param name="Id">As the client names it.</param>
public sealed record DeleteIdentity(string Id) : IRequest<Unit>;

internal sealed class DeleteIdentityHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<DeleteIdentity, Unit>
{
    public async Task<Unit> Handle(DeleteIdentity request, CancellationToken cancellationToken)
    {
        db.Identities.Remove(await db.Identities.GetAsync(user.OrganizationId, request.Id, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
