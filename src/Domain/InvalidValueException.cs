namespace Schedules.Domain;

/// <summary>A value that a rule of the domain refuses: which member, what was sent, and what would be accepted.</summary>
/// <param name="field">Path of the member in the API's own names, for example <c>hours.values</c>.</param>
/// <param name="value">What was sent; null where the member was missing.</param>
/// <param name="accepted">What would be accepted, as the end of the sentence "hours.values must be …".</param>
public sealed class InvalidValueException(string field, string? value, string accepted) : Exception($"{field} must be {accepted}.")
{
    public string Field { get; } = field;

    public string? Value { get; } = value;

    public string Accepted { get; } = accepted;

    /// <summary>The same refusal, seen from the object that holds the member: <c>schedule.hours.values</c>.</summary>
    public InvalidValueException Within(string parent) => new($"{parent}.{Field}", Value, Accepted);
}
