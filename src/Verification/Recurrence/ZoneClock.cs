using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Schedules.Verification.Recurrence;

/// <summary>
/// What the clock of a zone shows, as .NET's <see cref="TimeZoneInfo"/> tells it. It is only asked for the offset of an instant of UTC: what it says
/// about local times (invalid, ambiguous) is wrong where winter is the exception, as in Dublin.
/// </summary>
internal sealed partial class ZoneClock
{
    private static readonly ConcurrentDictionary<string, ZoneClock> _kept = new(StringComparer.Ordinal);

    private readonly Func<DateTime, TimeSpan> _offsetAt;

    private ZoneClock(Func<DateTime, TimeSpan> offsetAt) => _offsetAt = offsetAt;

    public static ZoneClock Utc { get; } = Fixed(TimeSpan.Zero);

    /// <param name="id">A name of tzdb, or one of the fixed ones: GMT-06:00, UTC+5, EST.</param>
    /// <exception cref="FormatException">The name is not known here.</exception>
    public static ZoneClock Of(string id) => _kept.GetOrAdd(id, Make);

    /// <summary>The first instant at which the clock shows a local time or a later one.</summary>
    /// <returns>The earlier of two where the clock is set back, the end of the gap where it is set forward; to the minute.</returns>
    public DateTime FirstShowing(DateTime local)
    {
        // No offset reaches a day: a day before, the clock has yet to show it. And no clock is changed forth and back within two days.
        var (before, after) = (AsUtc(local.AddDays(-1)), AsUtc(local.AddDays(1)));
        if (_offsetAt(before) == _offsetAt(after))
            return AsUtc(local - _offsetAt(before));
        var at = before;
        while (at + _offsetAt(at) < local)
            at = at.AddMinutes(1);
        return at;
    }

    private static ZoneClock Make(string id) => id switch
    {
        "UTC" or "GMT" => Utc,
        "EST" => Fixed(TimeSpan.FromHours(-5)),
        "MST" => Fixed(TimeSpan.FromHours(-7)),
        "HST" => Fixed(TimeSpan.FromHours(-10)),
        "CST" => Place("America/Chicago"),
        "PST" => Place("America/Los_Angeles"),
        _ when FromUtc().Match(id) is { Success: true } hours => Fixed(Offset(hours)),
        _ => Place(id),
    };

    private static ZoneClock Fixed(TimeSpan offset) => new(_ => offset);

    private static ZoneClock Place(string id)
    {
        try
        {
            return new ZoneClock(TimeZoneInfo.FindSystemTimeZoneById(id).GetUtcOffset);
        }
        catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException)
        {
            throw new FormatException($"time zone {id}", unknown);
        }
    }

    private static TimeSpan Offset(Match hours)
    {
        var minutes = hours.Groups["minutes"] is { Success: true, Value: var text } ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        var offset = new TimeSpan(int.Parse(hours.Groups["hours"].Value, CultureInfo.InvariantCulture), minutes, 0);
        return hours.Groups["sign"].Value == "-" ? -offset : offset;
    }

    private static DateTime AsUtc(DateTime at) => DateTime.SpecifyKind(at, DateTimeKind.Utc);

    [GeneratedRegex(
        @"^(GMT|UTC)(?<sign>[+-])((?<hours>\d|0\d|1[0-8])|(?<hours>0\d|1[0-7]):(?<minutes>[0-5]\d)|(?<hours>18):(?<minutes>00))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FromUtc();
}
