using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Schedules.Domain;

namespace Schedules.Application.Common;

/// <summary>A place in a JSON document (RFC 6901): <c>/conflictingAccessCriteria/leftCriteria/criteriaList/0</c>.</summary>
public sealed partial class JsonPointer
{
    private const int MaxSteps = 16;
    private const string Accepted = "a JSON pointer, such as /tags/0, of at most 16 steps";

    private readonly string _text;
    private readonly string[] _steps;

    private JsonPointer(string field, string text, string[] steps) => (Field, _text, _steps) = (field, text, steps);

    /// <summary>The member that held the pointer, for errors.</summary>
    public string Field { get; }

    /// <summary>The first step; null where the pointer means the whole document.</summary>
    public string? Member => _steps.Length == 0 ? null : _steps[0];

    /// <exception cref="InvalidValueException">It is missing, or no pointer.</exception>
    public static JsonPointer Parse(string field, string? text)
    {
        if (text is null || !Pointer().IsMatch(text) || text.Count(c => c == '/') > MaxSteps)
            throw new InvalidValueException(field, text, Accepted);
        return new(field, text, [.. text.Split('/').Skip(1).Select(Unescaped)]);
    }

    public override string ToString() => _text;

    /// <summary>Whether it means a part of what the other means, and not the whole of it.</summary>
    public bool IsInside(JsonPointer other) => _steps.Length > other._steps.Length && _steps.AsSpan(0, other._steps.Length).SequenceEqual(other._steps);

    /// <returns>The value; null where it is null.</returns>
    /// <exception cref="InvalidValueException">There is nothing at this place.</exception>
    public JsonNode? Get(JsonNode document) => Get(document, _steps.Length);

    /// <exception cref="InvalidValueException">There is no object or list to add to, or the list is shorter.</exception>
    public void Add(JsonNode document, JsonNode? value)
    {
        if (Parent(document) is JsonArray list)
            list.Insert(_steps[^1] == "-" ? list.Count : Index(_steps[^1], list.Count), value);
        else
            ((JsonObject)Parent(document))[_steps[^1]] = value;
    }

    /// <exception cref="InvalidValueException">There is nothing at this place.</exception>
    public void Remove(JsonNode document)
    {
        Get(document);
        if (Parent(document) is JsonArray list)
            list.RemoveAt(Index(_steps[^1], list.Count - 1));
        else
            ((JsonObject)Parent(document)).Remove(_steps[^1]);
    }

    /// <exception cref="InvalidValueException">There is nothing at this place.</exception>
    public void Replace(JsonNode document, JsonNode? value)
    {
        Get(document);
        if (Parent(document) is JsonArray list)
            list[Index(_steps[^1], list.Count - 1)] = value;
        else
            ((JsonObject)Parent(document))[_steps[^1]] = value;
    }

    private JsonNode Parent(JsonNode document) =>
        Get(document, _steps.Length - 1) is { } parent and (JsonObject or JsonArray) ? parent : throw Nothing();

    private JsonNode? Get(JsonNode document, int steps)
    {
        JsonNode? node = document;
        foreach (var step in _steps.AsSpan(0, steps))
        {
            node = node switch
            {
                JsonObject members when members.TryGetPropertyValue(step, out var member) => member,
                JsonArray list => list[Index(step, list.Count - 1)],
                _ => throw Nothing(),
            };
        }

        return node;
    }

    private int Index(string step, int max) =>
        ListIndex().IsMatch(step) && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= max
            ? index
            : throw Nothing();

    private InvalidValueException Nothing() => new(Field, _text, "the place of something that is there, or for add a place in it");

    private static string Unescaped(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    [GeneratedRegex("^(/([^~/]|~[01])*)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pointer();

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,8})\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListIndex();
}
