namespace Schedules.Domain;

/// <summary>The one rule for names and other texts that people type.</summary>
public static class Text
{
    /// <summary>Trims nothing, refuses control characters and a length outside the limits.</summary>
    /// <exception cref="InvalidValueException">The text is missing, too short, too long, or holds a control character.</exception>
    public static string Required(string field, string? value, int min, int max)
    {
        var accepted = $"a text of {min} to {max} characters without control characters";
        if (value is null || value.Length < min || value.Length > max || (min > 0 && string.IsNullOrWhiteSpace(value)))
            throw new InvalidValueException(field, value, accepted);
        foreach (var c in value)
        {
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
                throw new InvalidValueException(field, value, accepted);
        }

        return value;
    }

    /// <summary>As <see cref="Required"/>, where the text may be absent.</summary>
    public static string? Optional(string field, string? value, int max) =>
        value is null ? null : Required(field, value, 0, max);

    /// <summary>A short name for addresses: lower-case letters and digits, with single dashes between.</summary>
    public static string Slug(string name)
    {
        var words = new string([.. name.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '-')])
            .Split('-', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "unnamed" : string.Join('-', words);
    }
}
