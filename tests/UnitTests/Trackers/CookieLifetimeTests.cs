using System.Globalization;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class CookieLifetimeTests
{
    private static readonly double _now = DateTimeOffset.Parse("2026-01-01T00:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds();

    [TestCase("Fri, 01 Jan 2027 00:00:00 GMT", 365)]
    [TestCase("Mon, 01 Jan 2027 00:00:00 GMT", 365, TestName = "A wrong day of the week is passed over")]
    [TestCase("Fri, 01-Jan-2027 00:00:00 GMT", 365)]
    [TestCase("Friday, 01-Jan-27 00:00:00 GMT", 365)]
    [TestCase("Fri Jan  1 00:00:00 2027", 365, TestName = "As asctime writes it")]
    [TestCase("1 JANUARY 2027 0:0:0", 365)]
    [TestCase("00:00:00 2027 jan 1", 365, TestName = "The parts stand in any order")]
    [TestCase("Fri, 01 Jan 2027 00:00:00 GMT+0900", 365, TestName = "A zone is passed over")]
    [TestCase("\"Fri, 01 Jan 2027 00:00:00 GMT\"", 365)]
    [TestCase("Fri, 01 Jan 2027 00:00:00", 365)]
    [TestCase("Sat, 01 Jan 69 00:00:00 GMT", 15_706)]
    [TestCase("Thu, 01 Jan 1970 00:00:00 GMT", 0)]
    [TestCase("Thu, 01 Jan 70 00:00:00 GMT", 0)]
    [TestCase("2027-12-31T23:59:59Z", null, TestName = "ISO 8601 is no date of a cookie")]
    [TestCase("2027-01-01 00:00:00", null)]
    [TestCase("01 Jan 2027", null, TestName = "There is no date without a time")]
    [TestCase("Fri, 29 Feb 2027 00:00:00 GMT", null)]
    [TestCase("Fri, 01 Jan 2027 24:00:00 GMT", null)]
    [TestCase("Fri, 01 Jan 1600 00:00:00 GMT", null)]
    [TestCase("Fri, 01 Jan 20270 00:00:00 GMT", null)]
    [TestCase("tomorrow", null)]
    [TestCase("", null)]
    public void A_date_is_read_as_browsers_read_it(string expires, int? days) =>
        Assert.That(CookieLifetime.Of([], [expires], _now), Is.EqualTo(days * 86_400L));

    [TestCase("3600", 3600)]
    [TestCase("0", 0)]
    [TestCase("-1", 0)]
    [TestCase("-99999999999999999999", 0)]
    [TestCase("99999999999999999999", CookieLifetime.MaxSeconds)]
    [TestCase("9223372036854775807", CookieLifetime.MaxSeconds)]
    [TestCase("+5", null)]
    [TestCase("1.5", null)]
    [TestCase("-", null)]
    [TestCase("\"60\"", null)]
    [TestCase("", null)]
    public void An_age_is_a_whole_number_however_large(string maxAge, long? seconds) =>
        Assert.That(CookieLifetime.Of([maxAge], [], _now), Is.EqualTo(seconds));

    [Test]
    public void An_age_goes_before_a_date_and_the_last_that_can_be_read_counts()
    {
        const string Date = "Fri, 01 Jan 2027 00:00:00 GMT";

        Assert.That(CookieLifetime.Of(["60"], [Date], _now), Is.EqualTo(60));
        Assert.That(CookieLifetime.Of(["60", "70", "soon"], [], _now), Is.EqualTo(70));
        Assert.That(CookieLifetime.Of(["soon"], [Date, "soon"], _now), Is.EqualTo(365 * 86_400));
        Assert.That(CookieLifetime.Of([], [], _now), Is.Null);
    }
}
