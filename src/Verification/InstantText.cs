using System.Globalization;
using System.Text.RegularExpressions;

namespace Schedules.Verification;

/// <summary>Instants as text: ISO 8601 with an offset, such as 2026-03-07T12:00:00Z, …+01:00, …+0000 or …-05.</summary>
public static partial class InstantText
{
    /// <returns>The instant in UTC.</returns>
    /// <exception cref="FormatException">Another form, a date that does not exist, or no offset.</exception>
    public static DateTime Read(string text)
    {
        var match = Form().Match(text);
        if (!match.Success || !DateTime.TryParseExact(
            match.Groups["clock"].Value, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
            throw new FormatException($"{text} is no instant such as 2026-03-07T12:00:00Z");
        var offset = new TimeSpan(Number(match.Groups["hours"]), Number(match.Groups["minutes"]), 0);
        return DateTime.SpecifyKind(match.Groups["sign"].Value == "-" ? clock + offset : clock - offset, DateTimeKind.Utc);
    }

    /// <summary>With as many fractional digits as there are: 2026-03-07T12:00:00Z.</summary>
    public static string Write(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^(?<clock>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?)(Z|(?<sign>[+-])(?<hours>[01]\d)(:?(?<minutes>[0-5]\d))?)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
