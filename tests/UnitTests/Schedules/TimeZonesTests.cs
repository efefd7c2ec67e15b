using NodaTime;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class TimeZonesTests
{
    private static readonly Instant _january = Instant.FromUtc(2026, 1, 15, 0, 0);
    private static readonly Instant _july = Instant.FromUtc(2026, 7, 15, 0, 0);

    [TestCase("UTC", "+00", "+00")]
    [TestCase("GMT", "+00", "+00")]
    [TestCase("GMT+0", "+00", "+00")]
    [TestCase("GMT-6", "-06", "-06")]
    [TestCase("GMT-06", "-06", "-06")]
    [TestCase("GMT-06:00", "-06", "-06")]
    [TestCase("GMT+05:45", "+05:45", "+05:45")]
    [TestCase("GMT-11", "-11", "-11")]
    [TestCase("UTC+5", "+05", "+05")]
    [TestCase("UTC-03:30", "-03:30", "-03:30")]
    [TestCase("UTC+18:00", "+18", "+18")]
    [TestCase("Etc/GMT-6", "+06", "+06")]
    [TestCase("Etc/GMT+8", "-08", "-08")]
    [TestCase("EST", "-05", "-05")]
    [TestCase("MST", "-07", "-07")]
    [TestCase("HST", "-10", "-10")]
    [TestCase("CST", "-06", "-05")]
    [TestCase("PST", "-08", "-07")]
    [TestCase("EST5EDT", "-05", "-04")]
    [TestCase("America/New_York", "-05", "-04")]
    [TestCase("Australia/Lord_Howe", "+11", "+10:30")]
    [TestCase("Europe/Kiev", "+02", "+03")]
    [TestCase("US/Eastern", "-05", "-04")]
    [TestCase("Europe/Dublin", "+00", "+01")]
    public void An_id_means_its_offsets_in_January_and_July(string id, string january, string july)
    {
        var zone = TimeZones.Parse("timeZoneId", id);

        Assert.That($"{zone.GetUtcOffset(_january):g}", Is.EqualTo(january));
        Assert.That($"{zone.GetUtcOffset(_july):g}", Is.EqualTo(july));
    }

    [TestCase("Mars/Olympus")]
    [TestCase("america/new_york")]
    [TestCase("utc")]
    [TestCase("")]
    [TestCase(" UTC")]
    [TestCase("GMT+")]
    [TestCase("GMT+19")]
    [TestCase("GMT+18:01")]
    [TestCase("GMT+5:30")]
    [TestCase("GMT+05:60")]
    [TestCase("GMT+0530")]
    [TestCase("UTC+01:02:03")]
    [TestCase("+05:00")]
    [TestCase("Etc/GMT-15")]
    [TestCase("Pacific Standard Time")]
    [TestCase("posix/Europe/London")]
    [TestCase("right/Europe/London")]
    [TestCase("Europe/../Europe/London")]
    [TestCase("../zoneinfo/Europe/London")]
    [TestCase("/usr/share/zoneinfo/Europe/London")]
    [TestCase("Europe")]
    [TestCase("Europe/London/")]
    [TestCase("Factory")]
    [TestCase("localtime")]
    [TestCase("posixrules")]
    [TestCase("tzdata.zi")]
    [TestCase("Europe/London\0")]
    [TestCase(null)]
    public void Anything_else_is_refused(string? id)
    {
        var refused = Assert.Throws<InvalidValueException>(() => TimeZones.Parse("timeZoneId", id));

        Assert.That((refused.Field, refused.Value), Is.EqualTo(("timeZoneId", id)));
    }

    [Test]
    public void A_huge_id_is_refused_without_being_quoted_in_full() =>
        Assert.That(Assert.Throws<InvalidValueException>(() => TimeZones.Parse("timeZoneId", new string('x', 100_000)))!.Value, Has.Length.LessThan(100));
}
