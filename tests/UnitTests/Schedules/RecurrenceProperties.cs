using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

/// <summary>What must hold for every rule of either language, in any zone, near clock changes above all.</summary>
public sealed class RecurrenceProperties
{
    private const int RangeDays = 70;

    [FsCheck.NUnit.Property(MaxTest = 2000, Arbitrary = [typeof(AnyRule)])]
    public bool Next_makes_strict_progress(Case c)
    {
        var next = Occurrences.Next(c.Pattern, c.After);
        return next is not { } first || (first > c.After && (Occurrences.Next(c.Pattern, first) is not { } second || second > first));
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, Arbitrary = [typeof(AnyRule)])]
    public void Next_agrees_with_walking_every_local_hour(Case c)
    {
        var end = c.After + Duration.FromDays(RangeDays);

        var walked = Occurrences.After(c.Pattern, c.After).Select(o => o.At).TakeWhile(at => at <= end);

        Assert.That(walked, Is.EqualTo(BruteForce.Occurrences(c.Rule, c.After, end)), $"{c.Rule}");
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, Arbitrary = [typeof(AnyRule)])]
    public void Order_duplicates_and_leading_zeros_of_a_list_change_nothing(Case c)
    {
        if (c.Rule is not SelectorRule rule)
            return;
        var shuffled = new SelectorRule(rule.Type, Shuffled(rule.Months), Shuffled(rule.Days), Shuffled(rule.Hours)!, rule.Expiration, rule.TimeZoneId);

        Assert.That(First(shuffled, c.After), Is.EqualTo(First(rule, c.After)));
    }

    [FsCheck.NUnit.Property(MaxTest = 500, Arbitrary = [typeof(AnyRule)])]
    public void A_period_rule_and_the_selector_rule_that_says_the_same_agree(Case c)
    {
        if (c.Rule is not PeriodRule rule)
            return;

        var said = AsSelectors(rule).SelectMany(part => First(part, c.After)).Order().Take(20);

        Assert.That(First(rule, c.After), Is.EqualTo(said), $"{rule}");
    }

    private static Instant[] First(Rule rule, Instant after) =>
        [.. Occurrences.After(rule.Compile(DateTimeZone.Utc), after).Take(20).Select(o => o.At)];

    private static Selector? Shuffled(Selector? selector) => selector is not { Type: SelectorType.LIST, Values: var values }
        ? selector
        : new(SelectorType.LIST, [.. values.Concat(values).Reverse().Select(v => v.Length == 1 && char.IsAsciiDigit(v[0]) ? $"0{v}" : v)], selector.Interval);

    /// <summary>A day that a month lacks is its last day: said with L in February, and for the 31st in every month.</summary>
    private static IEnumerable<SelectorRule> AsSelectors(PeriodRule rule)
    {
        var hour = A.List($"{rule.Hour}");
        if (rule.Period == ScanPeriod.Daily)
            yield return new SelectorRule(ScheduleType.DAILY, null, null, hour, null, null);
        if (rule.Period == ScanPeriod.Weekly)
            yield return new SelectorRule(ScheduleType.WEEKLY, null, A.List(AnyRule.Weekdays[(rule.DayOfWeek + 6) % 7]), hour, null, "UTC");
        if (rule.Period is ScanPeriod.Daily or ScanPeriod.Weekly)
            yield break;
        var months = rule.Period == ScanPeriod.Quarterly ? A.List("1", "4", "7", "10") : A.List("1", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
        yield return new SelectorRule(ScheduleType.ANNUALLY, months, A.List(rule.DayOfMonth == 31 ? "L" : $"{rule.DayOfMonth}"), hour, null, null);
        if (rule.Period == ScanPeriod.Monthly)
            yield return new SelectorRule(ScheduleType.ANNUALLY, A.List("2"), A.List(rule.DayOfMonth > 28 ? "L" : $"{rule.DayOfMonth}"), hour, null, null);
    }
}
