using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

/// <summary>The rules' meaning a second time, slow and plain: every local hour of a range is looked at, and mapped by NodaTime itself.</summary>
internal static class BruteForce
{
    public static Instant[] Occurrences(Rule rule, Instant after, Instant end)
    {
        var selectors = rule as SelectorRule;
        var zone = selectors?.TimeZoneId is { } id ? TimeZones.Parse("timeZoneId", id) : DateTimeZone.Utc;
        return [.. LocalHours(after - Duration.FromDays(3), end + Duration.FromDays(3))
            .Where(local => selectors is null ? Names((PeriodRule)rule, local) : Names(selectors, local))
            .Select(local => InstantOf(zone, local))
            .Where(at => at > after && at <= end && !(at > selectors?.Expiration))
            .Distinct()];
    }

    private static IEnumerable<LocalDateTime> LocalHours(Instant from, Instant to)
    {
        for (var local = from.InUtc().Date.AtMidnight(); local < to.InUtc().LocalDateTime; local = local.PlusHours(1))
            yield return local;
    }

    private static Instant InstantOf(DateTimeZone zone, LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.EarlyInterval.End : mapping.First().ToInstant();
    }

    private static bool Names(PeriodRule rule, LocalDateTime local)
    {
        var clamped = Math.Min(rule.DayOfMonth, Length(local));
        return local.Hour == rule.Hour && rule.Period switch
        {
            ScanPeriod.Daily => true,
            ScanPeriod.Weekly => (int)local.DayOfWeek % 7 == rule.DayOfWeek,
            ScanPeriod.Monthly => local.Day == clamped,
            ScanPeriod.Quarterly => local.Day == clamped && local.Month % 3 == 1,
        };
    }

    private static bool Names(SelectorRule rule, LocalDateTime local) => Picks(rule.Hours, local.Hour, 23, int.Parse) && rule.Type switch
    {
        ScheduleType.DAILY => true,
        ScheduleType.WEEKLY => Picks(rule.Days!, (int)local.DayOfWeek, 7, text => Array.IndexOf(AnyRule.Weekdays, text) + 1),
        ScheduleType.MONTHLY => PicksDay(rule, local),
        ScheduleType.CALENDAR => rule.Days!.Values.Contains(local.ToString("uuuu-MM-dd", null)),
        ScheduleType.ANNUALLY when rule.Months is null => rule.Days!.Values.Contains(local.ToString("'--'MM-dd", null)),
        ScheduleType.ANNUALLY => Picks(rule.Months!, local.Month, 12, int.Parse) && PicksDay(rule, local),
    };

    private static bool PicksDay(SelectorRule rule, LocalDateTime local) => Picks(rule.Days!, local.Day, Length(local), text => text switch
    {
        "L" => Length(local),
        ['L', ..] => Length(local) - int.Parse(text[2..]),
        _ => int.Parse(text),
    });

    private static bool Picks(Selector selector, int number, int last, Func<string, int> read)
    {
        var values = selector.Values.Select(read).ToArray();
        var step = selector.Interval ?? 1;
        if (selector.Type == SelectorType.LIST && step == 1)
            return values.Contains(number);
        var end = selector.Type == SelectorType.RANGE ? values[1] : last;
        return number >= values[0] && number <= end && (number - values[0]) % step == 0;
    }

    private static int Length(LocalDateTime local) => CalendarSystem.Iso.GetDaysInMonth(local.Year, local.Month);
}
