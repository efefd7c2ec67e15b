using NodaTime;

namespace Schedules.Domain.Access;

/// <summary>A credential of the privacy surface. It opens one organization, whole, and no other.</summary>
public sealed class ApiKey
{
    public const int HashLength = 64;

    public ApiKey(Guid id, Guid organizationId, string secret, Instant createdAt)
    {
        Id = id;
        OrganizationId = organizationId;
        Hash = Secret.HashOf(secret);
        CreatedAt = createdAt;
    }

    private ApiKey()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public string Hash { get; private set; } = "";

    public Instant CreatedAt { get; private set; }
}
