using System.Globalization;
using System.Numerics;

namespace Schedules.Domain.Schedules;

/// <summary>English for numbers of days, months and lists.</summary>
internal static class Words
{
    private const int FewDates = 6;

    public static string Weekday(int day) => CultureInfo.InvariantCulture.DateTimeFormat.DayNames[day % 7];

    public static string Month(int month) => CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[month - 1];

    public static string Hour(int hour) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00");

    /// <summary>1st, 2nd, 3rd, 11th.</summary>
    public static string Ordinal(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}") + (number % 10, number / 10) switch
    {
        (1, not 1) => "st",
        (2, not 1) => "nd",
        (3, not 1) => "rd",
        _ => "th",
    };

    /// <summary>a, b and c.</summary>
    public static string And(IReadOnlyList<string> items) =>
        items.Count == 1 ? items[0] : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";

    /// <summary>All of a few; of many the first ones and how many more.</summary>
    public static string Few(IReadOnlyList<string> items, string noun) => items.Count <= FewDates
        ? And(items)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", items.Take(FewDates - 1))} and {items.Count - FewDates + 1} more {noun}s");

    /// <summary>Each number's name; four or more in a row become one phrase.</summary>
    public static IReadOnlyList<string> Runs(int[] numbers, Func<int, string> name, string run)
    {
        var items = new List<string>();
        for (int first = 0, next; first < numbers.Length; first = next)
        {
            for (next = first + 1; next < numbers.Length && numbers[next] == numbers[next - 1] + 1;)
                next++;
            if (next - first >= 4)
                items.Add(string.Format(CultureInfo.InvariantCulture, run, name(numbers[first]), name(numbers[next - 1])));
            else
                items.AddRange(numbers[first..next].Select(name));
        }

        return items;
    }

    public static int[] Numbers(Selector selector, SelectorUnit unit) =>
        Bits(selector.In(unit).Aggregate(0u, (mask, span) => mask | span.Mask(unit.First, unit.Last)));

    public static int[] Bits(uint mask)
    {
        var bits = new List<int>();
        for (; mask != 0; mask &= mask - 1)
            bits.Add(BitOperations.TrailingZeroCount(mask));
        return [.. bits];
    }
}

/// <summary>English for the hours of a day, as the sentence goes on after its days.</summary>
internal static class HourWords
{
    /// <param name="mask">Bit 0 is 00:00.</param>
    public static string Of(uint mask)
    {
        var hours = Words.Bits(mask);
        if (hours.Length == 24)
            return ", every hour";
        if (hours.Length >= 5 && Step(hours) is { } step)
            return $", every {(step == 1 ? "hour" : $"{step} hours")} from {Words.Hour(hours[0])} to {Words.Hour(hours[^1])}";
        return $" at {Words.And(Words.Runs(hours, Words.Hour, "every hour from {0} to {1}"))}";
    }

    private static int? Step(int[] hours)
    {
        var step = hours[1] - hours[0];
        return hours.Zip(hours.Skip(1)).All(pair => pair.Second - pair.First == step) ? step : null;
    }
}

/// <summary>English for the days of months, as the sentence begins.</summary>
internal static class DayWords
{
    /// <param name="selector">Days of a month.</param>
    /// <param name="months">For example "every month".</param>
    public static string Of(Selector selector, string months)
    {
        var spans = selector.In(SelectorUnit.MonthDay);
        if (spans is [{ Start: var start, End: var end, Step: var step }] && start != end)
            return $"Every {(step == 1 ? "day" : $"{Words.Ordinal(step)} day")} from the {Name(start)} to the {Name(end)} of {months}";
        var fromStart = Words.Bits(spans.Where(span => span.Start > 0).Aggregate(0u, (mask, span) => mask | 1u << span.Start));
        var fromEnd = spans.Where(span => span.Start < 0).Select(span => span.Start).Order();
        var days = Words.And([.. Words.Runs(fromStart, Words.Ordinal, "{0} to {1}"), .. fromEnd.Select(Name)]);
        return $"On the {days} of {months}{(fromStart is [.., > 28] ? " (skipped where the month is shorter)" : "")}";
    }

    private static string Name(int day) => day switch
    {
        -1 => "last day",
        -2 => "last day but one",
        < 0 => string.Create(CultureInfo.InvariantCulture, $"last day but {-1 - day}"),
        _ => Words.Ordinal(day),
    };
}
