using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>An identity as the API shows it.</summary>
/// <param name="Id">As the client names it.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">Where mail for it goes; null where unknown.</param>
/// <param name="Entitlements">The access that it holds.</param>
public sealed record IdentityDto(string Id, string Name, string? Email, IReadOnlyList<EntitlementDto> Entitlements);

/// <param name="Id">1 to 128 characters, as the client names it.</param>
/// <param name="Name">What people call it.</param>
public sealed record EntitlementDto(string? Id, string? Name);

/// <summary>An identity as clients send it.</summary>
/// <param name="Id">Required in a list of identities; where the path names the identity, absent or the same.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">Where mail for it goes.</param>
/// <param name="Entitlements">All the access that it holds; none where absent.</param>
public sealed record IdentityBody(string? Id, string? Name, string? Email, IReadOnlyList<EntitlementDto?>? Entitlements)
{
    /// <exception cref="InvalidValueException">A member breaks a rule.</exception>
    internal Identity ToIdentity(Guid organizationId) => new(
        organizationId, Id, Name, Email, (Entitlements ?? []).Each("entitlements", item => new EntitlementRef(item?.Id, item?.Name)));
}
