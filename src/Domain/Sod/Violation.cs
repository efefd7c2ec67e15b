namespace Schedules.Domain.Sod;

/// <summary>An identity that holds what may not be held together.</summary>
/// <param name="IdentityId">As the client names it.</param>
/// <param name="Name">The identity's name at the time.</param>
/// <param name="Left">What it holds of the left side, ordered by id; at least one. Of a GENERAL policy, what makes the first part of its query true.</param>
/// <param name="Right">What it holds of the right side, ordered by id; at least one. Of a GENERAL policy, what makes the other parts true, which AND joins.</param>
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

/// <summary>A policy that this version cannot evaluate; the message is the reason to write in the run.</summary>
public sealed class UnevaluablePolicyException(string message) : Exception(message);
