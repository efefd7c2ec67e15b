using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class YearlyChangesTests
{
    [TestCase("CET-1CEST,M3.5.0,M10.5.0/3", 2026, "2026-03-29T01:00:00Z +02, 2026-10-25T01:00:00Z +01")]
    [TestCase("EST5EDT,M3.2.0,M11.1.0", 2026, "2026-03-08T07:00:00Z -04, 2026-11-01T06:00:00Z -05")]
    [TestCase("AEST-10AEDT,M10.1.0,M4.1.0/3", 2026, "2026-04-04T16:00:00Z +10, 2026-10-03T16:00:00Z +11")] // the south
    [TestCase("IST-1GMT0,M10.5.0,M3.5.0/1", 2026, "2026-03-29T01:00:00Z +01, 2026-10-25T01:00:00Z +00")] // winter is the exception
    [TestCase("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2026, "2026-04-04T15:00:00Z +10:30, 2026-10-03T15:30:00Z +11")] // half an hour
    [TestCase("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026, "2026-03-29T01:00:00Z -01, 2026-10-25T01:00:00Z -02")] // the evening before
    [TestCase("EET-2EEST,M3.4.4/50,M10.4.4/50", 2026, "2026-03-28T00:00:00Z +03, 2026-10-23T23:00:00Z +02")] // two days later
    [TestCase("<+00>0<+02>-2,M3.5.0/1,M10.5.0/3", 2200, "2200-03-30T01:00:00Z +02, 2200-10-26T01:00:00Z +00")] // two hours
    [TestCase("AAA0BBB,J60,J366", 2028, "2028-01-01T01:00:00Z +00, 2028-03-01T02:00:00Z +01")]
    [TestCase("AAA0BBB,J60/0,300", 2028, "2028-03-01T00:00:00Z +01, 2028-10-27T01:00:00Z +00")] // after 29 February
    [TestCase("AAA0BBB,59/0,300", 2028, "2028-02-29T00:00:00Z +01, 2028-10-27T01:00:00Z +00")] // counted
    [TestCase("LMT-0:19:32", 2026, "")]
    [TestCase("EST5EDT4,0/0,J365/25", 2026, "")] // summer without end
    public void A_years_changes_are_those_of_the_text(string text, int year, string changes)
    {
        var zone = ListedZone.Of("Here", YearlyChanges.Parse(text));

        var found = zone.GetZoneIntervals(Instant.FromUtc(year, 1, 1, 0, 0), Instant.FromUtc(year + 1, 1, 1, 0, 0)).Skip(1);

        Assert.That(string.Join(", ", found.Select(interval => $"{A.Text(interval.Start)} {interval.WallOffset:g}")), Is.EqualTo(changes));
    }

    [TestCase("")]
    [TestCase("5EST")]
    [TestCase("EST")]
    [TestCase("EST5EDT")]
    [TestCase("EST5EDT,M3.2.0")]
    [TestCase("EST5EDT,M13.2.0,M11.1.0")]
    [TestCase("EST5EDT,M3.6.0,M11.1.0")]
    [TestCase("EST5EDT,M3.2.0,M11.1.0 ")]
    [TestCase("EST5EDT,M3.2.0,M11.1.0\n")]
    public void Another_text_is_refused(string text) => Assert.That(() => YearlyChanges.Parse(text), Throws.TypeOf<FormatException>());

    [Test]
    public void Every_instant_of_time_lies_in_an_interval_that_begins_where_the_one_before_ends()
    {
        var zone = ListedZone.Of("Here", YearlyChanges.Parse("AEST-10AEDT,M10.1.0,M4.1.0/3"));
        var before = zone.GetZoneInterval(Instant.MinValue);
        var count = 1;

        for (; before.HasEnd; count++)
        {
            var next = zone.GetZoneInterval(before.End);
            Assert.That((next.Start, next.WallOffset == before.WallOffset), Is.EqualTo((before.End, false)));
            before = next;
        }

        Assert.That(count, Is.EqualTo((9999 - 1900 + 1) * 2)); // standard time until the spring of 1900, and the first autumn changes nothing
        Assert.That(before, Is.EqualTo(zone.GetZoneInterval(Instant.MaxValue)));
    }
}
