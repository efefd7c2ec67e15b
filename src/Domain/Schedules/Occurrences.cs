using System.Numerics;
using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>Walks a pattern. Pure; <see cref="Next"/> allocates nothing once the zone's data near the instant are loaded.</summary>
public static class Occurrences
{
    /// <summary>The last local day that is looked at: short of the end of time, so that no offset leads past it.</summary>
    internal static readonly LocalDate LastDay = new(9999, 12, 20);

    private static readonly Instant _first = Instant.FromUtc(-9998, 1, 3, 0, 0);
    private static readonly Duration _day = Duration.FromDays(1);
    private static readonly Instant _last = Instant.FromUtc(9999, 12, 20, 0, 0);

    /// <summary>The first occurrence strictly after an instant; null where none follows. Any instant will do.</summary>
    public static Instant? Next(CalendarPattern pattern, Instant after) => Find(pattern, after, out var at, out _) ? at : null;

    /// <summary>The occurrences strictly after an instant, in order, one by one as they are asked for.</summary>
    public static IEnumerable<Occurrence> After(CalendarPattern pattern, Instant after)
    {
        while (Find(pattern, after, out var at, out var named))
        {
            yield return new Occurrence(at, at.InZone(pattern.Zone).ToOffsetDateTime(), NoteOn(pattern, named));
            after = at;
        }
    }

    private static bool Find(CalendarPattern pattern, Instant after, out Instant at, out LocalDateTime named)
    {
        (at, named) = (default, default);
        if (after >= _last)
            return false;
        var from = Instant.Max(after, _first);
        // Earlier hours than the clock shows are behind: the clock has shown them, or jumped over them.
        var now = from.WithOffset(pattern.Zone.GetUtcOffset(from)).LocalDateTime;
        var today = now.Date;
        for (var next = pattern.Days.OnOrAfter(today); next is { } day && day <= LastDay; next = pattern.Days.OnOrAfter(day.PlusDays(1)))
        {
            var hours = day == today ? pattern.Hours >> now.Hour << now.Hour : pattern.Hours;
            for (; hours != 0; hours &= hours - 1)
            {
                named = day.At(new LocalTime(BitOperations.TrailingZeroCount(hours), 0));
                at = FirstShowing(pattern.Zone, named);
                if (at > after)
                    return !(at > pattern.Until);
            }
        }

        return false;
    }

    /// <summary>
    /// The first instant at which the zone's clock shows a local time or a later one: the earlier of two where the clock is set back,
    /// the end of the gap where it is set forward.
    /// </summary>
    private static Instant FirstShowing(DateTimeZone zone, LocalDateTime local)
    {
        // No offset reaches a day, so a day before, the clock has yet to show it.
        var interval = zone.GetZoneInterval(local.WithOffset(Offset.Zero).ToInstant() - _day);
        var at = local.WithOffset(interval.WallOffset).ToInstant();
        while (interval.HasEnd && at >= interval.End)
        {
            interval = zone.GetZoneInterval(interval.End);
            at = local.WithOffset(interval.WallOffset).ToInstant();
        }

        return interval.Contains(at) ? at : interval.Start;
    }

    private static OccurrenceNote? NoteOn(CalendarPattern pattern, LocalDateTime named) => pattern.Zone.MapLocal(named).Count switch
    {
        0 => OccurrenceNote.Gap,
        2 => OccurrenceNote.Overlap,
        _ => pattern.Days.StandsIn(named.Date) ? OccurrenceNote.LastDay : null,
    };
}
