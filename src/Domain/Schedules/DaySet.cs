using System.Numerics;

namespace Schedules.Domain.Schedules;

/// <summary>Which local days a rule runs on. A few days before the calendar's end are not asked for.</summary>
internal abstract class DaySet
{
    /// <summary>The first day of the set that is not before <paramref name="day"/>; null where none is left.</summary>
    public abstract DateOnly? OnOrAfter(DateOnly day);

    /// <summary>Whether the day stands in for a later one that its month lacks.</summary>
    public virtual bool StandsIn(DateOnly day) => false;
}

/// <param name="mask">Bit 1 is Monday, bit 7 Sunday; at least one is set.</param>
internal sealed class WeekDays(uint mask) : DaySet
{
    // Bit 0 is Sunday, and twice the week, so that the search runs past Saturday without turning around.
    private readonly uint _fortnight = (mask >> 7) | mask | (mask << 7);

    public static WeekDays All { get; } = new(0b1111_1110);

    public override DateOnly? OnOrAfter(DateOnly day) =>
        day.AddDays(BitOperations.TrailingZeroCount(_fortnight >> (int)day.DayOfWeek));
}

/// <summary>Single dates, in order.</summary>
internal sealed class Dates(IEnumerable<DateOnly> dates) : DaySet
{
    private readonly DateOnly[] _dates = [.. dates.Distinct().Order()];

    public override DateOnly? OnOrAfter(DateOnly day)
    {
        var index = Array.BinarySearch(_dates, day);
        index = index < 0 ? ~index : index;
        return index < _dates.Length ? _dates[index] : null;
    }
}
