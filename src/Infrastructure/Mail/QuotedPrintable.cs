using System.Text;

namespace Schedules.Infrastructure.Mail;

/// <summary>Text in lines of at most 76 plain characters (RFC 2045).</summary>
internal static class QuotedPrintable
{
    private const int MaxLine = 76;

    /// <param name="writer">Whose line end is CR LF.</param>
    /// <param name="text">Lines that end with \n.</param>
    public static void Write(TextWriter writer, string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            WriteLine(writer, Encoding.UTF8.GetBytes(line));
    }

    private static void WriteLine(TextWriter writer, byte[] line)
    {
        var length = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var token = Token(line[i], isLast: i == line.Length - 1);
            // One place stays free, for the sign that the line goes on.
            if (length + token.Length > MaxLine - 1)
            {
                writer.WriteLine('=');
                length = 0;
            }

            writer.Write(token);
            length += token.Length;
        }

        writer.WriteLine();
    }

    // A blank at a line's end would get lost on the way.
    private static string Token(byte value, bool isLast) => (value, isLast) switch
    {
        ((byte)'=', _) => "=3D",
        (>= 33 and <= 126, _) or ((byte)' ', false) => ((char)value).ToString(),
        _ => $"={value:X2}",
    };
}
