using System.Text.Json.Serialization;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>A period rule in JSON. A number that is absent has the default's.</summary>
/// <param name="ScanPeriod">daily, weekly, monthly or quarterly.</param>
/// <param name="ScheduledHour">0 to 23, UTC.</param>
/// <param name="ScheduledDayOfWeek">0 (Sunday) to 6.</param>
/// <param name="ScheduledDayOfMonth">1 to 31.</param>
[JsonNumberHandling(JsonNumberHandling.Strict)]
public sealed record PeriodRuleDto(string? ScanPeriod, int? ScheduledHour = null, int? ScheduledDayOfWeek = null, int? ScheduledDayOfMonth = null)
{
    /// <exception cref="Domain.InvalidValueException">Names the member, for example scheduledHour.</exception>
    public PeriodRule ToRule() => new(
        ScanPeriods.Parse(ScanPeriod),
        ScheduledHour ?? PeriodRule.Default.Hour,
        ScheduledDayOfWeek ?? PeriodRule.Default.DayOfWeek,
        ScheduledDayOfMonth ?? PeriodRule.Default.DayOfMonth);

    public static PeriodRuleDto From(PeriodRule rule) => new(rule.Period.Word(), rule.Hour, rule.DayOfWeek, rule.DayOfMonth);
}
