using NodaTime;
using NodaTime.Extensions;
using Quartz;
using Schedules.Domain.Schedules;
using TimeZones = Schedules.Domain.Schedules.TimeZones;

namespace Schedules.UnitTests.Schedules;

/// <summary>
/// Beside Quartz's cron expressions, on rules that both can say, around every clock change of 2020 to 2037. Both take the machine's time zone data,
/// Quartz by way of .NET, which misreads some: those zones are shown apart. (Where the machine's files list no changes after the last new law, as on
/// Fedora or Alpine, .NET also misreads Cairo, Jerusalem, Nuuk and Santiago: it cannot count hours outside the day.)
/// </summary>
public sealed class QuartzCronTests
{
    private static readonly string[] _zones =
    [
        "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/St_Johns", "America/Halifax", "America/Santiago",
        "America/Nuuk", "Europe/London", "Europe/Lisbon", "Europe/Berlin", "Europe/Helsinki", "Asia/Beirut", "Asia/Jerusalem",
        "Africa/Cairo", "Australia/Sydney", "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Atlantic/Azores",
        "Antarctica/Troll", "UTC", "Asia/Tokyo",
    ];

    private static readonly (string Cron, Selector? Months, Selector? Days, ScheduleType Type, string[] Hours)[] _rules =
    [
        ("0 0 0 * * ?", null, null, ScheduleType.DAILY, ["0"]),
        ("0 0 1 * * ?", null, null, ScheduleType.DAILY, ["1"]),
        ("0 0 2 * * ?", null, null, ScheduleType.DAILY, ["2"]),
        ("0 0 3 * * ?", null, null, ScheduleType.DAILY, ["3"]),
        ("0 0 9,18 * * ?", null, null, ScheduleType.DAILY, ["9", "18"]),
        ("0 0 2,9 ? * SUN,MON", null, A.List("SUN", "MON"), ScheduleType.WEEKLY, ["2", "9"]),
        ("0 0 1 ? * SAT-SUN", null, null, ScheduleType.WEEKLY, ["1"]),
        ("0 0 2 29,31 * ?", null, A.List("29", "31"), ScheduleType.MONTHLY, ["2"]),
        ("0 0 2 L * ?", null, A.List("L"), ScheduleType.MONTHLY, ["2"]),
        ("0 0 2 L-2 * ?", null, A.List("L-2"), ScheduleType.MONTHLY, ["2"]),
        ("0 0 2 1-15/2 3,10 ?", A.List("3", "10"), A.Range("1", "15", 2), ScheduleType.ANNUALLY, ["2"]),
        ("0 0 2 29 2 ?", A.List("2"), A.List("29"), ScheduleType.ANNUALLY, ["2"]),
    ];

    public static string[] Zones => _zones;

    [TestCaseSource(nameof(Zones))]
    public void Both_give_the_same_instants_around_every_clock_change(string zone)
    {
        var compared = 0;
        foreach (var (rule, cron) in _rules.Select(said => Said(said, zone)))
        {
            // Known difference, shown below: asked between the two passes of an hour.
            foreach (var after in AroundChanges(zone).Where(at => !InTheSecondPassOfAnHour(zone, at)))
            {
                var ours = Occurrences.After(rule.Compile(DateTimeZone.Utc), after).Take(3).Select(o => o.At).ToArray();
                Assert.That(ours, Is.EqualTo(Fired(cron, after, 3)), $"{cron.CronExpressionString} in {zone} after {after}");
                compared += ours.Length;
            }
        }

        Assert.That(compared, Is.GreaterThan(500));
    }

    [TestCase("Europe/Dublin", "1", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [TestCase("Africa/Casablanca", "2", "2025-04-05T12:00:00Z", "2025-04-06T02:00:00Z")]
    [TestCase("Africa/El_Aaiun", "2", "2025-04-05T12:00:00Z", "2025-04-06T02:00:00Z")]
    [TestCase("America/Asuncion", "0", "2020-10-03T12:00:00Z", "2020-10-04T04:00:00Z")]
    public void Quartz_fires_the_hour_of_a_gap_early_and_without_end_where_dotnet_misreads_the_zone(string zone, string hour, string after, string expected)
    {
        var cron = new CronExpression($"0 0 {hour} * * ?", TimeZoneInfo.FindSystemTimeZoneById(zone));
        var early = A.Instant(expected) - Duration.FromHours(1);

        Assert.That(Fired(cron, A.Instant(after), 3), Is.EqualTo(new[] { early, early, early }));
        Assert.That(A.Daily(zone, hour).Next(1, after), Is.EqualTo(new[] { expected }));
        Assert.That(A.Daily(zone, hour).Next(2, after)[1], Is.GreaterThan(expected));
    }

    [TestCase("Pacific/Chatham", "3", "2020-04-04T14:05:00Z", "2020-04-04T14:15:00Z", "2020-04-05T14:15:00Z")]
    [TestCase("Antarctica/Troll", "2", "2020-10-25T01:10:00Z", "2020-10-25T02:00:00Z", "2020-10-26T02:00:00Z")]
    public void Asked_between_the_two_passes_of_an_hour_Quartz_fires_it_again(string zone, string hour, string after, string theirs, string ours)
    {
        var cron = new CronExpression($"0 0 {hour} * * ?", TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.That(Fired(cron, A.Instant(after), 1), Is.EqualTo(new[] { A.Instant(theirs) }));
        Assert.That(A.Daily(zone, hour).Next(1, after), Is.EqualTo(new[] { ours }));
    }

    private static bool InTheSecondPassOfAnHour(string zone, Instant at)
    {
        var local = at.InZone(TimeZones.Parse("zone", zone));
        return local.Zone.MapLocal(local.LocalDateTime) is { Count: 2 } mapping && mapping.Last().ToInstant() == at;
    }

    private static (SelectorRule Rule, CronExpression Cron) Said(
        (string Cron, Selector? Months, Selector? Days, ScheduleType Type, string[] Hours) said, string zone)
    {
        var days = said.Cron.Contains("SAT-SUN", StringComparison.Ordinal) ? A.Range("SAT", "SUN") : said.Days;
        var rule = new SelectorRule(said.Type, said.Months, days, A.List(said.Hours), null, zone);
        return (rule, new CronExpression(said.Cron, TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }

    private static Instant[] Fired(CronExpression cron, Instant after, int count)
    {
        var fired = new List<Instant>();
        for (var at = cron.GetNextValidTimeAfter(after.ToDateTimeOffset()); at is { } due && fired.Count < count; at = cron.GetNextValidTimeAfter(due))
            fired.Add(due.ToInstant());
        return [.. fired];
    }

    /// <summary>From a day and a half before each change to half a day after it; in zones without changes, each new year.</summary>
    private static IEnumerable<Instant> AroundChanges(string zone)
    {
        var (start, end) = (Instant.FromUtc(2020, 1, 1, 0, 0), Instant.FromUtc(2037, 1, 1, 0, 0));
        var changes = TimeZones.Parse("zone", zone).GetZoneIntervals(start, end).Skip(1).Select(interval => interval.Start).ToList();
        if (changes.Count == 0)
            changes.AddRange(Enumerable.Range(2020, 17).Select(year => Instant.FromUtc(year, 1, 1, 0, 0)));
        return changes.SelectMany(change => new[] { -36 * 60, -125, -60, -1, 0, 30, 61, 12 * 60 }.Select(minutes => change + Duration.FromMinutes(minutes)));
    }
}
