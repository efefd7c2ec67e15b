namespace Schedules.Domain.Sod;

public enum OwnerType
{
    Identity,
    GovernanceGroup,
}

/// <summary>Who answers for a policy.</summary>
public sealed record PolicyOwner
{
    public const int MaxIdLength = 128;
    public const int MaxNameLength = 256;

    /// <exception cref="InvalidValueException">The id or the name is not such a text.</exception>
    public PolicyOwner(OwnerType type, string? id, string? name)
    {
        Type = type;
        Id = Text.Required("id", id, 1, MaxIdLength);
        Name = Text.Optional("name", name, MaxNameLength);
    }

    public OwnerType Type { get; }

    public string Id { get; }

    public string? Name { get; }
}
