using MediatR;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>All that an identity of the caller's organization effectively holds, and through what.</summary>
/// <param name="Id">As the client names it.</param>
public sealed record GetIdentityAccess(string Id) : IRequest<IdentityAccessDto>;

/// <param name="Id">The identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entitlements">Ordered by id.</param>
public sealed record IdentityAccessDto(string Id, string Name, IReadOnlyList<HeldEntitlementDto> Entitlements);

/// <param name="Id">The entitlement.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Via">The shortest way to it.</param>
public sealed record HeldEntitlementDto(string Id, string? Name, ViaDto Via);

/// <param name="Type">DIRECT, ACCOUNT or GROUP: how what stands first on the way was assigned.</param>
/// <param name="SourceId">Of the account.</param>
/// <param name="AccountId">Of the account.</param>
/// <param name="Through">Ids of the groups on the way; empty where the entitlement itself was assigned.</param>
public sealed record ViaDto(string Type, string? SourceId, string? AccountId, IReadOnlyList<string> Through);

internal sealed class GetIdentityAccessHandler(IAccessReader access, ICurrentUser user) : IRequestHandler<GetIdentityAccess, IdentityAccessDto>
{
    public async Task<IdentityAccessDto> Handle(GetIdentityAccess request, CancellationToken cancellationToken)
    {
        await using var snapshot = await access.Open(user.OrganizationId, cancellationToken);
        var identity = await snapshot.Find(request.Id, cancellationToken) ?? throw new NotFoundException("Identity", request.Id);
        return new(identity.Id, identity.Name, [.. identity.Held.Select(Show)]);
    }

    private static HeldEntitlementDto Show(HeldEntitlement held) => new(
        held.Entitlement.Id, held.Entitlement.Name, new(Word.Of(held.Via.Kind), held.Via.SourceId, held.Via.AccountId, held.Via.Through));
}
