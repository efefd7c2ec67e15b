namespace Schedules.Domain.Schedules;

/// <summary>What an execution came to.</summary>
/// <param name="Succeeded">Whether the check was made, wholly or in part.</param>
/// <param name="Reason">Why it failed, or what of it is missing; null where nothing is.</param>
/// <param name="Result">What it found, as JSON; null where there is nothing to tell.</param>
public sealed record RunOutcome(bool Succeeded, string? Reason, string? Result)
{
    public static RunOutcome Failed(string reason) => new(false, reason, null);
}
