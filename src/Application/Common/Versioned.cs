using System.Globalization;

namespace Schedules.Application.Common;

/// <summary>A resource and the version that it is in, for ETag and If-Match.</summary>
/// <param name="Value">What the API shows.</param>
/// <param name="Version">See <see cref="Versions.Of"/>.</param>
public sealed record Versioned<T>(T Value, string Version);

/// <summary>Optimistic concurrency that clients ask for.</summary>
public static class Versions
{
    /// <summary>What a client expects that cares only that there is something.</summary>
    public const string Any = "*";

    private const int IdDigits = 8;

    /// <summary>
    /// Which state of which thing: <c>3-1f0c9a2b</c>, the count of its changes and the end of its id; <c>0</c> before the first change.
    /// What is made anew under the address of something deleted counts anew, and must not pass for it.
    /// </summary>
    public static string Of(Guid id, int changes) =>
        changes == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{changes}-{id.ToString("N").AsSpan(32 - IdDigits)}");

    /// <param name="current">The stored version; null where there is nothing.</param>
    /// <param name="expected">The version that the client read, or <see cref="Any"/>; null where it does not care.</param>
    /// <exception cref="PreconditionFailedException">They differ, or there is nothing.</exception>
    public static void Require(string? current, string? expected)
    {
        if (expected is null || (current is not null && (expected == Any || expected == current)))
            return;
        throw new PreconditionFailedException(current is null
            ? $"There is nothing yet, and no version {expected}. Without If-Match it is made."
            : $"It is in version {current}, not {expected}. Read it again and repeat the change.");
    }
}
