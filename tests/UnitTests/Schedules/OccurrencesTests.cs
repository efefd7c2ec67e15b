using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class OccurrencesTests
{
    [TestCase("America/New_York", "2", "2026-03-08T00:00:00Z", "2026-03-08T07:00:00Z", OccurrenceNote.Gap)]
    [TestCase("Australia/Lord_Howe", "2", "2026-10-03T12:00:00Z", "2026-10-03T15:30:00Z", OccurrenceNote.Gap)] // half an hour
    [TestCase("Pacific/Apia", "9", "2011-12-29T22:00:00Z", "2011-12-30T10:00:00Z", OccurrenceNote.Gap)] // a whole day
    [TestCase("Antarctica/Troll", "2", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", OccurrenceNote.Gap)] // two hours
    [TestCase("America/New_York", "1", "2026-11-01T00:00:00Z", "2026-11-01T05:00:00Z", OccurrenceNote.Overlap)]
    [TestCase("Europe/Dublin", "1", "2026-10-24T12:00:00Z", "2026-10-25T00:00:00Z", OccurrenceNote.Overlap)]
    [TestCase("Africa/Casablanca", "2", "2026-02-14T12:00:00Z", "2026-02-15T01:00:00Z", OccurrenceNote.Overlap)]
    public void Where_the_clock_is_changed_the_hour_runs_once_and_says_why(string zone, string hour, string after, string expected, OccurrenceNote note)
    {
        var first = Occurrences.After(A.Daily(zone, hour).Compile(DateTimeZone.Utc), A.Instant(after)).First();

        Assert.That((first.At, first.Note), Is.EqualTo((A.Instant(expected), (OccurrenceNote?)note)));
    }

    [Test]
    public void In_the_second_pass_of_an_hour_that_exists_twice_it_is_over_for_the_day() =>
        Assert.That(A.Daily("America/New_York", "1").Next(1, "2026-11-01T05:30:00Z"), Is.EqualTo(new[] { "2026-11-02T06:00:00Z" }));

    [Test]
    public void Two_hours_that_land_on_one_instant_are_one_occurrence() =>
        Assert.That(
            A.Daily("America/New_York", "2", "3").Next(3, "2026-03-08T00:00:00Z"),
            Is.EqualTo(new[] { "2026-03-08T07:00:00Z", "2026-03-09T06:00:00Z", "2026-03-09T07:00:00Z" }));

    [Test]
    public void The_local_time_is_what_the_clock_shows_then()
    {
        var first = Occurrences.After(A.Daily("America/New_York", "2").Compile(DateTimeZone.Utc), A.Instant("2026-03-08T00:00:00Z")).First();

        Assert.That(first.Local, Is.EqualTo(new LocalDateTime(2026, 3, 8, 3, 0).WithOffset(Offset.FromHours(-4))));
    }

    [Test]
    public void A_period_rules_day_that_the_month_lacks_is_noted_and_a_last_day_that_was_asked_for_is_not()
    {
        var clamped = Occurrences.After(new PeriodRule(ScanPeriod.Monthly, 0, 0, 31).Compile(DateTimeZone.Utc), A.Instant("2026-03-01T00:00:00Z")).Take(2);
        var last = Occurrences.After(A.Monthly(A.List("L"), "0").Compile(DateTimeZone.Utc), A.Instant("2026-04-01T00:00:00Z")).First();

        Assert.That(clamped.Select(o => o.Note), Is.EqualTo(new OccurrenceNote?[] { null, OccurrenceNote.LastDay }));
        Assert.That(last.Note, Is.Null);
    }

    [Test]
    public void No_instant_of_time_throws()
    {
        Rule[] rules =
        [
            A.Daily("Pacific/Kiritimati", "0", "23"), A.Daily("GMT-18", "23"), A.Daily("GMT+18", "0"), A.Daily("America/New_York", "2"),
            new PeriodRule(ScanPeriod.Weekly, 23, 6, 1), A.Monthly(A.List("L"), "23"), A.Annual(A.List("2"), A.List("29"), "0"), A.Calendar("9999-12-31", "0001-01-01"),
        ];
        Instant[] instants = [Instant.MinValue, Instant.MaxValue, A.Instant("0001-01-01T00:00:00Z"), A.Instant("9999-12-19T23:59:59Z"), A.Instant("9999-12-31T23:59:59Z")];

        foreach (var (rule, instant) in rules.SelectMany(rule => instants.Select(instant => (rule, instant))))
            Assert.That(() => Occurrences.Next(rule.Compile(DateTimeZone.Utc), instant), Is.Null.Or.GreaterThan(instant));
    }

    [Test]
    public void Next_allocates_nothing_once_warm()
    {
        Rule[] rules =
        [
            A.Daily("America/New_York", "1", "2"), A.Weekly("Australia/Lord_Howe", A.List("SUN"), "2"), PeriodRule.Default, A.Calendar("2030-01-01"),
            A.Annual(A.List("2"), A.List("29", "L"), "9"), A.Annual(A.List("2"), A.List("30"), "9"), new PeriodRule(ScanPeriod.Quarterly, 9, 1, 31),
        ];
        var patterns = Array.ConvertAll(rules, rule => rule.Compile(DateTimeZone.Utc));
        Walk(patterns);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Walk(patterns);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void Walk(CalendarPattern[] patterns)
    {
        foreach (var pattern in patterns)
        {
            for (var after = Instant.FromUtc(2024, 1, 1, 0, 0); after < Instant.FromUtc(2030, 1, 1, 0, 0); after += Duration.FromHours(7))
                _ = Occurrences.Next(pattern, after);
        }
    }
}
