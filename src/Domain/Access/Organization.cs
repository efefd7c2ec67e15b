using NodaTime;

namespace Schedules.Domain.Access;

/// <summary>A tenant: owns its projects, policies, identities, keys and ledger, and never sees another's.</summary>
public sealed class Organization
{
    public const int MaxNameLength = 1024;

    public Organization(Guid id, string name, Instant createdAt)
    {
        Id = id;
        Name = Text.Required("name", name, 1, MaxNameLength);
        CreatedAt = createdAt;
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; }

    public string Slug => Text.Slug(Name);

    public Instant CreatedAt { get; private set; }
}
