using NodaTime;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class SelectorRuleRefusalTests
{
    private static readonly Selector _nine = A.List("9");

    public static IEnumerable<TestCaseData> Hours()
    {
        foreach (var value in new[] { "24", "-1", "+1", " 9", "9 ", "009", "", "9.0", "nine", "٣" })
            yield return new TestCaseData(A.List(value), "hours.values").SetArgDisplayNames($"hour \"{value}\"");
        yield return new TestCaseData(A.List(), "hours.values").SetArgDisplayNames("no values");
        yield return new TestCaseData(A.Range("18", "9"), "hours.values").SetArgDisplayNames("backwards");
        yield return new TestCaseData(new Selector(SelectorType.RANGE, ["1", "2", "3"], null), "hours.values").SetArgDisplayNames("three ends");
        yield return new TestCaseData(new Selector(SelectorType.RANGE, ["1"], null), "hours.values").SetArgDisplayNames("one end");
        yield return new TestCaseData(A.Range("9", "18", 0), "hours.interval").SetArgDisplayNames("interval 0");
        yield return new TestCaseData(A.Every(-2, "9"), "hours.interval").SetArgDisplayNames("interval -2");
        yield return new TestCaseData(new Selector(SelectorType.LIST, ["1", "2"], 2), "hours.interval").SetArgDisplayNames("list with interval");
    }

    [TestCaseSource(nameof(Hours))]
    public void Hours_that_mean_nothing_are_refused(Selector hours, string field) =>
        Refused(field, () => new SelectorRule(ScheduleType.DAILY, null, null, hours, null, null));

    [TestCase("WEEKLY", "mon")]
    [TestCase("WEEKLY", "1")]
    [TestCase("WEEKLY", "MONDAY")]
    [TestCase("MONTHLY", "0")]
    [TestCase("MONTHLY", "32")]
    [TestCase("MONTHLY", "l")]
    [TestCase("MONTHLY", "L-0")]
    [TestCase("MONTHLY", "L-31")]
    [TestCase("MONTHLY", "L+1")]
    [TestCase("MONTHLY", "--01-01")]
    [TestCase("CALENDAR", "2027-02-30")]
    [TestCase("CALENDAR", "2027-2-3")]
    [TestCase("CALENDAR", "12")]
    [TestCase("ANNUALLY", "12")]
    [TestCase("ANNUALLY", "--13-01")]
    [TestCase("ANNUALLY", "--00-01")]
    [TestCase("ANNUALLY", "--01-32")]
    [TestCase("ANNUALLY", "--1-1")]
    public void Days_that_their_type_does_not_know_are_refused(string type, string value) =>
        Refused("days.values", () => new SelectorRule(ScheduleTypes.Parse(type), null, A.List(value), _nine, null, null));

    [TestCase("WEEKLY", "SUN", "MON")]
    [TestCase("MONTHLY", "15", "1")]
    [TestCase("MONTHLY", "L", "L-5")]
    public void A_range_does_not_run_backwards(string type, string start, string end) =>
        Refused("days.values", () => new SelectorRule(ScheduleTypes.Parse(type), null, A.Range(start, end), _nine, null, null));

    [TestCase("CALENDAR", "2027-01-01", "2027-02-01")]
    [TestCase("ANNUALLY", "--01-01", "--02-01")]
    public void Dates_are_lists(string type, string start, string end) =>
        Refused("days.type", () => new SelectorRule(ScheduleTypes.Parse(type), null, A.Range(start, end), _nine, null, null));

    [Test]
    public void Dates_have_no_interval() =>
        Refused("days.interval", () => new SelectorRule(ScheduleType.CALENDAR, null, A.Every(2, "2027-01-01"), _nine, null, null));

    [TestCase("WEEKLY")]
    [TestCase("MONTHLY")]
    [TestCase("ANNUALLY")]
    [TestCase("CALENDAR")]
    public void Days_are_required_by_all_but_daily(string type) =>
        Refused("days", () => new SelectorRule(ScheduleTypes.Parse(type), null, null, _nine, null, null));

    [Test]
    public void Hours_are_required() => Refused("hours", () => new SelectorRule(ScheduleType.DAILY, null, null, null!, null, null));

    [TestCase("0")]
    [TestCase("13")]
    [TestCase("JAN")]
    public void Months_are_1_to_12(string month) =>
        Refused("months.values", () => new SelectorRule(ScheduleType.ANNUALLY, A.List(month), A.List("1"), _nine, null, null));

    [Test]
    public void An_expiration_after_32_bit_time_is_refused()
    {
        Refused("expiration", () => new SelectorRule(ScheduleType.DAILY, null, null, _nine, A.Instant("2038-01-19T03:14:08Z"), null));
        Assert.DoesNotThrow(() => _ = new SelectorRule(ScheduleType.DAILY, null, null, _nine, A.Instant("2038-01-19T03:14:07Z"), null));
        Assert.DoesNotThrow(() => _ = new SelectorRule(ScheduleType.DAILY, null, null, _nine, A.Instant("1999-01-01T00:00:00Z"), null));
    }

    [Test]
    public void An_unknown_zone_is_refused() => Refused("timeZoneId", () => A.Daily("Mars/Olympus", "9"));

    [TestCase("daily")]
    [TestCase("HOURLY")]
    [TestCase(null)]
    public void Another_type_is_refused_with_those_accepted(string? word)
    {
        var refused = Assert.Throws<InvalidValueException>(() => ScheduleTypes.Parse(word));

        Assert.That((refused.Field, refused.Accepted), Is.EqualTo(("type", "one of DAILY, WEEKLY, MONTHLY, CALENDAR, ANNUALLY")));
    }

    [Test]
    public void Huge_lists_and_texts_are_refused_without_being_quoted_in_full()
    {
        var many = Assert.Throws<InvalidValueException>(() => A.List([.. Enumerable.Repeat("9", 1001)]));
        var huge = Assert.Throws<InvalidValueException>(() => A.List(new string('9', 100_000)));

        Assert.That((many!.Field, huge!.Field), Is.EqualTo(("values", "values")));
        Assert.That(huge!.Value, Has.Length.LessThan(100));
        Assert.That(A.Daily("UTC", [.. Enumerable.Repeat("9", 1000)]).Hours.Values, Has.Count.EqualTo(1000));
    }

    private static void Refused(string field, Func<Rule> make) =>
        Assert.That(Assert.Throws<InvalidValueException>(() => make())!.Field, Is.EqualTo(field));
}
