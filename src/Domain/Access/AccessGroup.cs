using NodaTime;
using Schedules.Domain.Sod;

namespace Schedules.Domain.Access;

/// <summary>
/// A group or role: an entitlement that contains others, groups among them, and that identities hold by being members. Circles are allowed: whoever holds
/// one group of a circle holds them all.
/// </summary>
public sealed class AccessGroup
{
    public const int MaxContents = 10_000;
    public const int MaxDescriptionLength = 4000;

    /// <exception cref="InvalidValueException">A member breaks a rule.</exception>
    public AccessGroup(Guid organizationId, string? id, int number, GroupTerms terms, Instant now)
    {
        OrganizationId = organizationId;
        Id = Text.Required("id", id, 1, EntitlementRef.MaxIdLength);
        Number = number;
        Created = now;
        Change(terms, now);
    }

    // The way in for the database, which sets every member after.
    private AccessGroup() => Id = "";

    public Guid OrganizationId { get; private set; }

    /// <summary>As the client names it; it is the id of the entitlement that every member holds.</summary>
    public string Id { get; private set; }

    /// <summary>Of the entitlement that the group is.</summary>
    public int Number { get; private set; }

    public string Name { get; private set; } = "";

    public string? Description { get; private set; }

    /// <summary>The id that a pushing directory gives it.</summary>
    public string? ExternalId { get; private set; }

    public EntitlementSet Contents { get; private set; } = EntitlementSet.Empty;

    public Instant Created { get; private set; }

    public Instant Modified { get; private set; }

    /// <summary>Grows with every change, of members too.</summary>
    public long Version { get; private set; }

    /// <exception cref="InvalidValueException">A member breaks a rule; nothing is changed.</exception>
    public void Change(GroupTerms terms, Instant now)
    {
        (Name, Description, ExternalId, Contents) = (
            Text.Required("name", terms.Name, 1, EntitlementRef.MaxNameLength),
            Text.OptionalLines("description", terms.Description, MaxDescriptionLength),
            Text.Optional("externalId", terms.ExternalId, Identity.MaxExternalIdLength),
            terms.Contents);
        MembersChanged(now);
    }

    public void MembersChanged(Instant now) => (Modified, Version) = (now, Version + 1);
}

/// <summary>All of a group that people decide.</summary>
public sealed record GroupTerms(string? Name, string? Description, string? ExternalId, EntitlementSet Contents);

/// <summary>That an identity is a member of a group.</summary>
public sealed class GroupMember(Guid organizationId, int groupNumber, string identityId)
{
    public Guid OrganizationId { get; private set; } = organizationId;

    /// <summary>Of the entitlement that the group is.</summary>
    public int GroupNumber { get; private set; } = groupNumber;

    public string IdentityId { get; private set; } = identityId;
}
