using NodaTime;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class PeriodRuleTests
{
    [Test]
    public void Before_the_first_update_it_is_monthly_on_the_1st_at_midnight()
    {
        Assert.That(PeriodRule.Default, Is.EqualTo(new PeriodRule(ScanPeriod.Monthly, 0, 0, 1)));
        Assert.That(PeriodRule.Default.Next(1, "2026-01-01T00:00:00Z"), Is.EqualTo(new[] { "2026-02-01T00:00:00Z" }));
    }

    [Test]
    public void Monthly_on_the_31st_runs_on_the_last_day_of_a_short_month() =>
        Assert.That(
            new PeriodRule(ScanPeriod.Monthly, 9, 0, 31).Next(4, "2028-01-01T00:00:00Z"),
            Is.EqualTo(new[] { "2028-01-31T09:00:00Z", "2028-02-29T09:00:00Z", "2028-03-31T09:00:00Z", "2028-04-30T09:00:00Z" }));

    [Test]
    public void Quarterly_runs_in_January_April_July_and_October() =>
        Assert.That(
            new PeriodRule(ScanPeriod.Quarterly, 23, 0, 31).Next(4, "2024-01-01T00:00:00Z"),
            Is.EqualTo(new[] { "2024-01-31T23:00:00Z", "2024-04-30T23:00:00Z", "2024-07-31T23:00:00Z", "2024-10-31T23:00:00Z" }));

    [TestCase(0, "2024-01-07T23:00:00Z")] // a Sunday
    [TestCase(1, "2024-01-01T23:00:00Z")]
    [TestCase(6, "2024-01-06T23:00:00Z")]
    public void The_week_counts_from_Sunday_as_0(int day, string expected) =>
        Assert.That(new PeriodRule(ScanPeriod.Weekly, 23, day, 1).Next(1, "2024-01-01T00:00:00Z"), Is.EqualTo(new[] { expected }));

    [Test]
    public void It_is_in_UTC_whatever_the_organizations_zone_is() =>
        Assert.That(PeriodRule.Default.Compile(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).Zone, Is.EqualTo(DateTimeZone.Utc));

    [Test]
    public void Fields_that_do_not_count_are_kept()
    {
        var rule = new PeriodRule(ScanPeriod.Daily, 3, 5, 17);

        Assert.That((rule.DayOfWeek, rule.DayOfMonth), Is.EqualTo((5, 17)));
    }

    [TestCase(-1, 0, 1, "scheduledHour", "0 to 23")]
    [TestCase(24, 0, 1, "scheduledHour", "0 to 23")]
    [TestCase(0, -1, 1, "scheduledDayOfWeek", "0 to 6")]
    [TestCase(0, 7, 1, "scheduledDayOfWeek", "0 to 6")]
    [TestCase(0, 0, 0, "scheduledDayOfMonth", "1 to 31")]
    [TestCase(0, 0, 32, "scheduledDayOfMonth", "1 to 31")]
    public void A_number_out_of_range_is_refused_by_its_name(int hour, int dayOfWeek, int dayOfMonth, string field, string accepted)
    {
        var refused = Assert.Throws<InvalidValueException>(() => _ = new PeriodRule(ScanPeriod.Daily, hour, dayOfWeek, dayOfMonth));

        Assert.That(refused.Field, Is.EqualTo(field));
        Assert.That(refused.Accepted, Does.Contain(accepted).And.Contain(accepted.Split(' ')[^1]));
    }

    [TestCase("Daily")]
    [TestCase("yearly")]
    [TestCase("")]
    [TestCase(null)]
    public void Another_word_for_the_period_is_refused_with_those_accepted(string? word)
    {
        var refused = Assert.Throws<InvalidValueException>(() => ScanPeriods.Parse(word));

        Assert.That((refused.Field, refused.Accepted), Is.EqualTo(("scanPeriod", "one of daily, weekly, monthly, quarterly")));
    }

    [Test]
    public void Each_period_reads_its_own_word() =>
        Assert.That(Enum.GetValues<ScanPeriod>().Select(period => ScanPeriods.Parse(period.Word())), Is.EqualTo(Enum.GetValues<ScanPeriod>()));
}
