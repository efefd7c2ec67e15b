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
/// What a tracker is for: the nine keys of a scan's results. A detection alone never yields do_not_sell, global_privacy_control, limit_pii_use or
/// ignored: those are people's decisions.
/// </summary>
public enum TrackerCategory
{
    Analytics,
    DoNotSell,
    Functional,
    GlobalPrivacyControl,
    Ignored,
    LimitPiiUse,
    Marketing,
    StrictlyNecessary,
    Unclassified,
}

/// <summary>The words of the wire: lower snake_case.</summary>
public static class TrackerWords
{
    public static string Word(this TrackerType type) => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString());

    public static string Word(this TrackerCategory category) => JsonNamingPolicy.SnakeCaseLower.ConvertName(category.ToString());
}
