using System.Globalization;
using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>
/// A SOD policy's rule: days and hours picked by selectors, in a zone, until an instant. A month's missing day is skipped.
/// A selector that the type does not use (days of DAILY, months of all but ANNUALLY) is kept and means nothing.
/// </summary>
public sealed record SelectorRule : Rule
{
    private const string CalendarDates = "dates as yyyy-MM-dd";
    private const string YearlyDates = "dates as --MM-DD (where months is absent)";

    private readonly DaySet _days;
    private readonly uint _hours;
    private readonly DateTimeZone? _zone;

    /// <param name="type">Where the days come from.</param>
    /// <param name="months">ANNUALLY: months "1" to "12"; absent, the days are dates.</param>
    /// <param name="days">WEEKLY: MON to SUN. MONTHLY and ANNUALLY: "1" to "31", "L", "L-n". CALENDAR: yyyy-MM-dd. ANNUALLY without months: --MM-DD.</param>
    /// <param name="hours">"0" to "23".</param>
    /// <param name="expiration">The last instant at which it may fire; kept to the millisecond, and at most <see cref="LatestExpiration"/>.</param>
    /// <param name="timeZoneId">See <see cref="TimeZones"/>; null is the organization's zone at the time of asking.</param>
    /// <exception cref="InvalidValueException">Names the member, for example hours.values.</exception>
    public SelectorRule(ScheduleType type, Selector? months, Selector? days, Selector hours, Instant? expiration, string? timeZoneId)
    {
        _ = type.Word();
        if (expiration > LatestExpiration)
            throw new InvalidValueException("expiration", $"{expiration}", $"an instant up to {LatestExpiration}");
        (Type, Months, Days, Hours, TimeZoneId) = (type, months, days, hours, timeZoneId);
        Expiration = expiration is { } end ? Instant.FromUnixTimeMilliseconds(end.ToUnixTimeMilliseconds()) : null;
        _hours = Mask("hours", hours, SelectorUnit.Hour);
        _days = DaysOf(type);
        _zone = timeZoneId is null ? null : TimeZones.Parse("timeZoneId", timeZoneId);
    }

    /// <summary>2038-01-19T03:14:07Z, the end of 32-bit seconds.</summary>
    public static Instant LatestExpiration { get; } = Instant.FromUnixTimeSeconds(int.MaxValue);

    public ScheduleType Type { get; }

    public Selector? Months { get; }

    public Selector? Days { get; }

    public Selector Hours { get; }

    public Instant? Expiration { get; }

    /// <summary>As sent; null where none was.</summary>
    public string? TimeZoneId { get; }

    public override CalendarPattern Compile(DateTimeZone organizationZone) => new(_days, _hours, _zone ?? organizationZone, Expiration);

    // By what was sent, not by what it was understood as: those are other objects each time.
    public bool Equals(SelectorRule? other) => other is not null && Sent == other.Sent;

    public override int GetHashCode() => Sent.GetHashCode();

    private (ScheduleType Type, Selector? Months, Selector? Days, Selector Hours, Instant? Expiration, string? TimeZoneId) Sent =>
        (Type, Months, Days, Hours, Expiration, TimeZoneId);

    private DaySet DaysOf(ScheduleType type) => type switch
    {
        ScheduleType.DAILY => WeekDays.All,
        ScheduleType.WEEKLY => new WeekDays(Mask("days", Days, SelectorUnit.Weekday)),
        ScheduleType.MONTHLY => DaysOfMonths(months: uint.MaxValue),
        ScheduleType.CALENDAR => new Dates(Read("days", Days, days => days.Dates(CalendarDates, CalendarDate))),
        ScheduleType.ANNUALLY => Months is null ? YearlyDays() : DaysOfMonths(Mask("months", Months, SelectorUnit.Month)),
    };

    private MonthDays DaysOfMonths(uint months)
    {
        var spans = Read("days", Days, days => days.In(SelectorUnit.MonthDay));
        return new MonthDays((month, length) => (months >> month & 1) == 0 ? 0 : spans.Aggregate(0u, (mask, span) => mask | span.Mask(1, length)));
    }

    private MonthDays YearlyDays()
    {
        var dates = Read("days", Days, days => days.Dates(YearlyDates, YearlyDate));
        return new MonthDays((month, length) =>
            dates.Where(date => date.Month == month && date.Day <= length).Aggregate(0u, (mask, date) => mask | 1u << date.Day));
    }

    private static uint Mask(string field, Selector? selector, SelectorUnit unit) =>
        Read(field, selector, sent => sent.In(unit)).Aggregate(0u, (mask, span) => mask | span.Mask(unit.First, unit.Last));

    private static T[] Read<T>(string field, Selector? selector, Func<Selector, T[]> read)
    {
        if (selector is null)
            throw new InvalidValueException(field, null, "a selector with type, values and perhaps interval");
        try
        {
            return read(selector);
        }
        catch (InvalidValueException refused)
        {
            throw refused.Within(field);
        }
    }

    internal static DateOnly? CalendarDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>Any day up to the 31st: a month that lacks it skips it, as everywhere.</summary>
    internal static (int Month, int Day)? YearlyDate(string text) =>
        text is ['-', '-', _, _, '-', _, _]
        && SelectorUnit.Number(text.AsSpan(2, 2), 1, 12) is { } month
        && SelectorUnit.Number(text.AsSpan(5, 2), 1, 31) is { } day
            ? (month, day)
            : null;
}
