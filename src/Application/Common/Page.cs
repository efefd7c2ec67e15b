namespace Schedules.Application.Common;

/// <summary>A part of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Next">What to send as <c>after</c> for the part behind it; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
