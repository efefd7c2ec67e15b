using System.Globalization;

namespace Schedules.Domain.Trackers;

/// <summary>The one rule for the domains of a project: bare host names such as <c>shop.example.com</c>.</summary>
public static class HostName
{
    private const string Accepted = "a bare host name such as shop.example.com, without scheme, port or path";

    /// <summary>Lower case, and in ASCII (punycode) where it has other letters.</summary>
    /// <exception cref="InvalidValueException">It is not a host name with at least two labels, or is an address.</exception>
    public static string Parse(string field, string? value)
    {
        var ascii = ToAscii(value?.Trim().TrimEnd('.') ?? "");
        var labels = ascii.Split('.');
        var isName = ascii.Length <= 253 && labels.Length >= 2 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
        return isName ? ascii : throw new InvalidValueException(field, value, Accepted);
    }

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string ToAscii(string value)
    {
        try
        {
            return new IdnMapping { UseStd3AsciiRules = true }.GetAscii(value).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return "";
        }
    }
}
