namespace Schedules.Domain.Access;

/// <summary>An application or directory in which identities have accounts.</summary>
public sealed class AccessSource
{
    public const int MaxIdLength = 128;
    public const int MaxNameLength = 256;
    public const int MaxDescriptionLength = 4000;

    /// <exception cref="InvalidValueException">A member breaks a rule.</exception>
    public AccessSource(Guid organizationId, string? id, string? name, string? description = null)
    {
        OrganizationId = organizationId;
        Id = Text.Required("id", id, 1, MaxIdLength);
        (Name, Description) = Checked(name, description);
    }

    public Guid OrganizationId { get; private set; }

    /// <summary>As the client names it: 1 to 128 characters, unique in the organization.</summary>
    public string Id { get; private set; }

    public string Name { get; private set; }

    public string? Description { get; private set; }

    /// <summary>Takes the place of all that was known of it.</summary>
    /// <exception cref="InvalidValueException">A member breaks a rule; nothing is changed.</exception>
    public void Replace(string? name, string? description) => (Name, Description) = Checked(name, description);

    private static (string Name, string? Description) Checked(string? name, string? description) =>
        (Text.Required("name", name, 1, MaxNameLength), Text.OptionalLines("description", description, MaxDescriptionLength));
}
