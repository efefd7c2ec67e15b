using System.Text.Json.Serialization;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>A selector in JSON.</summary>
/// <param name="Type">LIST or RANGE.</param>
/// <param name="Values">Strings, numbers too.</param>
/// <param name="Interval">The step; absent is 1.</param>
public sealed record SelectorDto(
    [property: MustBeSent] string? Type,
    [property: MustBeSent] IReadOnlyList<string>? Values,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonNumberHandling(JsonNumberHandling.Strict)] int? Interval = null)
{
    /// <exception cref="Domain.InvalidValueException">type or values.</exception>
    public Selector ToSelector() => new(SelectorTypes.Parse(Type), Values!, Interval);

    public static SelectorDto? From(Selector? selector) =>
        selector is null ? null : new(selector.Type.Word(), selector.Values, selector.Interval);
}
