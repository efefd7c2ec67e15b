using System.Globalization;
using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>What a change of the clock made of an occurrence, in words.</summary>
public static class ClockChange
{
    /// <summary>For example "02:00 does not exist on 2026-03-29 in Europe/Berlin; due at 03:00 instead".</summary>
    /// <param name="pattern">The rule's.</param>
    /// <param name="at">An occurrence of it.</param>
    /// <returns>Null where the clock did not jump over the hour.</returns>
    public static string? Of(CalendarPattern pattern, Instant at)
    {
        if (Occurrences.JumpedOver(pattern, at) is not { } named)
            return null;
        var (day, shown) = (named.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), at.InZone(pattern.Zone).TimeOfDay);
        return $"{Hour(named.TimeOfDay)} does not exist on {day} in {pattern.Zone.Id}; due at {Hour(shown)} instead";
    }

    /// <summary>What became of a local time on the day of a change, as a sentence with a blank after it; empty where nothing did.</summary>
    /// <param name="zone">Whose clock.</param>
    /// <param name="named">The local time that was asked about.</param>
    /// <param name="at">The instant that was meant by it.</param>
    internal static string Sentence(DateTimeZone zone, LocalDateTime named, Instant at)
    {
        var (mapping, day) = (zone.MapLocal(named), named.ToString("d MMMM uuuu", CultureInfo.InvariantCulture));
        return mapping.Count switch
        {
            0 => $"{Hour(named.TimeOfDay)} does not exist on {day} in {zone.Id}: the clock was set forward from "
                + $"{Hour(mapping.EarlyInterval.IsoLocalEnd.TimeOfDay)} to {Hour(mapping.LateInterval.IsoLocalStart.TimeOfDay)}. ",
            2 => $"{Hour(named.TimeOfDay)} comes twice on {day} in {zone.Id}, as the clock was set back; "
                + $"this is the {(at == mapping.First().ToInstant() ? "first" : "second")} time. ",
            _ => "",
        };
    }

    internal static string Hour(LocalTime time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
