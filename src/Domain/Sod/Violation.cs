namespace Schedules.Domain.Sod;

/// <summary>An identity that holds what may not be held together.</summary>
/// <param name="IdentityId">As the client names it.</param>
/// <param name="Name">The identity's name at the time.</param>
/// <param name="Left">What it holds of the left side, ordered by id; at least one. Of a GENERAL policy, all that matches its query.</param>
/// <param name="Right">What it holds of the right side, ordered by id; at least one. Of a GENERAL policy, none.</param>
public sealed record Violation(string IdentityId, string Name, IReadOnlyList<EntitlementRef> Left, IReadOnlyList<EntitlementRef> Right)
{
    /// <summary>Where mail for the identity went; null where unknown.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Email { get; init; }
}

/// <param name="Violations">How many identities violate.</param>
/// <param name="New">How many of them did not in the evaluation before.</param>
/// <param name="Resolved">How many did in the evaluation before and do not now.</param>
/// <param name="Excepted">How many would violate, had they no exception.</param>
public sealed record ViolationCounts(int Violations, int New, int Resolved, int Excepted);

/// <summary>How the violators of a run differ from those of the run before.</summary>
/// <param name="New">How many violate now and did not before.</param>
/// <param name="Resolved">How many violated before and do not now: their access was taken away, or they are gone.</param>
public sealed record ViolationChanges(int New, int Resolved)
{
    /// <param name="before">Identity ids of the violators of the run before; empty where there was none.</param>
    /// <param name="now">Identity ids of the violators of this run.</param>
    public static ViolationChanges Between(IReadOnlyCollection<string> before, IReadOnlyCollection<string> now)
    {
        var stayed = before.Intersect(now, StringComparer.Ordinal).Count();
        return new(now.Distinct(StringComparer.Ordinal).Count() - stayed, before.Distinct(StringComparer.Ordinal).Count() - stayed);
    }
}

/// <summary>A policy that this version cannot evaluate; the message is the reason to write in the run.</summary>
public sealed class UnevaluablePolicyException(string message) : Exception(message);
