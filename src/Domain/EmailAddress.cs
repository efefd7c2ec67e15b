using System.Net.Mail;

namespace Schedules.Domain;

/// <summary>The one rule for e-mail addresses that are kept: bare, without a name or comments.</summary>
public static class EmailAddress
{
    public const int MaxLength = 254;

    /// <summary>The address as it was sent.</summary>
    /// <exception cref="InvalidValueException">It is none, or too long.</exception>
    public static string Parse(string field, string? value)
    {
        var isPlain = value is { Length: <= MaxLength } && !value.Any(c => char.IsControl(c) || c is ' ' or '<' or '>');
        return isPlain && MailAddress.TryCreate(value, out var address) && address.Address == value
            ? value
            : throw new InvalidValueException(field, value, $"an e-mail address of at most {MaxLength} characters, such as ann@example.com");
    }
}
