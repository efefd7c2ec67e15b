using System.Globalization;
using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>A rule as one English sentence for people.</summary>
public static class Description
{
    /// <summary>For example "Every Monday and Friday at 09:00 and 12:00, in GMT-06:00, until 25 June 2018." An end between its day's hours has its time.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="organizationZone">Named where the rule names no zone.</param>
    public static string Of(Rule rule, DateTimeZone organizationZone)
    {
        if (rule is UnreadableRule broken)
            return $"Not understood: {broken.Problem}";
        var pattern = rule.Compile(organizationZone);
        var zone = (rule as SelectorRule)?.TimeZoneId ?? pattern.Zone.Id;
        var until = pattern.Until is { } end ? $", until {Until(pattern, end.InZone(pattern.Zone).LocalDateTime)}" : "";
        return $"{Days(rule)}{HourWords.Of(pattern.Hours)}, in {zone}{until}.";
    }

    // The date alone would promise the hours of the day that come after the end.
    private static string Until(CalendarPattern pattern, LocalDateTime end) =>
        end.ToString(pattern.Hours >> end.Hour > 1 ? "d MMMM uuuu 'at' HH:mm" : "d MMMM uuuu", CultureInfo.InvariantCulture);

    private static string Days(Rule rule) => rule switch
    {
        PeriodRule period => Days(period),
        SelectorRule { Type: ScheduleType.WEEKLY, Days: { } days } => Weekdays(days),
        SelectorRule { Type: ScheduleType.MONTHLY, Days: { } days } => DayWords.Of(days, "every month"),
        SelectorRule { Type: ScheduleType.CALENDAR, Days: { } days } => $"On {CalendarDates(days)}",
        SelectorRule { Type: ScheduleType.ANNUALLY, Days: { } days, Months: null } => $"Every year on {YearlyDates(days)}",
        SelectorRule { Type: ScheduleType.ANNUALLY, Days: { } days, Months: { } months } => DayWords.Of(days, MonthsOf(months)),
        _ => "Every day",
    };

    private static string Days(PeriodRule rule) => rule.Period switch
    {
        ScanPeriod.Daily => "Every day",
        ScanPeriod.Weekly => $"Every {Words.Weekday(rule.DayOfWeek == 0 ? 7 : rule.DayOfWeek)}",
        ScanPeriod.Monthly => $"On the {ClampedDay(rule)} of every month",
        ScanPeriod.Quarterly => $"On the {ClampedDay(rule)} of January, April, July and October",
    };

    private static string ClampedDay(PeriodRule rule) =>
        rule.DayOfMonth > 28 ? $"{Words.Ordinal(rule.DayOfMonth)} (or the last day, if earlier)" : Words.Ordinal(rule.DayOfMonth);

    private static string Weekdays(Selector selector)
    {
        var days = Words.Numbers(selector, SelectorUnit.Weekday);
        return days.Length == 7 ? "Every day" : $"Every {Words.And(Words.Runs(days, Words.Weekday, "{0} to {1}"))}";
    }

    private static string MonthsOf(Selector selector)
    {
        var months = Words.Numbers(selector, SelectorUnit.Month);
        return months.Length == 12 ? "every month" : Words.And(Words.Runs(months, Words.Month, "{0} to {1}"));
    }

    private static string CalendarDates(Selector selector) =>
        Words.Few([.. Known(selector, SelectorRule.CalendarDate).Order().Select(Date)], "date");

    private static string YearlyDates(Selector selector) =>
        Words.Few([.. Known(selector, SelectorRule.YearlyDate).Order().Select(date => $"{date.Day} {Words.Month(date.Month)}")], "date");

    private static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static IEnumerable<T> Known<T>(Selector selector, Func<string, T?> read)
        where T : struct => selector.Values.Select(read).OfType<T>().Distinct();
}
