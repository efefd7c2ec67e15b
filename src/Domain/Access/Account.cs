using Schedules.Domain.Sod;

namespace Schedules.Domain.Access;

/// <summary>What an identity holds in one source. An account whose identity is not known holds for nobody, until the identity comes.</summary>
public sealed class Account
{
    public const int MaxIdLength = 128;
    public const int MaxNameLength = 256;

    /// <exception cref="InvalidValueException">A member breaks a rule.</exception>
    public Account(Guid organizationId, string? sourceId, string? id, string? identityId, string? name, EntitlementSet entitlements)
    {
        OrganizationId = organizationId;
        SourceId = Text.Required("sourceId", sourceId, 1, AccessSource.MaxIdLength);
        Id = Text.Required("id", id, 1, MaxIdLength);
        Entitlements = EntitlementSet.Empty;
        Replace(identityId, name, entitlements);
    }

    public Guid OrganizationId { get; private set; }

    public string SourceId { get; private set; }

    /// <summary>As the source names it: 1 to 128 characters, unique in the source.</summary>
    public string Id { get; private set; }

    /// <summary>Whose account it is; null where nobody knows.</summary>
    public string? IdentityId { get; private set; }

    public string? Name { get; private set; }

    public EntitlementSet Entitlements { get; private set; }

    /// <summary>Takes the place of all that was known of it.</summary>
    /// <exception cref="InvalidValueException">A member breaks a rule; nothing is changed.</exception>
    public void Replace(string? identityId, string? name, EntitlementSet entitlements) =>
        (IdentityId, Name, Entitlements) = (
            identityId is null ? null : Text.Required("identityId", identityId, 1, Identity.MaxIdLength),
            Text.Optional("name", name, MaxNameLength),
            entitlements);
}
