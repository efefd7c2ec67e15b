using NodaTime;

namespace Schedules.Domain.Access;

/// <summary>A tenant: owns its projects, policies, identities, keys and ledger, and never sees another's.</summary>
public sealed class Organization
{
    public const int MaxNameLength = 1024;

    /// <summary>What an organization keeps that asks for an end and does not say which.</summary>
    public const int DefaultRetentionDays = 400;

    public const int MaxRetentionDays = 3650;

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

    /// <summary>How many days ended runs are kept; null where the server's setting decides.</summary>
    public int? RetentionDays { get; private set; }

    /// <summary>Runs from before this instant have been deleted; null where none have.</summary>
    public Instant? KeptFrom { get; private set; }

    /// <param name="days">1 to 3650; null leaves it to the server's setting.</param>
    /// <exception cref="InvalidValueException">days: outside of these.</exception>
    public void Retain(int? days)
    {
        if (days is < 1 or > MaxRetentionDays)
            throw new InvalidValueException("days", $"{days}", $"a whole number from 1 to {MaxRetentionDays}");
        RetentionDays = days;
    }

    /// <summary>Before which instant ended runs are to be deleted; null where all are kept.</summary>
    /// <param name="serverDays">The server's setting; 0 keeps all.</param>
    /// <param name="now">The moment of asking.</param>
    public Instant? KeepsFrom(int serverDays, Instant now) =>
        (RetentionDays ?? serverDays) is > 0 and var days ? now - Duration.FromDays(days) : null;
}
