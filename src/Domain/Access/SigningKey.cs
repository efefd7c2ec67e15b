using NodaTime;

namespace Schedules.Domain.Access;

/// <summary>The key that signs the server's own tokens (ECDSA on P-256). A database has one, whichever process made it.</summary>
public sealed class SigningKey
{
    /// <summary>One id for every key: a second one cannot be stored.</summary>
    public const int OnlyId = 1;

    /// <param name="privateKey">In PKCS #8.</param>
    /// <param name="createdAt">When it was made.</param>
    public SigningKey(byte[] privateKey, Instant createdAt)
    {
        Id = OnlyId;
        PrivateKey = privateKey;
        CreatedAt = createdAt;
    }

    public int Id { get; private set; }

    public byte[] PrivateKey { get; private set; }

    public Instant CreatedAt { get; private set; }
}
