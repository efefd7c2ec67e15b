using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>A tracker scan's rule: one hour of each day, week, month or quarter, in UTC. A day that the month lacks becomes its last day.</summary>
public sealed record PeriodRule : Rule
{
    private const int QuarterMonths = (1 << 1) | (1 << 4) | (1 << 7) | (1 << 10);
    private const int EveryMonth = 0b1_1111_1111_1110;

    /// <param name="period">How often.</param>
    /// <param name="hour">0 to 23, UTC.</param>
    /// <param name="dayOfWeek">0 (Sunday) to 6 (Saturday); counts for a weekly rule, and is kept otherwise.</param>
    /// <param name="dayOfMonth">1 to 31; counts for a monthly or quarterly rule, and is kept otherwise.</param>
    /// <exception cref="InvalidValueException">scanPeriod, scheduledHour, scheduledDayOfWeek or scheduledDayOfMonth.</exception>
    public PeriodRule(ScanPeriod period, int hour, int dayOfWeek, int dayOfMonth)
    {
        _ = period.Word();
        Period = period;
        Hour = Within("scheduledHour", hour, 0, 23);
        DayOfWeek = Within("scheduledDayOfWeek", dayOfWeek, 0, 6);
        DayOfMonth = Within("scheduledDayOfMonth", dayOfMonth, 1, 31);
    }

    /// <summary>What holds before the first update: monthly, on the 1st at 00:00.</summary>
    public static PeriodRule Default { get; } = new(ScanPeriod.Monthly, 0, 0, 1);

    public ScanPeriod Period { get; }

    public int Hour { get; }

    public int DayOfWeek { get; }

    public int DayOfMonth { get; }

    public override CalendarPattern Compile(DateTimeZone organizationZone) => new(Days(), 1u << Hour, DateTimeZone.Utc, until: null);

    private DaySet Days() => Period switch
    {
        ScanPeriod.Daily => WeekDays.All,
        ScanPeriod.Weekly => new WeekDays(1u << (DayOfWeek == 0 ? 7 : DayOfWeek)),
        ScanPeriod.Monthly => MonthDays.Clamped(EveryMonth, DayOfMonth),
        ScanPeriod.Quarterly => MonthDays.Clamped(QuarterMonths, DayOfMonth),
    };

    private static int Within(string field, int value, int min, int max) =>
        value >= min && value <= max
            ? value
            : throw new InvalidValueException(field, Invariant(value), $"a whole number from {min} to {max}");

    private static string Invariant(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
