using System.Numerics;
using NodaTime;
using NodaTime.TimeZones;

namespace Schedules.Domain.Schedules;

/// <summary>
/// Walks a pattern. Pure; <see cref="Next"/> allocates nothing once the zone's data near the instant are loaded.
/// Occurrences lie in the years 1 to 9999, as far as databases and .NET go, short of a few days at either end.
/// </summary>
public static class Occurrences
{
    private const long SecondsOfDay = 86_400;

    private static readonly DateOnly _lastDay = new(9999, 12, 20);
    private static readonly Instant _first = Instant.FromUtc(1, 1, 10, 0, 0);
    private static readonly Instant _last = Instant.FromUtc(9999, 12, 20, 0, 0);
    private static readonly Duration _day = Duration.FromDays(1);
    private static readonly long _epoch = new DateOnly(1970, 1, 1).DayNumber * SecondsOfDay;

    /// <summary>The first occurrence strictly after an instant; null where none follows. Any instant will do.</summary>
    public static Instant? Next(CalendarPattern pattern, Instant after) =>
        Find(pattern, after, out var at, out _) ? Instant.FromUnixTimeSeconds(at) : null;

    /// <summary>The occurrences strictly after an instant, in order, one by one as they are asked for.</summary>
    public static IEnumerable<Occurrence> After(CalendarPattern pattern, Instant after)
    {
        while (Find(pattern, after, out var at, out var named))
        {
            after = Instant.FromUnixTimeSeconds(at);
            yield return new Occurrence(after, after.InZone(pattern.Zone).ToOffsetDateTime(), NoteOn(pattern, named));
        }
    }

    /// <summary>The last occurrence strictly after an instant and up to another, inclusive; null where there is none.</summary>
    public static Instant? Last(CalendarPattern pattern, Instant after, Instant until)
    {
        for (var span = _day; after < until; span += span)
        {
            // Mostly it is near: looked for in spans twice as long each time, and walked through forwards.
            var from = span < until - after ? until - span : after;
            Instant? last = null;
            for (var next = Next(pattern, from); next <= until; next = Next(pattern, next.Value))
                last = next;
            if (last is not null || from == after)
                return last;
        }

        return null;
    }

    /// <summary>The local hour by which a pattern names an occurrence, where it does not exist as the clock jumped over it; null mostly.</summary>
    public static LocalDateTime? JumpedOver(CalendarPattern pattern, Instant at)
    {
        var interval = pattern.Zone.GetZoneInterval(at);
        if (!interval.HasStart || interval.Start != at || !Find(pattern, at - Duration.Epsilon, out var found, out var named))
            return null;
        var local = Instant.FromUnixTimeSeconds(named).InUtc().LocalDateTime;
        return found == at.ToUnixTimeSeconds() && pattern.Zone.MapLocal(local).Count == 0 ? local : null;
    }

    /// <param name="pattern">The pattern.</param>
    /// <param name="after">Any instant.</param>
    /// <param name="at">The occurrence, in seconds since 1970.</param>
    /// <param name="named">The local hour by which the pattern names it, in seconds since 1970 by the zone's clock.</param>
    private static bool Find(CalendarPattern pattern, Instant after, out long at, out long named)
    {
        (at, named) = (default, default);
        if (after >= _last)
            return false;
        var from = Instant.Max(after, _first);
        var now = from.ToUnixTimeSeconds();
        var interval = pattern.Zone.GetZoneInterval(from);
        var offset = interval.WallOffset.Seconds;
        // Mostly the clock is not changed between the two, nor was it shortly before.
        var steadyUntil = SteadyUntil(interval, now);
        // Earlier hours than the clock shows are behind: the clock has shown them, or jumped over them.
        var clock = (ulong)(now + offset + _epoch);
        var today = DateOnly.FromDayNumber((int)(clock / SecondsOfDay));
        var hour = (int)(clock % SecondsOfDay) / 3600;
        for (var next = pattern.Days.OnOrAfter(today); next is { } day && day <= _lastDay; next = pattern.Days.OnOrAfter(day.AddDays(1)))
        {
            var hours = day == today ? pattern.Hours >> hour << hour : pattern.Hours;
            for (; hours != 0; hours &= hours - 1)
            {
                named = (day.DayNumber * SecondsOfDay) + (BitOperations.TrailingZeroCount(hours) * 3600) - _epoch;
                at = named - offset;
                if (at >= steadyUntil)
                    at = FirstShowing(pattern.Zone, named).ToUnixTimeSeconds();
                if (at > now)
                    return at <= pattern.UntilSeconds;
            }
        }

        return false;
    }

    private static long SteadyUntil(ZoneInterval interval, long now)
    {
        if (interval.HasStart && interval.Start.ToUnixTimeSeconds() > now - (7 * SecondsOfDay))
            return long.MinValue;
        return interval.HasEnd ? interval.End.ToUnixTimeSeconds() : long.MaxValue;
    }

    /// <summary>
    /// The first instant at which the zone's clock shows a local time or a later one: the earlier of two where the clock is set back,
    /// the end of the gap where it is set forward.
    /// </summary>
    private static Instant FirstShowing(DateTimeZone zone, long local)
    {
        // No offset reaches a day, so a day before, the clock has yet to show it.
        var interval = zone.GetZoneInterval(Instant.FromUnixTimeSeconds(local) - _day);
        var at = Instant.FromUnixTimeSeconds(local - interval.WallOffset.Seconds);
        while (interval.HasEnd && at >= interval.End)
        {
            interval = zone.GetZoneInterval(interval.End);
            at = Instant.FromUnixTimeSeconds(local - interval.WallOffset.Seconds);
        }

        return interval.Contains(at) ? at : interval.Start;
    }

    private static OccurrenceNote? NoteOn(CalendarPattern pattern, long named)
    {
        var local = Instant.FromUnixTimeSeconds(named).InUtc().LocalDateTime;
        return pattern.Zone.MapLocal(local).Count switch
        {
            0 => OccurrenceNote.Gap,
            2 => OccurrenceNote.Overlap,
            _ => pattern.Days.StandsIn(local.Date.ToDateOnly()) ? OccurrenceNote.LastDay : null,
        };
    }
}
