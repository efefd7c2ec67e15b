using System.Numerics;
using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>Which local days a rule runs on. Days are asked for up to <see cref="Occurrences.LastDay"/>.</summary>
internal abstract class DaySet
{
    /// <summary>The first day of the set that is not before <paramref name="day"/>; null where none is left.</summary>
    public abstract LocalDate? OnOrAfter(LocalDate day);

    /// <summary>Whether the day stands in for a later one that its month lacks.</summary>
    public virtual bool StandsIn(LocalDate day) => false;
}

/// <param name="mask">Bit 1 is Monday, bit 7 Sunday; at least one is set.</param>
internal sealed class WeekDays(uint mask) : DaySet
{
    // Twice the week, so that the search runs past Sunday without turning around.
    private readonly uint _fortnight = mask | (mask << 7);

    public static WeekDays All { get; } = new(0b1111_1110);

    public override LocalDate? OnOrAfter(LocalDate day)
    {
        var ahead = BitOperations.TrailingZeroCount(_fortnight >> (int)day.DayOfWeek);
        return ahead == 0 ? day : day.PlusDays(ahead);
    }
}

/// <summary>Single dates, in order.</summary>
internal sealed class Dates(IEnumerable<LocalDate> dates) : DaySet
{
    private readonly LocalDate[] _dates = [.. dates.Distinct().Order()];

    public override LocalDate? OnOrAfter(LocalDate day)
    {
        var index = Array.BinarySearch(_dates, day);
        index = index < 0 ? ~index : index;
        return index < _dates.Length ? _dates[index] : null;
    }
}
