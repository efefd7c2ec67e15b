using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>What both rule languages mean: which local days, which hours, in which zone, until when. Immutable.</summary>
public sealed class CalendarPattern
{
    internal CalendarPattern(DaySet days, uint hours, DateTimeZone zone, Instant? until)
    {
        Days = days;
        Hours = hours;
        Zone = zone;
        Until = until;
        UntilSeconds = until?.ToUnixTimeSeconds() ?? long.MaxValue;
    }

    internal DaySet Days { get; }

    /// <summary>The same in seconds since 1970: occurrences are whole seconds.</summary>
    internal long UntilSeconds { get; }

    /// <summary>24 bits: bit 0 is 00:00, bit 23 is 23:00, local.</summary>
    public uint Hours { get; }

    public DateTimeZone Zone { get; }

    /// <summary>The last instant at which a run is due; null without end.</summary>
    public Instant? Until { get; }
}
