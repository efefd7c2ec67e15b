using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Schedules.Domain;

namespace Schedules.Application.Common;

/// <summary>Instants in JSON: read with any offset, written in UTC.</summary>
public static class Iso8601
{
    private const int MaxLength = 40;

    private static readonly OffsetDateTimePattern[] _patterns =
    [
        Pattern("o<Z+HH:mm>"), // Z, +00:00
        Pattern("o<+HHmm>"),
        Pattern("o<+HH>"),
    ];

    private static readonly Instant _first = Instant.FromUtc(1, 1, 1, 0, 0);
    private static readonly Instant _end = Instant.FromUtc(9999, 1, 1, 0, 0);

    private static readonly Duration _margin = Duration.FromDays(2);
    private static readonly Duration _second = Duration.FromSeconds(1);

    private static readonly InstantPattern _milliseconds = InstantPattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm:ss.fff'Z'");

    /// <param name="field">The member's name, for the error.</param>
    /// <param name="text">For example 2018-06-25T20:22:28.104Z or 2038-01-19T03:14:07+0000.</param>
    /// <param name="latest">The last that is accepted; null for any that can be stored.</param>
    /// <exception cref="InvalidValueException">Another shape, a date that does not exist, no offset, or too early or late.</exception>
    public static Instant Parse(string field, string text, Instant? latest = null)
    {
        var instant = Read(field, text);
        return instant.IsInRange() && !(instant > latest) ? instant : throw Beyond(field, text, _first, latest ?? _end - _second);
    }

    /// <summary>As <see cref="Parse"/>, of a query string: there a plus sign that nobody escaped arrives as a blank.</summary>
    public static Instant ParseQuery(string field, string text) => Parse(field, text.Replace(' ', '+'));

    /// <summary>As <see cref="ParseQuery"/>, of a period's end: nothing is due after what can be stored, so a later one means the same.</summary>
    public static Instant ParseQueryEnd(string field, string text) =>
        Read(field, text.Replace(' ', '+')) >= _end ? _end : ParseQuery(field, text);

    /// <summary>A date and time of a query string, with its offset or without one.</summary>
    /// <exception cref="InvalidValueException">Another shape, or a date that does not exist.</exception>
    public static (LocalDateTime Local, Offset? Offset) ParseMoment(string field, string? text)
    {
        var sent = text?.Replace(' ', '+') ?? "";
        var moment = Shaped(sent);
        var (local, offset) = (moment?.LocalDateTime ?? Local(field, text, sent), moment?.Offset);
        return IsFarFromTheEnds(local) ? (local, offset) : throw Beyond(field, sent, _first + _margin, _end - _margin - _second);
    }

    /// <summary>Whether databases can hold it and four digits can say its year.</summary>
    public static bool IsInRange(this Instant instant) => instant >= _first && instant < _end;

    /// <summary>UTC with milliseconds, as 2018-06-25T20:22:28.104Z.</summary>
    public static string ToIsoMilliseconds(this Instant instant) => _milliseconds.Format(instant);

    /// <summary>UTC, with as many fractional digits as there are: 2018-06-25T20:22:28Z.</summary>
    public static string ToIso(this Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>The local time with its offset: 2026-03-08T03:00:00-04:00; old local mean times have seconds in the offset too.</summary>
    public static string ToIso(this OffsetDateTime moment) =>
        moment.ToString(moment.Offset.Seconds % 60 == 0 ? "uuuu-MM-ddTHH:mm:sso<+HH:mm>" : "uuuu-MM-ddTHH:mm:sso<+HH:mm:ss>", CultureInfo.InvariantCulture);

    private static Instant Read(string field, string text) => Shaped(text) is { } moment
        ? InstantOf(moment)
        : throw new InvalidValueException(
            field, Shortened(text), "a date and time with an offset, such as 2026-03-07T12:00:00Z or 2026-03-07T12:00:00+0000");

    private static LocalDateTime Local(string field, string? text, string sent) =>
        LocalDateTimePattern.ExtendedIso.Parse(sent) is { Success: true, Value: var local }
        ? local
        : throw new InvalidValueException(
            field, Shortened(text),
            "a date and time such as 2026-03-07T12:00:00Z or 2026-03-07T12:00:00+01:00; without an offset it is read in the schedule's zone");

    private static OffsetDateTime? Shaped(string text)
    {
        foreach (var pattern in text.Length > MaxLength ? [] : _patterns)
        {
            if (pattern.Parse(text) is { Success: true, Value: var moment })
                return moment;
        }

        return null;
    }

    // The last hours of 9999 west of Greenwich are no instants any more.
    private static Instant InstantOf(OffsetDateTime moment) =>
        Instant.Min(moment.LocalDateTime.InUtc().ToInstant(), _end + _margin) - Duration.FromSeconds(moment.Offset.Seconds);

    private static InvalidValueException Beyond(string field, string text, Instant first, Instant last) =>
        new(field, text, $"a date and time from {first.ToIso()} to {last.ToIso()}");

    private static string? Shortened(string? text) => text?.Length > MaxLength ? $"{text.AsSpan(0, MaxLength)}…" : text;

    // In any zone.
    private static bool IsFarFromTheEnds(LocalDateTime local) =>
        local.InUtc().ToInstant() is var instant && (instant - _margin).IsInRange() && (instant + _margin).IsInRange();

    private static OffsetDateTimePattern Pattern(string offset) =>
        OffsetDateTimePattern.CreateWithInvariantCulture($"uuuu-MM-ddTHH:mm:ss.FFFFFFFFF{offset}");
}
