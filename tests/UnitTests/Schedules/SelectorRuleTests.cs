using NodaTime;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class SelectorRuleTests
{
    private const string NewYear = "2023-12-31T23:59:59Z";

    public static IEnumerable<TestCaseData> Stories()
    {
        yield return new TestCaseData(A.Monthly(A.List("31"), "9"), "2024-01-31T09:00:00Z 2024-03-31T09:00:00Z").SetArgDisplayNames("31st: skipped");
        yield return new TestCaseData(A.Monthly(A.List("L"), "9"), "2024-01-31T09:00:00Z 2024-02-29T09:00:00Z").SetArgDisplayNames("last day");
        yield return new TestCaseData(A.Monthly(A.List("L-30"), "9"), "2024-01-01T09:00:00Z 2024-03-01T09:00:00Z").SetArgDisplayNames("L-30");
        yield return new TestCaseData(
                A.Monthly(A.Every(10, "L-30"), "9"),
                "2024-01-01T09:00:00Z 2024-01-11T09:00:00Z 2024-01-21T09:00:00Z 2024-01-31T09:00:00Z 2024-02-09T09:00:00Z 2024-02-19T09:00:00Z 2024-02-29T09:00:00Z")
            .SetArgDisplayNames("L-30, L-20, L-10 and L: of these a shorter month lacks the first");
        yield return new TestCaseData(A.Monthly(A.Range("28", "L", 2), "9"), "2024-01-28T09:00:00Z 2024-01-30T09:00:00Z 2024-02-28T09:00:00Z")
            .SetArgDisplayNames("28th to last, every 2nd");
        yield return new TestCaseData(A.Monthly(A.Range("28", "L-2"), "9"), "2024-01-28T09:00:00Z 2024-01-29T09:00:00Z 2024-03-28T09:00:00Z")
            .SetArgDisplayNames("an end before its start picks nothing in that month");
        yield return new TestCaseData(A.Monthly(A.Every(15, "1"), "9"), "2024-01-01T09:00:00Z 2024-01-16T09:00:00Z 2024-01-31T09:00:00Z 2024-02-01T09:00:00Z")
            .SetArgDisplayNames("from the 1st every 15 days, anew each month");
        yield return new TestCaseData(A.Annual(A.Every(3, "1"), A.List("1"), "1"), "2024-01-01T01:00:00Z 2024-04-01T01:00:00Z 2024-07-01T01:00:00Z 2024-10-01T01:00:00Z")
            .SetArgDisplayNames("from January every 3 months");
        yield return new TestCaseData(A.Annual(A.List("2"), A.List("29"), "0"), "2024-02-29T00:00:00Z 2028-02-29T00:00:00Z").SetArgDisplayNames("leap day");
        yield return new TestCaseData(A.Annual(null, A.List("--12-05", "--03-12"), "1"), "2024-03-12T01:00:00Z 2024-12-05T01:00:00Z 2025-03-12T01:00:00Z")
            .SetArgDisplayNames("yearly dates");
        yield return new TestCaseData(A.Annual(null, A.List("--02-29"), "1"), "2024-02-29T01:00:00Z 2028-02-29T01:00:00Z").SetArgDisplayNames("yearly leap day");
        yield return new TestCaseData(A.Calendar("2024-02-22", "2024-01-22", "2024-02-22"), "2024-01-22T09:00:00Z 2024-02-22T09:00:00Z")
            .SetArgDisplayNames("calendar");
        yield return new TestCaseData(A.Weekly("UTC", A.Every(2, "MON"), "0"), "2024-01-01T00:00:00Z 2024-01-03T00:00:00Z 2024-01-05T00:00:00Z 2024-01-07T00:00:00Z 2024-01-08T00:00:00Z")
            .SetArgDisplayNames("from Monday every 2nd day up to Sunday");
        yield return new TestCaseData(A.Weekly("UTC", A.Range("SAT", "SUN"), "0"), "2024-01-06T00:00:00Z 2024-01-07T00:00:00Z 2024-01-13T00:00:00Z")
            .SetArgDisplayNames("weekend");
        yield return new TestCaseData(A.Daily("GMT-06:00", "9"), "2024-01-01T15:00:00Z").SetArgDisplayNames("GMT-06:00 is west");
        yield return new TestCaseData(A.Daily("Etc/GMT-6", "9"), "2024-01-01T03:00:00Z").SetArgDisplayNames("Etc/GMT-6 is east");
        yield return new TestCaseData(A.Daily("UTC", "09", "9", "9", "7"), "2024-01-01T07:00:00Z 2024-01-01T09:00:00Z 2024-01-02T07:00:00Z")
            .SetArgDisplayNames("duplicates and leading zeros");
    }

    [TestCaseSource(nameof(Stories))]
    public void It_runs_at(SelectorRule rule, string expected) =>
        Assert.That(rule.Next(expected.Split(' ').Length, NewYear), Is.EqualTo(expected.Split(' ')));

    [Test]
    public void The_30th_of_February_never_comes() => Assert.That(A.Annual(A.List("2"), A.List("30"), "0").Next(1, NewYear), Is.Empty);

    [Test]
    public void After_the_last_date_nothing_follows() => Assert.That(A.Calendar("2023-02-22").Next(1, "2023-02-22T09:00:00Z"), Is.Empty);

    [Test]
    public void A_run_exactly_at_the_expiration_is_due_and_none_after_it()
    {
        var rule = new SelectorRule(ScheduleType.DAILY, null, null, A.List("9"), A.Instant("2024-01-02T09:00:00Z"), "UTC");

        Assert.That(rule.Next(5, NewYear), Is.EqualTo(new[] { "2024-01-01T09:00:00Z", "2024-01-02T09:00:00Z" }));
    }

    [Test]
    public void Without_a_zone_the_organizations_holds_and_is_not_written_into_the_rule()
    {
        var rule = A.Daily(null, "9");

        Assert.That(Occurrences.Next(rule.Compile(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]), A.Instant(NewYear)), Is.EqualTo(A.Instant("2024-01-01T00:00:00Z")));
        Assert.That(rule.TimeZoneId, Is.Null);
    }

    [Test]
    public void Selectors_that_the_type_does_not_use_are_kept_and_not_judged()
    {
        var odd = new Selector(SelectorType.RANGE, ["whatever"], -3);

        var rule = new SelectorRule(ScheduleType.DAILY, odd, odd, A.List("9"), null, null);

        Assert.That((rule.Months, rule.Days), Is.EqualTo((odd, odd)));
        Assert.That(rule.Next(1, NewYear), Is.EqualTo(new[] { "2024-01-01T09:00:00Z" }));
    }

    [Test]
    public void Rules_are_equal_by_what_was_sent()
    {
        var (rule, same) = (A.Daily("UTC", "9", "12"), A.Daily("UTC", "9", "12"));

        Assert.That(rule, Is.EqualTo(same));
        Assert.That(rule.GetHashCode(), Is.EqualTo(same.GetHashCode()));
        Assert.That(A.Daily("UTC", "9", "12"), Is.Not.EqualTo(A.Daily("UTC", "12", "9")));
        Assert.That(A.Daily("UTC", "9"), Is.Not.EqualTo(A.Daily("GMT", "9")));
    }

    [Test]
    public void A_list_that_changes_later_does_not_change_the_selector()
    {
        string[] values = ["9"];
        var selector = new Selector(SelectorType.LIST, values, null);

        values[0] = "25";

        Assert.That(selector.Values, Is.EqualTo(new[] { "9" }));
    }
}
