using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>
/// The names by which a rule may call its time zone. Case matters, as in tzdb. What a name of tzdb means is the machine's to say (/usr/share/zoneinfo,
/// or the folder that the environment variable TZDIR names), as for every other program on it; where it has no such data, NodaTime's stand in.
/// </summary>
public static class TimeZones
{
    public const int MaxIdLength = 64;

    private const string Accepted =
        "an IANA time zone id such as America/New_York, or UTC, GMT, GMT±H, GMT±HH or GMT±HH:MM (UTC likewise, at most 18 hours), EST, MST, HST, CST or PST";

    private static readonly ZoneFolder _machine = new(Environment.GetEnvironmentVariable("TZDIR") is { Length: > 0 } chosen ? chosen : "/usr/share/zoneinfo");

    // Fixed by their meaning; tzdb has turned some of them into links to places, which may change.
    private static readonly Dictionary<string, DateTimeZone> _shortIds = new()
    {
        ["EST"] = DateTimeZone.ForOffset(Offset.FromHours(-5)),
        ["MST"] = DateTimeZone.ForOffset(Offset.FromHours(-7)),
        ["HST"] = DateTimeZone.ForOffset(Offset.FromHours(-10)),
        ["CST"] = _machine.Find("America/Chicago")!,
        ["PST"] = _machine.Find("America/Los_Angeles")!,
    };

    /// <summary>Whose time zone data are in use, such as "2025b of /usr/share/zoneinfo".</summary>
    public static string Source => _machine.Source;

    /// <summary>The release of the machine's data; null where it has none or does not say.</summary>
    public static string? Version => _machine.Version;

    /// <param name="field">The member's name, for the error.</param>
    /// <param name="id">As sent.</param>
    /// <exception cref="InvalidValueException">The id is missing or unknown.</exception>
    public static DateTimeZone Parse(string field, string? id)
    {
        if (id is null || id.Length > MaxIdLength)
            throw new InvalidValueException(field, Selector.Shorten(id), Accepted);
        return _shortIds.GetValueOrDefault(id) ?? FixedZone(id) ?? _machine.Find(id) ?? throw new InvalidValueException(field, id, Accepted);
    }

    private static DateTimeZone? FixedZone(string id)
    {
        if (id is "UTC" or "GMT")
            return DateTimeZone.Utc;
        if (id is not ['U', 'T', 'C', '+' or '-', ..] and not ['G', 'M', 'T', '+' or '-', ..])
            return null;
        var minutes = Minutes(id.AsSpan(4));
        return minutes is null ? null : DateTimeZone.ForOffset(Offset.FromSeconds((id[3] == '-' ? -60 : 60) * minutes.Value));
    }

    /// <summary>H, HH or HH:MM in minutes; at most 18 hours, as far as an offset goes.</summary>
    private static int? Minutes(ReadOnlySpan<char> text)
    {
        var colon = text is [_, _, ':', _, _];
        var minutes = (SelectorUnit.Number(colon ? text[..2] : text, 0, 18) * 60) + (colon ? SelectorUnit.Number(text[3..], 0, 59) : 0);
        return minutes <= 18 * 60 ? minutes : null;
    }
}
