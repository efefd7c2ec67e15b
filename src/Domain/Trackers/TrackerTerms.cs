namespace Schedules.Domain.Trackers;

/// <summary>What people say of a tracker beside what it is. Null members say nothing; an empty text clears one.</summary>
/// <param name="Name">1 to 256 characters: what it is called.</param>
/// <param name="Company">Whose it is: 256 characters at most.</param>
/// <param name="Description">What it does: 2000 characters at most.</param>
/// <param name="Pattern">The names for which it stands too, <c>*</c> for any characters: 256 characters at most.</param>
/// <param name="Expiration">For how many seconds it lives; 0 or more.</param>
public sealed record TrackerTerms(string? Name, string? Company, string? Description, string? Pattern, int? Expiration);
