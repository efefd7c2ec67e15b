using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Schedules;
using Schedules.UnitTests.Schedules;

namespace Schedules.UnitTests.Common;

public sealed class Iso8601Tests
{
    private const string Any = "a date and time from 0001-01-01T00:00:00Z to 9998-12-31T23:59:59Z";

    [TestCase("9999-12-31T23:59:59Z")]
    [TestCase("9999-12-31T23:59:59-12:00")]
    [TestCase("9998-12-31T23:59:59-01:00")]
    [TestCase("0000-12-31T23:59:59Z")]
    public void What_is_beyond_the_ends_is_told_where_they_are(string text)
    {
        var refused = Assert.Throws<InvalidValueException>(() => Iso8601.Parse("from", text));
        Assert.That((refused!.Value, refused.Accepted), Is.EqualTo((text, Any)));
    }

    [Test]
    public void Where_less_is_accepted_that_is_told()
    {
        var refused = Assert.Throws<InvalidValueException>(() => Iso8601.Parse("expiration", "9999-12-31T23:59:59Z", SelectorRule.LatestExpiration));
        Assert.That(refused!.Accepted, Is.EqualTo("a date and time from 0001-01-01T00:00:00Z to 2038-01-19T03:14:07Z"));
    }

    [TestCase("9998-12-31T23:59:59Z")]
    [TestCase("9999-01-01T00:59:59+01:00")]
    public void The_last_second_is_read(string text) =>
        Assert.That(Iso8601.ParseQueryEnd("to", text), Is.EqualTo(Iso8601.Parse("to", text)).And.EqualTo(A.Instant("9998-12-31T23:59:59Z")));

    [TestCase("9999-01-01T00:00:00Z")]
    [TestCase("9999-12-31T23:59:59 12:00")]
    [TestCase("9999-12-31T23:59:59-12:00")]
    public void The_end_of_a_period_may_be_later_than_all_that_is_stored(string text) =>
        Assert.That(Iso8601.ParseQueryEnd("to", text), Is.EqualTo(A.Instant("9999-01-01T00:00:00Z")));

    [TestCase("9999-12-31T23:59:59Z")]
    [TestCase("0001-01-01T00:00:00")]
    public void A_moment_of_any_zone_keeps_away_from_the_ends(string text)
    {
        var refused = Assert.Throws<InvalidValueException>(() => Iso8601.ParseMoment("at", text));
        Assert.That(refused!.Accepted, Is.EqualTo("a date and time from 0001-01-03T00:00:00Z to 9998-12-29T23:59:59Z"));
    }
}
