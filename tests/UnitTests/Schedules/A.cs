using NodaTime;
using NodaTime.Text;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

/// <summary>Nouns to start a story from.</summary>
internal static partial class A
{
    public static Selector List(params string[] values) => new(SelectorType.LIST, values, null);

    public static Selector Range(string start, string end, int? interval = null) => new(SelectorType.RANGE, [start, end], interval);

    public static Selector Every(int interval, string from) => new(SelectorType.LIST, [from], interval);

    public static SelectorRule Daily(string? zone, params string[] hours) => new(ScheduleType.DAILY, null, null, List(hours), null, zone);

    public static SelectorRule Weekly(string? zone, Selector days, params string[] hours) => new(ScheduleType.WEEKLY, null, days, List(hours), null, zone);

    public static SelectorRule Monthly(Selector days, params string[] hours) => new(ScheduleType.MONTHLY, null, days, List(hours), null, "UTC");

    public static SelectorRule Annual(Selector? months, Selector days, params string[] hours) =>
        new(ScheduleType.ANNUALLY, months, days, List(hours), null, "UTC");

    public static SelectorRule Calendar(params string[] dates) => new(ScheduleType.CALENDAR, null, List(dates), List("9"), null, "UTC");

    public static Instant Instant(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    public static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>The first occurrences after an instant, written as in JSON.</summary>
    public static string[] Next(this Rule rule, int count, string after) =>
        [.. Occurrences.After(rule.Compile(DateTimeZone.Utc), Instant(after)).Take(count).Select(o => Text(o.At))];
}
