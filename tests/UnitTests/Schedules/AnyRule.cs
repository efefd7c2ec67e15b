using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

/// <summary>A rule and an instant to ask after.</summary>
public sealed record Case(Rule Rule, Instant After)
{
    public CalendarPattern Pattern => Rule.Compile(DateTimeZone.Utc);
}

/// <summary>Rules of both languages, in zones with every kind of clock change, asked mostly near one.</summary>
public static class AnyRule
{
    public static readonly string[] Weekdays = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    private static readonly string[] _zones =
    [
        "America/New_York", "Europe/London", "Europe/Dublin", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Cairo", "Asia/Beirut", "Asia/Jerusalem",
        "Asia/Tehran", "America/Havana", "America/Santiago", "America/Sao_Paulo", "America/St_Johns", "America/Nuuk", "America/Scoresbysund", "Antarctica/Troll",
        "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati", "Asia/Kathmandu", "Asia/Gaza", "Europe/Chisinau", "UTC", "GMT-06:00", "Etc/GMT+8", "CST",
    ];

    public static Arbitrary<Case> Cases() => Arb.From(
        from rule in Gen.OneOf(Period(), Selectors())
        from after in Near(rule.Compile(DateTimeZone.Utc).Zone)
        select new Case(rule, after));

    private static Gen<Rule> Period() =>
        from period in Gen.Elements(Enum.GetValues<ScanPeriod>())
        from hour in Gen.Choose(0, 23)
        from week in Gen.Choose(0, 6)
        from day in Gen.OneOf(Gen.Choose(1, 31), Gen.Choose(28, 31))
        select (Rule)new PeriodRule(period, hour, week, day);

    private static Gen<Rule> Selectors() =>
        from type in Gen.Elements(Enum.GetValues<ScheduleType>())
        from dates in Gen.Elements(true, false)
        from months in Numbers(1, 12)
        from days in DaysOf(type, dates)
        from hours in Gen.OneOf(Numbers(0, 23), Numbers(0, 4))
        from zone in Gen.Elements(_zones)
        from expires in Gen.Choose(0, 9)
        from year in Gen.Choose(2020, 2037)
        select (Rule)new SelectorRule(type, dates ? null : months, days, hours, expires == 0 ? Instant.FromUtc(year, 6, 1, 9, 0) : null, zone);

    private static Gen<Selector> DaysOf(ScheduleType type, bool dates) => type switch
    {
        ScheduleType.WEEKLY => Numbers(1, 7).Select(s => new Selector(s.Type, [.. s.Values.Select(v => Weekdays[int.Parse(v) - 1])], s.Interval)),
        ScheduleType.CALENDAR => Gen.Choose(0, 6000).Select(n => new DateOnly(2020, 1, 1).AddDays(n)).NonEmptyListOf()
            .Select(found => A.List([.. found.Select(d => d.ToString("yyyy-MM-dd"))])),
        ScheduleType.ANNUALLY when dates => Gen.Zip(Gen.Choose(1, 12), Gen.Choose(1, 31)).NonEmptyListOf()
            .Select(found => A.List([.. found.Select(d => $"--{d.Item1:00}-{d.Item2:00}")])),
        _ => Gen.OneOf(Numbers(1, 31), FromEnd()),
    };

    private static Gen<Selector> Numbers(int first, int last) => Gen.OneOf(
        Gen.Choose(first, last).NonEmptyListOf().Select(list => A.List([.. list.Select(n => $"{n}")])),
        from start in Gen.Choose(first, last)
        from step in Gen.Choose(1, 9)
        select A.Every(step, $"{start}"),
        from start in Gen.Choose(first, last)
        from end in Gen.Choose(start, last)
        from step in Gen.Choose(1, 5)
        select A.Range($"{start}", $"{end}", step));

    private static Gen<Selector> FromEnd() =>
        from before in Gen.Choose(1, 30)
        from start in Gen.Choose(1, 31)
        from step in Gen.Choose(1, 5)
        from selector in Gen.Elements(
            A.List("L"), A.List("L", $"L-{before}", $"{start}"), A.Every(step, $"L-{before}"),
            A.Range($"{start}", "L", step), A.Range($"{start}", $"L-{before}", step), A.Range($"L-{before}", "L", step), A.Range($"L-{before}", $"{start}", step))
        select selector;

    private static Gen<Instant> Near(DateTimeZone zone)
    {
        var (start, end) = (Instant.FromUtc(2010, 1, 1, 0, 0), Instant.FromUtc(2037, 1, 1, 0, 0));
        Instant[] changes = [.. zone.GetZoneIntervals(start, end).Skip(1).Select(interval => interval.Start), start, end];
        return from change in Gen.Elements(changes)
               from minutes in Gen.OneOf(Gen.Choose(-72 * 60, 72 * 60), Gen.Choose(-4, 4).Select(quarter => quarter * 30))
               from days in Gen.OneOf(Gen.Constant(0), Gen.Choose(-60, 200))
               select change + Duration.FromMinutes(minutes) + Duration.FromDays(days);
    }
}
