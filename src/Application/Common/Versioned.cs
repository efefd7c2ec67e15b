namespace Schedules.Application.Common;

/// <summary>A resource and the version that it is in, for ETag and If-Match.</summary>
/// <param name="Value">What the API shows.</param>
/// <param name="Version">Counts its changes; 0 where nothing is stored yet.</param>
public sealed record Versioned<T>(T Value, int Version);

/// <summary>Optimistic concurrency that clients ask for.</summary>
public static class Versions
{
    /// <param name="current">The stored version; 0 where nothing is stored.</param>
    /// <param name="expected">The version that the client read; null where it does not care.</param>
    /// <exception cref="PreconditionFailedException">They differ.</exception>
    public static void Require(int current, int? expected)
    {
        if (expected is { } version && version != current)
            throw new PreconditionFailedException($"It is in version {current}, not {version}. Read it again and repeat the change.");
    }
}
