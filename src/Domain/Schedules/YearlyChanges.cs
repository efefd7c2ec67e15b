using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>
/// The clock changes of every year as a POSIX TZ string tells them, such as <c>CET-1CEST,M3.5.0,M10.5.0/3</c>; mind that its offsets count west
/// of Greenwich. Time zone files end with one, for the years that they do not list. With the extensions of RFC 9636: names in angle brackets and
/// hours from −167 to 167.
/// </summary>
public sealed partial class YearlyChanges
{
    private const int TwoOClock = 2 * 3600;

    private readonly Match _text;
    private readonly int _summer;

    private YearlyChanges(Match text)
    {
        _text = text;
        Standard = -Seconds(text.Groups["std"].Value, 0);
        _summer = -Seconds(text.Groups["dst"].Value, -Standard - 3600);
    }

    /// <summary>Seconds east of Greenwich while it is not summer.</summary>
    public int Standard { get; }

    /// <exception cref="FormatException">The text is not a POSIX TZ string, or leaves the days of its changes to the reader.</exception>
    public static YearlyChanges Parse(string text) =>
        Written().Match(text) is { Success: true } match ? new(match) : throw new FormatException($"'{text}' is not a POSIX TZ string.");

    /// <summary>The changes of a year in order; none where the clock is left alone.</summary>
    internal ZoneChange[] In(int year)
    {
        if (!_text.Groups["from"].Success)
            return [];
        var forward = new ZoneChange(Local(year, "from", "fromTime") - Standard, _summer);
        var back = new ZoneChange(Local(year, "to", "toTime") - _summer, Standard);
        return forward.At < back.At ? [forward, back] : [back, forward];
    }

    /// <summary>In seconds since 1970 by the clock that is to be changed.</summary>
    private long Local(int year, string day, string time) =>
        (Period.DaysBetween(new LocalDate(1970, 1, 1), Day(year, _text.Groups[day].Value)) * 86_400L) + Seconds(_text.Groups[time].Value, TwoOClock);

    private static LocalDate Day(int year, string text) => text[0] switch
    {
        // Month, week (5 is the last) and weekday (0 is Sunday).
        'M' when Numbers(text[1..], '.') is var m => LocalDate.FromYearMonthWeekAndDay(year, m[0], m[1], (IsoDayOfWeek)(m[2] == 0 ? 7 : m[2])),
        // J60 is 1 March in every year.
        'J' when new LocalDate(2001, 1, 1).PlusDays(Numbers(text[1..], '.')[0] - 1) is var day => new LocalDate(year, day.Month, day.Day),
        _ => new LocalDate(year, 1, 1).PlusDays(Numbers(text, '.')[0]),
    };

    /// <summary>H, H:MM or H:MM:SS with a sign or none.</summary>
    private static int Seconds(string text, int absent)
    {
        if (text.Length == 0)
            return absent;
        var numbers = Numbers(text.TrimStart('+', '-'), ':');
        var seconds = (numbers[0] * 3600) + (numbers.ElementAtOrDefault(1) * 60) + numbers.ElementAtOrDefault(2);
        return text[0] == '-' ? -seconds : seconds;
    }

    private static int[] Numbers(string text, char separator) =>
        Array.ConvertAll(text.Split(separator), number => int.Parse(number, CultureInfo.InvariantCulture));

    [GeneratedRegex(
        """
        ^([A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)(?<std>[+-]?[0-9]{1,2}(:[0-9]{2}){0,2})
        (([A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)(?<dst>([+-]?[0-9]{1,2}(:[0-9]{2}){0,2})?)
        ,(?<from>M([1-9]|1[0-2])\.[1-5]\.[0-6]|J?[0-9]{1,3})(/(?<fromTime>[+-]?[0-9]{1,3}(:[0-9]{2}){0,2}))?
        ,(?<to>M([1-9]|1[0-2])\.[1-5]\.[0-6]|J?[0-9]{1,3})(/(?<toTime>[+-]?[0-9]{1,3}(:[0-9]{2}){0,2}))?)?\z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();
}
