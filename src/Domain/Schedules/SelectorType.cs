namespace Schedules.Domain.Schedules;

/// <summary>LIST: each value itself. RANGE: two values and what lies between. Named as on the wire.</summary>
public enum SelectorType
{
    LIST,
    RANGE,
}

/// <summary>The wire words: LIST, RANGE.</summary>
public static class SelectorTypes
{
    private static readonly WireWords<SelectorType> _words = new("type", type => type.ToString());

    /// <exception cref="InvalidValueException">type: missing or another word.</exception>
    public static SelectorType Parse(string? word) => _words.Parse(word);

    /// <summary>The word that stands for it in JSON.</summary>
    public static string Word(this SelectorType type) => _words.Of(type);
}
