using System.Text.Json.Serialization;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>A rule of either language in JSON, told by its members: scanPeriod makes it a period rule, type a selector rule.</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
public sealed record RuleDto
{
    public string? ScanPeriod { get; init; }

    public int? ScheduledHour { get; init; }

    public int? ScheduledDayOfWeek { get; init; }

    public int? ScheduledDayOfMonth { get; init; }

    public string? Type { get; init; }

    public SelectorDto? Months { get; init; }

    public SelectorDto? Days { get; init; }

    public SelectorDto? Hours { get; init; }

    public string? Expiration { get; init; }

    public string? TimeZoneId { get; init; }

    /// <exception cref="InvalidValueException">Names the member from the object that holds the rule, for example rule.hours.values.</exception>
    public Rule ToRule()
    {
        try
        {
            return TheOneToldByItsMembers();
        }
        catch (InvalidValueException refused)
        {
            throw refused.Within("rule");
        }
    }

    private Rule TheOneToldByItsMembers() => (ScanPeriod, Type) switch
    {
        (not null, null) => new PeriodRuleDto(ScanPeriod, ScheduledHour, ScheduledDayOfWeek, ScheduledDayOfMonth).ToRule(),
        (null, not null) => new SelectorScheduleDto(Type, Months, Days, Hours, Expiration, TimeZoneId).ToRule(),
        (null, null) => throw new InvalidValueException("type", null, "there for a selector rule, or scanPeriod for a period rule"),
        _ => throw new InvalidValueException("type", Type, "absent where scanPeriod makes it a period rule"),
    };
}
