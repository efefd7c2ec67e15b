using NodaTime;
using NodaTime.TimeZones;

namespace Schedules.Domain.Schedules;

/// <summary>The names by which a rule may call its time zone. Case matters, as in tzdb.</summary>
public static class TimeZones
{
    public const int MaxIdLength = 64;

    private const string Accepted =
        "an IANA time zone id such as America/New_York, or UTC, GMT, GMT±H, GMT±HH or GMT±HH:MM (UTC likewise, at most 18 hours), EST, MST, HST, CST or PST";

    // Fixed by their meaning; tzdb has turned some of them into links to places, which may change.
    private static readonly Dictionary<string, DateTimeZone> _shortIds = new()
    {
        ["EST"] = DateTimeZone.ForOffset(Offset.FromHours(-5)),
        ["MST"] = DateTimeZone.ForOffset(Offset.FromHours(-7)),
        ["HST"] = DateTimeZone.ForOffset(Offset.FromHours(-10)),
        ["CST"] = DateTimeZoneProviders.Tzdb["America/Chicago"],
        ["PST"] = DateTimeZoneProviders.Tzdb["America/Los_Angeles"],
    };

    /// <param name="field">The member's name, for the error.</param>
    /// <param name="id">As sent.</param>
    /// <exception cref="InvalidValueException">The id is missing or unknown.</exception>
    public static DateTimeZone Parse(string field, string? id)
    {
        if (id is null || id.Length > MaxIdLength)
            throw new InvalidValueException(field, Selector.Shorten(id), Accepted);
        return _shortIds.GetValueOrDefault(id) ?? FixedZone(id) ?? TzdbZone(id) ?? throw new InvalidValueException(field, id, Accepted);
    }

    // Not simply the provider's GetZoneOrNull: it also knows "UTC+01:02:03", which is its own and nobody else's.
    private static DateTimeZone? TzdbZone(string id) =>
        TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(id) ? DateTimeZoneProviders.Tzdb[id] : null;

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
