using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>A rule as text, for keeping it in a column: the API's own JSON.</summary>
public static class RuleJson
{
    public static string Write(Rule rule) => rule switch
    {
        PeriodRule period => JsonSerializer.Serialize(PeriodRuleDto.From(period), RuleJsonContext.Default.PeriodRuleDto),
        SelectorRule selector => JsonSerializer.Serialize(SelectorScheduleDto.From(selector), RuleJsonContext.Default.SelectorScheduleDto),
        UnreadableRule unreadable => unreadable.Text,
        _ => throw new NotSupportedException(rule.GetType().Name),
    };

    private const int MostKept = 10_000;

    // A hundred thousand schedules have a few hundred rules between them, and a rule never changes: the same text is read once.
    private static readonly ConcurrentDictionary<string, Rule> _kept = new(StringComparer.Ordinal);

    /// <summary>The rule, or an <see cref="UnreadableRule"/>: one row that is not understood must not stop a query over all of them.</summary>
    public static Rule Read(string json) => _kept.TryGetValue(json, out var rule) ? rule : Keep(json);

    private static Rule Keep(string json)
    {
        if (_kept.Count >= MostKept)
            _kept.Clear();
        return _kept.GetOrAdd(json, Parse);
    }

    private static Rule Parse(string json)
    {
        try
        {
            return (JsonSerializer.Deserialize(json, RuleJsonContext.Default.RuleDto) ?? new RuleDto()).ToRule();
        }
        catch (Exception exception) when (exception is JsonException or InvalidValueException)
        {
            return new UnreadableRule(json, exception.Message);
        }
    }

    /// <summary>The rule in the JSON of its own API; one that is not understood any more as its text.</summary>
    public static JsonNode Show(Rule rule) => rule is UnreadableRule broken ? JsonValue.Create(broken.Text) : JsonNode.Parse(Write(rule))!;

    /// <summary>A selector rule as it was sent, also where it is not understood any more.</summary>
    public static SelectorScheduleDto ReadSelector(Rule rule) =>
        JsonSerializer.Deserialize(Write(rule), RuleJsonContext.Default.SelectorScheduleDto)!;
}

// Made by the compiler: no reflection, since a hundred thousand rules are read in a burst.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PeriodRuleDto))]
[JsonSerializable(typeof(SelectorScheduleDto))]
[JsonSerializable(typeof(RuleDto))]
internal sealed partial class RuleJsonContext : JsonSerializerContext;
