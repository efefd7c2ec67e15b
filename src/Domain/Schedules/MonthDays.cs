using System.Numerics;

namespace Schedules.Domain.Schedules;

/// <summary>Days of months, as one mask a month (bit 1 is the 1st), worked out beforehand for each month and for the leap February.</summary>
internal sealed class MonthDays : DaySet
{
    // A 29 February is at most eight years away (1896 to 1904, 2096 to 2104); what is not found by then never comes.
    private const int SearchedMonths = 8 * 12;
    private const int LeapFebruary = 0;

    private readonly uint[] _masks = new uint[13];
    private readonly int _wanted;

    /// <param name="maskOf">Which days of a month: its number, its length.</param>
    public MonthDays(Func<int, int, uint> maskOf)
        : this(maskOf, wanted: 0)
    {
    }

    private MonthDays(Func<int, int, uint> maskOf, int wanted)
    {
        _wanted = wanted;
        _masks[LeapFebruary] = maskOf(2, 29);
        for (var month = 1; month <= 12; month++)
            _masks[month] = maskOf(month, DateTime.DaysInMonth(2001, month));
    }

    /// <summary>One day of each of the months, or the month's last day where it is shorter.</summary>
    /// <param name="months">Bit 1 is January.</param>
    /// <param name="day">1 to 31.</param>
    public static MonthDays Clamped(int months, int day) =>
        new((month, length) => ((months >> month) & 1) == 1 ? 1u << Math.Min(day, length) : 0, day);

    public override DateOnly? OnOrAfter(DateOnly day)
    {
        var (year, month, dayOfMonth) = day;
        var left = MaskOf(year, month) >> dayOfMonth;
        return left != 0 ? day.AddDays(BitOperations.TrailingZeroCount(left)) : InMonthsAfter(year, month);
    }

    public override bool StandsIn(DateOnly day) => day.Day < _wanted;

    private DateOnly? InMonthsAfter(int year, int month)
    {
        for (var searched = 0; searched <= SearchedMonths; searched++)
        {
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
            if (year > DateOnly.MaxValue.Year)
                break;
            if (MaskOf(year, month) is var mask and not 0)
                return new DateOnly(year, month, BitOperations.TrailingZeroCount(mask));
        }

        return null;
    }

    private uint MaskOf(int year, int month) =>
        _masks[month == 2 && DateTime.IsLeapYear(year) ? LeapFebruary : month];
}
