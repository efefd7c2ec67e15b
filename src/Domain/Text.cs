namespace Schedules.Domain;

/// <summary>The one rule for names and other texts that people type.</summary>
public static class Text
{
    private const string LinesAllowed = "\n\r\t";

    /// <summary>A name, an id: one line. Trims nothing, refuses control characters and a length outside the limits.</summary>
    /// <exception cref="InvalidValueException">The text is missing, too short, too long, or holds a control character.</exception>
    public static string Required(string field, string? value, int min, int max) =>
        Checked(field, value, min, max, "", "control characters");

    /// <summary>As <see cref="Required"/>, where the text may be absent.</summary>
    public static string? Optional(string field, string? value, int max) =>
        value is null ? null : Required(field, value, 0, max);

    /// <summary>As <see cref="Required"/>, of a longer text: line breaks and tabs are allowed.</summary>
    public static string RequiredLines(string field, string? value, int min, int max) =>
        Checked(field, value, min, max, LinesAllowed, "control characters other than line breaks and tabs");

    /// <summary>As <see cref="RequiredLines"/>, where the text may be absent.</summary>
    public static string? OptionalLines(string field, string? value, int max) =>
        value is null ? null : RequiredLines(field, value, 0, max);

    /// <summary>A short name for addresses: lower-case letters and digits, with single dashes between.</summary>
    public static string Slug(string name)
    {
        var words = new string([.. name.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '-')])
            .Split('-', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "unnamed" : string.Join('-', words);
    }

    private static string Checked(string field, string? value, int min, int max, string allowed, string refused)
    {
        var isRight = value is not null && value.Length >= min && value.Length <= max && (min == 0 || !string.IsNullOrWhiteSpace(value))
            && value.All(c => !char.IsControl(c) || allowed.Contains(c, StringComparison.Ordinal));
        return isRight ? value! : throw new InvalidValueException(field, value, $"a text of {min} to {max} characters without {refused}");
    }
}
