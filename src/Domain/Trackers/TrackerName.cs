using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Schedules.Domain.Trackers;

/// <summary>
/// Makes the names that pages choose comparable and harmless: what looks like an id or a mail address becomes <c>*</c> (<c>_ga_ABC123</c> is
/// <c>_ga_*</c>), what no database stores is replaced, and what is too long is cut and told apart by a hash.
/// </summary>
public static partial class TrackerName
{
    public const int MaxLength = 256;

    private const string Nameless = "(no name)";

    /// <summary>The name without the ids and mail addresses in it: 1 to 256 characters, none of them a control character or half a surrogate pair.</summary>
    public static string Of(string raw)
    {
        var pattern = Id().Replace(Mail().Replace(Printable(raw), "*"), match => IsId(match.Value) ? "*" : match.Value);
        return string.IsNullOrWhiteSpace(pattern) ? Nameless : Bounded(pattern, MaxLength);
    }

    /// <summary>A part of a pattern that no such name has: an id or a mail address, of which only a star is left. Null where there is none.</summary>
    /// <param name="pattern">A name, where <c>*</c> stands for any characters: a word that touches one may go on.</param>
    internal static string? NeverIn(string pattern) => Mail().Match(pattern) is { Success: true } mail
        ? mail.Value
        : Id().Matches(pattern).FirstOrDefault(word => IsId(word.Value) && (IsWhole(word, pattern) || IsId(word.Value + 'a')))?.Value;

    private static bool IsWhole(Match word, string pattern) =>
        (word.Index == 0 || pattern[word.Index - 1] != '*') && (word.Index + word.Length == pattern.Length || pattern[word.Index + word.Length] != '*');

    /// <summary>At most <paramref name="max"/> characters: a longer text keeps its beginning, and ends in a hash of the whole.</summary>
    internal static string Bounded(string text, int max)
    {
        if (text.Length <= max)
            return text;
        // In letters alone: read again, a hash must not look like an id.
        var hash = string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(text)).Take(16).Select(b => (char)('a' + (b % 26))));
        return Printable(text[..(max - hash.Length - 1)]) + '~' + hash;
    }

    private static string Printable(string raw) =>
        string.Concat(raw.EnumerateRunes().Select(rune => (Rune.IsControl(rune) ? Rune.ReplacementChar : rune).ToString()));

    // A name of a few words and a version (uuid2, jquery-3.7.1) stays; account numbers, hashes and random keys go.
    private static bool IsId(string token)
    {
        var digits = token.Count(char.IsAsciiDigit);
        if (token.Contains('-', StringComparison.Ordinal) || token.Length >= 32 || (digits == token.Length && digits >= 4))
            return true;
        return (token.Length >= 10 && digits >= 2)
            || (token.Length >= 6 && (digits >= 3 || (digits > 0 && !token.Any(char.IsAsciiLetterLower))));
    }

    // What stands before it may be a part of it (visit_john.doe@...): who can tell? In cookies the @ is often escaped. Each word is looked at once.
    [GeneratedRegex(@"(?<![\p{L}\p{N}._+'-])(?>[\p{L}\p{N}._+'-]+)(@|%40)[\p{L}\p{N}.-]*\.\p{L}[\p{L}\p{N}-]+",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mail();

    [GeneratedRegex("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9A-Za-z]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
