using System.Text.Json;
using System.Text.Json.Serialization;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>A rule as text, for keeping it in a column: the API's own JSON.</summary>
public static class RuleJson
{
    public static string Write(Rule rule) => rule switch
    {
        PeriodRule period => JsonSerializer.Serialize(PeriodRuleDto.From(period), RuleJsonContext.Default.PeriodRuleDto),
        SelectorRule selector => JsonSerializer.Serialize(SelectorScheduleDto.From(selector), RuleJsonContext.Default.SelectorScheduleDto),
        _ => throw new NotSupportedException(rule.GetType().Name),
    };

    /// <exception cref="JsonException">Not JSON of a rule.</exception>
    /// <exception cref="Domain.InvalidValueException">A rule that means nothing.</exception>
    public static Rule Read(string json) =>
        (JsonSerializer.Deserialize(json, RuleJsonContext.Default.RuleDto) ?? new RuleDto()).ToRule();
}

// Made by the compiler: no reflection, since a hundred thousand rules are read in a burst.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PeriodRuleDto))]
[JsonSerializable(typeof(SelectorScheduleDto))]
[JsonSerializable(typeof(RuleDto))]
internal sealed partial class RuleJsonContext : JsonSerializerContext;
