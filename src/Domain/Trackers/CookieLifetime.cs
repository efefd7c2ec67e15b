using System.Globalization;
using System.Text.RegularExpressions;

namespace Schedules.Domain.Trackers;

/// <summary>For how long a cookie is asked to live, read as browsers read it: RFC 6265, 5.1.1 and 5.2. A cookie's dates are no dates of any other format.</summary>
public static partial class CookieLifetime
{
    /// <summary>Ten thousand years: who asks for more gets no more either, and sums of it stay numbers.</summary>
    public const long MaxSeconds = 315_360_000_000;

    private const RegexOptions AnyCase = RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    /// <param name="maxAges">The values of Max-Age, in their order: the last that is a number counts, and before any date.</param>
    /// <param name="dates">The values of Expires: the last that is a date counts.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <returns>Seconds: 0 where it is to go at once; null for a session cookie, also where nothing of it can be read.</returns>
    public static long? Of(IEnumerable<string> maxAges, IEnumerable<string> dates, double now) =>
        maxAges.Select(Seconds).LastOrDefault(seconds => seconds is not null)
        ?? (dates.Select(Date).LastOrDefault(date => date is not null) is { } until ? Left(until.ToUnixTimeSeconds() - now) : null);

    // The server's clock and ours differ by seconds: whole minutes are all that is meant by a date.
    private static long Left(double seconds) => seconds < 120 ? (long)Math.Max(0, seconds) : (long)Math.Round(seconds / 60) * 60;

    private static long? Seconds(string maxAge)
    {
        var digits = maxAge.StartsWith('-') ? maxAge[1..] : maxAge;
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit))
            return null;
        if (maxAge[0] == '-')
            return 0;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, MaxSeconds) : MaxSeconds;
    }

    // Each word is the first of time, day, month and year that it can be and that is not there yet; the day of the week and the zone are none.
    private static DateTimeOffset? Date(string text)
    {
        Match? time = null, day = null, month = null, year = null;
        foreach (var word in Delimiters().Split(text))
        {
            _ = Is(Time(), word, ref time) || Is(Day(), word, ref day) || Is(Month(), word, ref month) || Is(Year(), word, ref year);
        }

        return time is null || day is null || month is null || year is null ? null : Exact(
            FullYear(Number(year, "year")), (Months.IndexOf(month.Value, StringComparison.OrdinalIgnoreCase) / 3) + 1, Number(day, "day"),
            Number(time, "hour"), Number(time, "minute"), Number(time, "second"));
    }

    private static bool Is(Regex part, string word, ref Match? found)
    {
        if (found is not null || part.Match(word) is not { Success: true } match)
            return false;
        found = match;
        return true;
    }

    private static DateTimeOffset? Exact(int year, int month, int day, int hour, int minute, int second) =>
        year < 1601 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59
            ? null
            : new(year, month, day, hour, minute, second, TimeSpan.Zero);

    private static int FullYear(int year) => year switch
    {
        < 70 => year + 2000,
        < 100 => year + 1900,
        _ => year,
    };

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[\x09\x20-\x2F\x3B-\x40\x5B-\x60\x7B-\x7E]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Delimiters();

    [GeneratedRegex("^(?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2}):(?<second>[0-9]{1,2})(?![0-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex("^(?<day>[0-9]{1,2})(?![0-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Day();

    [GeneratedRegex("^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", AnyCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Month();

    [GeneratedRegex("^(?<year>[0-9]{2,4})(?![0-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Year();
}
