using System.Text.Json;

namespace Schedules.Domain.Trackers;

/// <summary>What a tracker is made of. On the wire: cookie, script, iframe, image, link, local_storage, session_storage.</summary>
public enum TrackerType
{
    /// <summary>An entry of the browser's cookie jar.</summary>
    Cookie,

    /// <summary>A script from another site.</summary>
    Script,

    /// <summary>A frame whose document comes from another site.</summary>
    Iframe,

    /// <summary>A picture, pixel, beacon, fetch, socket: whatever carries data to or from another site and is no script, frame or link.</summary>
    Image,

    /// <summary>A stylesheet, font, manifest, prefetch or preconnect from another site.</summary>
    Link,

    /// <summary>A key of a frame's local storage.</summary>
    LocalStorage,

    /// <summary>A key of a frame's session storage.</summary>
    SessionStorage,
}

/// <summary>
/// What a tracker is for: the nine keys of a scan's results, and malicious, which people alone say and results count as unclassified. A detection alone
/// never yields do_not_sell, global_privacy_control, limit_pii_use or ignored: those are people's decisions.
/// </summary>
public enum TrackerCategory
{
    Analytics,
    DoNotSell,
    Functional,
    GlobalPrivacyControl,
    Ignored,
    LimitPiiUse,
    Malicious,
    Marketing,
    StrictlyNecessary,
    Unclassified,
}

/// <summary>Who brought a tracker into the project. On the wire: manual, autoscan.</summary>
public enum TrackerOrigin
{
    Manual,
    Autoscan,
}

/// <summary>The words of the wire: lower snake_case.</summary>
public static class TrackerWords
{
    /// <summary>The nine keys of a scan's results, in alphabetical order.</summary>
    public static IReadOnlyList<TrackerCategory> Counted { get; } =
        [.. Enum.GetValues<TrackerCategory>().Where(category => category != TrackerCategory.Malicious)];

    public static string Word(this TrackerType type) => Of(type);

    public static string Word(this TrackerCategory category) => Of(category);

    public static string Of<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <exception cref="InvalidValueException">The word is missing, or none of those that are accepted.</exception>
    public static T Parse<T>(string field, string? word, params IReadOnlyList<T> accepted)
        where T : struct, Enum
    {
        IReadOnlyList<T> known = accepted.Count > 0 ? accepted : Enum.GetValues<T>();
        foreach (var value in known)
        {
            if (Of(value) == word)
                return value;
        }

        throw new InvalidValueException(field, word, $"one of {string.Join(", ", known.Select(Of))}");
    }

    /// <summary>As <see cref="Parse"/>, where the word may be absent.</summary>
    public static T? ParseOptional<T>(string field, string? word, params IReadOnlyList<T> accepted)
        where T : struct, Enum =>
        word is null ? null : Parse(field, word, accepted);
}
