using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Domain;

namespace Schedules.Application.Sod;

/// <summary>Makes an identity of the caller's organization be exactly this. Its accounts and groups stay as they are.</summary>
/// <param name="Id">As the client names it.</param>
/// <param name="Body">The whole identity; what it leaves out is taken away.</param>
/// <exception cref="ConflictException">Another identity has the user name.</exception>
public sealed record PutIdentity(string Id, IdentityBody Body) : IRequest<PutIdentityResult>, IRepeatable;

/// <param name="Identity">As it is stored now.</param>
/// <param name="Created">Whether there was none before.</param>
public sealed record PutIdentityResult(IdentityDto Identity, bool Created);

internal sealed class PutIdentityHandler(ISchedulesDb db, ICurrentUser user, AssignedEntitlements assigned, TimeProvider clock)
    : IRequestHandler<PutIdentity, PutIdentityResult>
{
    public async Task<PutIdentityResult> Handle(PutIdentity request, CancellationToken cancellationToken)
    {
        if (request.Body.Id is { } id && id != request.Id)
            throw new InvalidValueException("id", id, "absent, or the id in the path");
        var sent = (request.Body with { Id = request.Id }).Read(user.OrganizationId, clock.Now());
        await db.Identities.RequireFree(user.OrganizationId, [sent.Identity], cancellationToken);
        var terms = sent.Terms(await assigned.Assign(user.OrganizationId, sent.Entitlements, cancellationToken));
        var stored = await db.Identities.SingleOrDefaultAsync(
            identity => identity.OrganizationId == user.OrganizationId && identity.Id == request.Id, cancellationToken);
        var put = stored ?? db.Identities.Add(sent.Identity).Entity;
        put.Replace(terms, clock.Now());
        await db.SaveChangesAsync(cancellationToken);
        return new(IdentityDto.Of(put, await assigned.Show(user.OrganizationId, [put.Entitlements], cancellationToken)), stored is null);
    }
}
