using System.Globalization;
using System.Runtime.InteropServices;

namespace Schedules.Domain.Schedules;

/// <summary>
/// What a selector's values are written in. A value reads as a number of the unit; a negative one counts from the unit's end
/// (−1 is the last), which is how a month's "L" fits in.
/// </summary>
internal sealed record SelectorUnit(int First, int Last, string Accepted, Func<string, int?> Read)
{
    private static readonly string[] _weekdays = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    public static SelectorUnit Hour { get; } = new(0, 23, "hours \"0\" to \"23\", as strings", text => Number(text, 0, 23));

    public static SelectorUnit Month { get; } = new(1, 12, "months \"1\" to \"12\", as strings", text => Number(text, 1, 12));

    public static SelectorUnit Weekday { get; } = new(1, 7, $"weekdays {string.Join(", ", _weekdays)}", ReadWeekday);

    public static SelectorUnit MonthDay { get; } = new(
        1, 31, "days \"1\" to \"31\", \"L\" (the last day), or \"L-1\" to \"L-30\" (days before it), as strings", ReadMonthDay);

    /// <summary>One or two ASCII digits, so one leading zero is fine; null for anything else.</summary>
    public static int? Number(ReadOnlySpan<char> text, int min, int max) =>
        text.Length <= 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : null;

    private static int? ReadWeekday(string text)
    {
        var index = Array.IndexOf(_weekdays, text);
        return index < 0 ? null : index + 1;
    }

    private static int? ReadMonthDay(string text) => text switch
    {
        "L" => -1,
        ['L', '-', .. var before] => -1 - Number(before, 1, 30),
        _ => Number(text, 1, 31),
    };
}

/// <summary>From one number in steps to another, both included; negative numbers count from the unit's end.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SelectorSpan(int Start, int End, int Step)
{
    /// <summary>The numbers as bits. What the unit lacks this time (the 31st of April) is left out.</summary>
    public uint Mask(int first, int last)
    {
        var mask = 0u;
        for (long number = Resolve(Start, last), end = Resolve(End, last); number <= end; number += Step)
        {
            if (number >= first && number <= last)
                mask |= 1u << (int)number;
        }

        return mask;
    }

    private static int Resolve(int number, int last) => number < 0 ? last + 1 + number : number;
}
