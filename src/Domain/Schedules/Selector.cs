using System.Globalization;

namespace Schedules.Domain.Schedules;

/// <summary>Picks numbers, weekdays or dates. Holds what was sent; what the values mean is judged by the rule that uses it.</summary>
public sealed record Selector
{
    public const int MaxValues = 1000;
    public const int MaxValueLength = 32;

    /// <param name="type">LIST or RANGE.</param>
    /// <param name="values">At most 1000 texts of at most 32 characters.</param>
    /// <param name="interval">The step; null is 1.</param>
    /// <exception cref="InvalidValueException">type or values.</exception>
    public Selector(SelectorType type, IReadOnlyList<string> values, int? interval)
    {
        _ = type.Word();
        if (values is null || values.Count > MaxValues)
            throw new InvalidValueException("values", values is null ? null : $"{values.Count} values", $"a list of at most {MaxValues} strings");
        foreach (var value in values)
        {
            if (value is null || value.Length > MaxValueLength)
                throw new InvalidValueException("values", Shorten(value), $"a list of strings of at most {MaxValueLength} characters");
        }

        (Type, Values, Interval) = (type, [.. values], interval);
    }

    public SelectorType Type { get; }

    /// <summary>As sent: leading zeros, order and duplicates too.</summary>
    public IReadOnlyList<string> Values { get; }

    public int? Interval { get; }

    public bool Equals(Selector? other) =>
        other is not null && Type == other.Type && Interval == other.Interval && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(HashCode.Combine(Type, Interval), HashCode.Combine);

    /// <summary>What may be quoted in an error of what was sent.</summary>
    internal static string? Shorten(string? text) => text is { Length: > 64 } ? $"{text.AsSpan(0, 64)}…" : text;

    /// <summary>The selector in numbers of a unit.</summary>
    /// <exception cref="InvalidValueException">values or interval.</exception>
    internal SelectorSpan[] In(SelectorUnit unit)
    {
        var step = Interval ?? 1;
        if (step < 1)
            throw BadInterval("a whole number from 1, or absent");
        var numbers = Read(unit.Accepted, unit.Read);
        return Type == SelectorType.RANGE ? [Range(numbers, step)] : List([.. numbers.Distinct()], step);
    }

    /// <summary>The selector as a LIST of dates.</summary>
    /// <exception cref="InvalidValueException">type, values or interval.</exception>
    internal T[] Dates<T>(string accepted, Func<string, T?> read)
        where T : struct
    {
        if (Type != SelectorType.LIST)
            throw new InvalidValueException("type", Type.Word(), $"LIST for {accepted}");
        if (Interval is not (null or 1))
            throw BadInterval($"absent or 1 for {accepted}");
        return Read(accepted, read);
    }

    private static SelectorSpan[] List(int[] distinct, int step) => (distinct, step) switch
    {
        (_, 1) => Array.ConvertAll(distinct, number => new SelectorSpan(number, number, 1)),
        ([var start], _) => [new SelectorSpan(start, -1, step)],
        _ => throw new InvalidValueException("interval", step.ToString(CultureInfo.InvariantCulture), "absent or 1 for a LIST of several values"),
    };

    /// <summary>Ends of one kind can be compared here; a 20th with an "L-5" only month by month.</summary>
    private SelectorSpan Range(int[] numbers, int step) => numbers switch
    {
        [var start, var end] when int.IsNegative(start) != int.IsNegative(end) || start <= end => new SelectorSpan(start, end, step),
        _ => throw new InvalidValueException("values", Quoted(), "exactly two values for a RANGE, the start not after the end"),
    };

    private T[] Read<T>(string accepted, Func<string, T?> read)
        where T : struct
    {
        if (Values.Count == 0)
            throw new InvalidValueException("values", "", $"a list of {accepted}");
        var result = new T[Values.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = read(Values[i]) ?? throw new InvalidValueException("values", Values[i], $"a list of {accepted}");
        return result;
    }

    private InvalidValueException BadInterval(string accepted) =>
        new("interval", Interval?.ToString(CultureInfo.InvariantCulture), accepted);

    private string? Quoted() => Shorten(string.Join(", ", Values));
}
