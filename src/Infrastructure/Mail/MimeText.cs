using System.Text;

namespace Schedules.Infrastructure.Mail;

/// <summary>Texts in headers: whatever they hold, they stay within their header.</summary>
internal static class MimeText
{
    /// <summary>As many bytes as an encoded word holds within 75 characters (RFC 2047).</summary>
    private const int WordBytes = 45;

    private const int ShortLine = 60;

    /// <summary>A text for people, such as a subject: as it is where it is short and plain, in encoded words otherwise.</summary>
    public static string Unstructured(string text)
    {
        var line = OneLine(text);
        return IsPlain(line) ? line : EncodedWords(line);
    }

    /// <summary>A name and an address: <c>"Ann Example" &lt;ann@example.com&gt;</c>.</summary>
    public static string Mailbox(string? name, string address)
    {
        var line = OneLine(name ?? "");
        if (line.Length == 0)
            return $"<{address}>";
        var shown = IsPlain(line) ? $"\"{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : EncodedWords(line);
        return $"{shown}\r\n <{address}>";
    }

    /// <summary>Without anything that could end a line or hide: such characters become blanks.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();

    // What looks encoded would be decoded.
    private static bool IsPlain(string line) => line.Length <= ShortLine && line.All(c => c is >= ' ' and <= '~') && !line.Contains("=?", StringComparison.Ordinal);

    private static string EncodedWords(string line)
    {
        var words = new List<string>();
        var word = new List<byte>(WordBytes);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in line.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (word.Count + length > WordBytes)
            {
                words.Add(Encoded(word));
                word.Clear();
            }

            word.AddRange(bytes[..length]);
        }

        words.Add(Encoded(word));
        return string.Join("\r\n ", words);
    }

    private static string Encoded(List<byte> word) => $"=?utf-8?B?{Convert.ToBase64String([.. word])}?=";
}
