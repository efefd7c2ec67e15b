using Schedules.Domain.Sod;

namespace Schedules.Domain.Access;

/// <summary>Something that can be held: a permission, a profile, a group of some application.</summary>
public sealed class Entitlement
{
    public const int MaxDescriptionLength = 4000;

    /// <exception cref="InvalidValueException">A member breaks a rule.</exception>
    public Entitlement(Guid organizationId, string? id, string? name, string? sourceId = null, string? description = null, bool privileged = false)
    {
        OrganizationId = organizationId;
        Id = Text.Required("id", id, 1, EntitlementRef.MaxIdLength);
        Replace(name, sourceId, description, privileged);
    }

    public Guid OrganizationId { get; private set; }

    /// <summary>As the client names it: 1 to 128 characters, unique in the organization, over all sources and groups.</summary>
    public string Id { get; private set; }

    public string? Name { get; private set; }

    /// <summary>The source that it belongs to; null where nobody said.</summary>
    public string? SourceId { get; private set; }

    public string? Description { get; private set; }

    /// <summary>Whether it gives power over others' access or over the source itself.</summary>
    public bool Privileged { get; private set; }

    /// <summary>Takes the place of all that was known of it.</summary>
    /// <exception cref="InvalidValueException">A member breaks a rule; nothing is changed.</exception>
    public void Replace(string? name, string? sourceId, string? description, bool privileged) =>
        (Name, SourceId, Description, Privileged) = (
            Text.Optional("name", name, EntitlementRef.MaxNameLength),
            Text.Optional("sourceId", sourceId, AccessSource.MaxIdLength),
            Text.OptionalLines("description", description, MaxDescriptionLength),
            privileged);

    /// <summary>Gives it the name that came with an assignment, where it has none: who assigns it does not describe it for everybody.</summary>
    public void Introduce(string? name) => Name ??= name;
}

/// <summary>The number of an entitlement, by which it stands in sets. Given on the first assignment and never to another one.</summary>
public sealed class EntitlementNumber(Guid organizationId, int number, string id)
{
    public Guid OrganizationId { get; private set; } = organizationId;

    /// <summary>From 0, without gaps, in each organization.</summary>
    public int Number { get; private set; } = number;

    /// <summary>The entitlement's id, or the group's.</summary>
    public string Id { get; private set; } = id;
}
