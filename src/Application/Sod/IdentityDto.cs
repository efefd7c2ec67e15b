using NodaTime;
using Schedules.Domain;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>An identity as the API shows it.</summary>
/// <param name="Id">As the client names it.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">Where mail for it goes; null where unknown.</param>
/// <param name="Entitlements">The access that was assigned to it directly, ordered by id.</param>
public sealed record IdentityDto(string Id, string Name, string? Email, IReadOnlyList<EntitlementDto> Entitlements)
{
    public string? UserName { get; init; }

    public string? ExternalId { get; init; }

    public string? ManagerId { get; init; }

    public bool Active { get; init; } = true;

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = IdentityAttributes.None.All;

    internal static IdentityDto Of(Identity identity, IReadOnlyDictionary<int, EntitlementRef> entitlements) =>
        new(identity.Id, identity.Name, identity.Email, EntitlementDto.ListOf(identity.Entitlements, entitlements))
        {
            UserName = identity.UserName,
            ExternalId = identity.ExternalId,
            ManagerId = identity.ManagerId,
            Active = identity.Active,
            Attributes = identity.Attributes.All,
        };
}

/// <param name="Id">1 to 128 characters, as the client names it.</param>
/// <param name="Name">What people call it.</param>
public sealed record EntitlementDto(string? Id, string? Name)
{
    internal static IReadOnlyList<EntitlementDto> ListOf(EntitlementSet set, IReadOnlyDictionary<int, EntitlementRef> entitlements) =>
    [
        .. set.ToArray().Select(entitlements.GetValueOrDefault).OfType<EntitlementRef>().OrderBy(entitlement => entitlement.Id, StringComparer.Ordinal)
            .Select(entitlement => new EntitlementDto(entitlement.Id, entitlement.Name)),
    ];
}

/// <summary>An identity as clients send it.</summary>
/// <param name="Id">Required in a list of identities; where the path names the identity, absent or the same.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">Where mail for it goes.</param>
/// <param name="Entitlements">All the access that is assigned to it directly; none where absent.</param>
public sealed record IdentityBody(string? Id, string? Name, string? Email, IReadOnlyList<EntitlementDto?>? Entitlements)
{
    /// <summary>By which a pushing directory knows it; unique in the organization.</summary>
    public string? UserName { get; init; }

    /// <summary>The id that a pushing directory gives it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The id of the identity that answers for it.</summary>
    public string? ManagerId { get; init; }

    /// <summary>True where absent.</summary>
    public bool? Active { get; init; }

    /// <summary>What else is known of it: at most 100 texts by name.</summary>
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    /// <exception cref="InvalidValueException">A member breaks a rule.</exception>
    internal SentIdentity Read(Guid organizationId, Instant now)
    {
        var entitlements = Identity.Assignable((Entitlements ?? []).Each("entitlements", item => new EntitlementRef(item?.Id, item?.Name)));
        var terms = new IdentityTerms(Name, Email)
        {
            UserName = UserName,
            ExternalId = ExternalId,
            ManagerId = ManagerId,
            Active = Active ?? true,
            Attributes = Attributes is null ? IdentityAttributes.None : new(Attributes),
        };
        return new(new(organizationId, Id, terms, now), entitlements);
    }
}

/// <summary>An identity that was read and is good, whose entitlements have no numbers yet.</summary>
internal sealed record SentIdentity(Identity Identity, IReadOnlyList<EntitlementRef> Entitlements)
{
    public IdentityTerms Terms(IReadOnlyDictionary<string, int> numbers) =>
        Identity.Terms with { Entitlements = EntitlementSet.Of(Entitlements.Select(entitlement => numbers[entitlement.Id])) };
}
