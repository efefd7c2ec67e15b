using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class DescriptionTests
{
    public static IEnumerable<TestCaseData> Sentences()
    {
        yield return Says(
            "Every Monday, Wednesday and Friday at 09:00, 12:00, 15:00 and 18:00, in GMT-06:00, until 25 June 2018 at 14:22.",
            new SelectorRule(ScheduleType.WEEKLY, null, A.List("MON", "WED", "FRI"), A.Range("9", "18", 3), A.Instant("2018-06-25T20:22:28Z"), "GMT-06:00"));
        yield return Says("Every day, every hour, in UTC.", new SelectorRule(ScheduleType.DAILY, null, null, A.Range("0", "23"), null, null));
        yield return Says("Every Monday to Friday, every hour from 08:00 to 18:00, in UTC.",
            new SelectorRule(ScheduleType.WEEKLY, null, A.Range("MON", "FRI"), A.Range("8", "18"), null, "UTC"));
        yield return Says("Every day from the 1st to the 15th of every month at 09:00, in UTC.", A.Monthly(A.Range("1", "15"), "9"));
        yield return Says("Every 7th day from the 11th to the last day of every month at 09:00, in UTC.", A.Monthly(A.Every(7, "11"), "9"));
        yield return Says("On the 1st, 7th, 14th and last day of every month at 09:00, in UTC.", A.Monthly(A.List("L", "1", "7", "14"), "09"));
        yield return Says("On the 31st of every month (skipped where the month is shorter) at 09:00, in UTC.", A.Monthly(A.List("31"), "9"));
        yield return Says("On the 1st of January, April, July and October at 01:00, in UTC.", A.Annual(A.Every(3, "1"), A.List("1"), "1"));
        yield return Says("Every year on 12 March and 5 December at 01:00, in UTC.", A.Annual(null, A.List("--12-05", "--03-12"), "1"));
        yield return Says("On 22 January 2023 and 22 February 2023 at 09:00, in UTC.", A.Calendar("2023-02-22", "2023-01-22"));
        yield return Says("On the 31st (or the last day, if earlier) of January, April, July and October at 23:00, in UTC.", new PeriodRule(ScanPeriod.Quarterly, 23, 0, 31));
        yield return Says("Every day at 04:00, in America/New_York, until 31 December 0000.",
            new SelectorRule(ScheduleType.DAILY, null, null, A.List("4"), A.Instant("0001-01-01T00:00:00Z"), "America/New_York"));
        yield return Says("Every day at 09:00, in UTC, until 8 March 2026 at 08:59.",
            new SelectorRule(ScheduleType.DAILY, null, null, A.List("9"), A.Instant("2026-03-08T08:59:59.999Z"), null));
        yield return Says("Every day at 09:00, in UTC, until 8 March 2026.",
            new SelectorRule(ScheduleType.DAILY, null, null, A.List("9"), A.Instant("2026-03-08T09:00:00Z"), null));
        yield return Says("Every Sunday at 04:00, in UTC.", new PeriodRule(ScanPeriod.Weekly, 4, 0, 1));
    }

    [TestCaseSource(nameof(Sentences))]
    public void A_rule_reads_as_a_sentence(Rule rule, string sentence) => Assert.That(Description.Of(rule, DateTimeZone.Utc), Is.EqualTo(sentence));

    [Test]
    public void A_thousand_dates_stay_readable()
    {
        var dates = Enumerable.Range(0, 1000).Select(day => new DateOnly(2027, 1, 1).AddDays(day).ToString("yyyy-MM-dd"));

        Assert.That(Description.Of(A.Calendar([.. dates]), DateTimeZone.Utc), Does.Contain("5 January 2027 and 995 more dates at 09:00"));
    }

    private static TestCaseData Says(string sentence, Rule rule) => new TestCaseData(rule, sentence).SetArgDisplayNames(sentence);
}
