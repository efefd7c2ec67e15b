using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Schedules.Domain.Access;

/// <summary>
/// Secrets are 32 random bytes in base64url, shown once and kept as their SHA-256 only. With so much chance in them
/// a slow hash would add nothing.
/// </summary>
public static class Secret
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Takes the same time whatever differs.</summary>
    public static bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(hash));
}
