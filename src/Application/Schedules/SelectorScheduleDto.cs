using System.Text.Json.Serialization;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>A selector rule in JSON: the governance API's <c>schedule</c> object. Absent members are left out.</summary>
/// <param name="Type">DAILY, WEEKLY, MONTHLY, CALENDAR or ANNUALLY.</param>
/// <param name="Months">ANNUALLY only.</param>
/// <param name="Days">All but DAILY.</param>
/// <param name="Hours">"0" to "23".</param>
/// <param name="Expiration">ISO-8601, read with any offset, written in UTC with milliseconds.</param>
/// <param name="TimeZoneId">Echoed as sent.</param>
public sealed record SelectorScheduleDto(
    [property: MustBeSent] string? Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SelectorDto? Months,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SelectorDto? Days,
    [property: MustBeSent] SelectorDto? Hours,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Expiration = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TimeZoneId = null)
{
    /// <exception cref="InvalidValueException">Names the member, for example hours.values.</exception>
    public SelectorRule ToRule() => new(
        ScheduleTypes.Parse(Type),
        Read("months", Months),
        Read("days", Days),
        Read("hours", Hours)!,
        Expiration is null ? null : Iso8601.Parse("expiration", Expiration, SelectorRule.LatestExpiration),
        TimeZoneId);

    public static SelectorScheduleDto From(SelectorRule rule) => new(
        rule.Type.Word(),
        SelectorDto.From(rule.Months),
        SelectorDto.From(rule.Days),
        SelectorDto.From(rule.Hours),
        rule.Expiration?.ToIsoMilliseconds(),
        rule.TimeZoneId);

    private static Selector? Read(string field, SelectorDto? selector)
    {
        try
        {
            return selector?.ToSelector();
        }
        catch (InvalidValueException refused)
        {
            throw refused.Within(field);
        }
    }
}
