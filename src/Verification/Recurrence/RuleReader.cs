using System.Globalization;
using System.Text.Json;

namespace Schedules.Verification.Recurrence;

/// <summary>Reads a rule's JSON, of either language: scanPeriod makes it a period rule, type a selector rule.</summary>
internal static class RuleReader
{
    private static readonly string[] _weekdays = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    /// <exception cref="FormatException">The text is no rule; the message says what was not understood.</exception>
    public static DueRule Read(string json, ZoneClock defaultZone)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var rule = document.RootElement;
            return (Json.Text(rule, "scanPeriod"), Json.Text(rule, "type")) switch
            {
                ({ } period, null) => Period(period, rule),
                (null, { } type) => Selectors(type, rule, defaultZone),
                _ => throw new FormatException("neither a period rule nor a selector rule"),
            };
        }
        catch (JsonException notJson)
        {
            throw new FormatException(notJson.Message, notJson);
        }
    }

    private static DueRule Period(string period, JsonElement rule)
    {
        var hour = Within(rule, "scheduledHour", 0, 23, absent: 0);
        var weekday = Within(rule, "scheduledDayOfWeek", 0, 6, absent: 0);
        var wanted = Within(rule, "scheduledDayOfMonth", 1, 31, absent: 1);
        Func<DateOnly, bool> isDay = period switch
        {
            "daily" => _ => true,
            "weekly" => day => (int)day.DayOfWeek == weekday,
            "monthly" => day => day.Day == Math.Min(wanted, Length(day)),
            "quarterly" => day => day.Month is 1 or 4 or 7 or 10 && day.Day == Math.Min(wanted, Length(day)),
            _ => throw new FormatException($"scanPeriod {period}"),
        };
        return new DueRule(isDay, at => at == hour, ZoneClock.Utc, Until: null);
    }

    private static DueRule Selectors(string type, JsonElement rule, ZoneClock defaultZone)
    {
        var hours = Selector.Read(Json.Member(rule, "hours"), text => Selector.Between(text, 0, 23));
        var zone = Json.Text(rule, "timeZoneId") is { } id ? ZoneClock.Of(id) : defaultZone;
        DateTime? until = Json.Text(rule, "expiration") is { } expiration ? InstantText.Read(expiration) : null;
        return new DueRule(DaysOf(type, rule), hour => hours.Names(hour, 23), zone, until);
    }

    private static Func<DateOnly, bool> DaysOf(string type, JsonElement rule)
    {
        var (days, months) = (Json.Member(rule, "days"), Json.Member(rule, "months"));
        return type switch
        {
            "DAILY" => _ => true,
            "WEEKLY" => Weekly(days),
            "MONTHLY" => Monthly(days),
            "CALENDAR" => Dates(days, "yyyy-MM-dd", IsDate),
            "ANNUALLY" when months is null => Dates(days, "--MM-dd", IsYearly),
            "ANNUALLY" => Annually(months, Monthly(days)),
            _ => throw new FormatException($"type {type}"),
        };
    }

    private static Func<DateOnly, bool> Weekly(JsonElement? days)
    {
        var selector = Selector.Read(days, text => Array.IndexOf(_weekdays, text) is >= 0 and var index ? new Place(index, FromEnd: false) : null);
        return day => selector.Names(((int)day.DayOfWeek + 6) % 7, 6);
    }

    private static Func<DateOnly, bool> Monthly(JsonElement? days)
    {
        var selector = Selector.Read(days, text => text switch
        {
            "L" => new Place(0, FromEnd: true),
            ['L', '-', .. var before] => Selector.Between(before, 1, 30) is { } place ? place with { FromEnd = true } : null,
            _ => Selector.Between(text, 1, 31),
        });
        return day => selector.Names(day.Day, Length(day));
    }

    private static Func<DateOnly, bool> Annually(JsonElement? months, Func<DateOnly, bool> isDay)
    {
        var selector = Selector.Read(months, text => Selector.Between(text, 1, 12));
        return day => selector.Names(day.Month, 12) && isDay(day);
    }

    /// <summary>Dates are compared as they are written. "--02-30" is no day of any year, and no mistake either.</summary>
    private static Func<DateOnly, bool> Dates(JsonElement? days, string form, Func<string, bool> isDate)
    {
        var dates = Json.Texts(days, "values").ToHashSet(StringComparer.Ordinal);
        if (Json.Text(days, "type") != "LIST" || Json.Number(days, "interval") is not (null or 1))
            throw new FormatException($"dates other than a LIST: {days}");
        if (dates.FirstOrDefault(date => !isDate(date)) is { } wrong)
            throw new FormatException($"date {wrong}");
        return day => dates.Contains(day.ToString(form, CultureInfo.InvariantCulture));
    }

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsYearly(string text) =>
        text is ['-', '-', _, _, '-', _, _] && Selector.Between(text[2..4], 1, 12) is not null && Selector.Between(text[5..], 1, 31) is not null;

    private static int Within(JsonElement rule, string name, int min, int max, int absent)
    {
        var number = Json.Number(rule, name) ?? absent;
        return number >= min && number <= max ? number : throw new FormatException($"{name} {number}");
    }

    private static int Length(DateOnly day) => DateTime.DaysInMonth(day.Year, day.Month);
}
