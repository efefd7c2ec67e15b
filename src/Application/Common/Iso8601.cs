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

    private static readonly InstantPattern _milliseconds = InstantPattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm:ss.fff'Z'");

    /// <param name="field">The member's name, for the error.</param>
    /// <param name="text">For example 2018-06-25T20:22:28.104Z or 2038-01-19T03:14:07+0000.</param>
    /// <exception cref="InvalidValueException">Another shape, a date that does not exist, or no offset.</exception>
    public static Instant Parse(string field, string text)
    {
        foreach (var pattern in text.Length > MaxLength ? [] : _patterns)
        {
            if (pattern.Parse(text) is { Success: true, Value: var moment } && moment.ToInstant().IsInRange())
                return moment.ToInstant();
        }

        var sent = text.Length > MaxLength ? $"{text.AsSpan(0, MaxLength)}…" : text;
        throw new InvalidValueException(field, sent, "a date and time with an offset, such as 2026-03-07T12:00:00Z or 2026-03-07T12:00:00+0000");
    }

    /// <summary>As <see cref="Parse"/>, of a query string: there a plus sign that nobody escaped arrives as a blank.</summary>
    public static Instant ParseQuery(string field, string text) => Parse(field, text.Replace(' ', '+'));

    /// <summary>A date and time of a query string, with its offset or without one.</summary>
    /// <exception cref="InvalidValueException">Another shape, or a date that does not exist.</exception>
    public static (LocalDateTime Local, Offset? Offset) ParseMoment(string field, string? text)
    {
        var sent = text?.Replace(' ', '+') ?? "";
        foreach (var pattern in sent.Length > MaxLength ? [] : _patterns)
        {
            if (pattern.Parse(sent) is { Success: true, Value: var moment } && IsFarFromTheEnds(moment.LocalDateTime))
                return (moment.LocalDateTime, moment.Offset);
        }

        return LocalDateTimePattern.ExtendedIso.Parse(sent) is { Success: true, Value: var local } && IsFarFromTheEnds(local)
            ? (local, null)
            : throw new InvalidValueException(
                field, text?.Length > MaxLength ? $"{text.AsSpan(0, MaxLength)}…" : text,
                "a date and time such as 2026-03-07T12:00:00Z or 2026-03-07T12:00:00+01:00; without an offset it is read in the schedule's zone");
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

    // In any zone.
    private static bool IsFarFromTheEnds(LocalDateTime local) =>
        local.InUtc().ToInstant() is var instant && (instant - _margin).IsInRange() && (instant + _margin).IsInRange();

    private static OffsetDateTimePattern Pattern(string offset) =>
        OffsetDateTimePattern.CreateWithInvariantCulture($"uuuu-MM-ddTHH:mm:ss.FFFFFFFFF{offset}");
}
