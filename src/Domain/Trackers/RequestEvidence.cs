namespace Schedules.Domain.Trackers;

/// <summary>What a page asked for.</summary>
public enum RequestType
{
    /// <summary>The page itself.</summary>
    Document,

    /// <summary>The document of a frame in it.</summary>
    Frame,
    Script,
    Stylesheet,
    Font,
    Image,
    Media,

    /// <summary>fetch, XMLHttpRequest and event streams.</summary>
    Fetch,

    /// <summary>navigator.sendBeacon, a ping, a report.</summary>
    Beacon,
    WebSocket,
    Manifest,

    /// <summary>A connection that was opened in advance; nothing was asked.</summary>
    Preconnect,
    Other,
}

/// <summary>What made a request.</summary>
public enum InitiatorType
{
    /// <summary>The page or frame was opened.</summary>
    Navigation,

    /// <summary>Markup or a stylesheet.</summary>
    Markup,
    Script,

    /// <summary>A script that runs beside the page.</summary>
    Worker,
    Unknown,
}

/// <summary>One request that a page made, and how it came about.</summary>
/// <param name="Type">What was asked for.</param>
/// <param name="Address">Where the answer came from: after redirects.</param>
/// <param name="Redirects">The addresses that were asked before and led on, first to last; empty where none did.</param>
/// <param name="ThirdParty">Any of the addresses belongs to another site than the page.</param>
/// <param name="Frame">The document that asked; null where it is not known or has no address.</param>
/// <param name="Initiator">What made the request.</param>
/// <param name="Chain">Who made it, nearest first, up to the page: the script, who loaded the script, and so on. At most 10.</param>
/// <param name="Status">Of the answer; null where none came.</param>
/// <param name="Failure">Why none came, as the browser says it; null where one did, or the visit ended first.</param>
/// <param name="Method">By which the address was asked, after redirects; null where it is not known, or nothing was asked.</param>
/// <param name="Hops">How each of the redirects was asked for and answered, in their order.</param>
public sealed record RequestEvidence(
    RequestType Type, WebAddress Address, IReadOnlyList<WebAddress> Redirects, bool ThirdParty, WebAddress? Frame, InitiatorType Initiator,
    IReadOnlyList<WebAddress> Chain, int? Status, string? Failure, string? Method = null, IReadOnlyList<RedirectHop>? Hops = null)
{
    /// <summary>What kind of tracker it is, where it is one.</summary>
    public TrackerType Tracker => Type switch
    {
        RequestType.Script => TrackerType.Script,
        RequestType.Document or RequestType.Frame => TrackerType.Iframe,
        RequestType.Stylesheet or RequestType.Font or RequestType.Manifest or RequestType.Preconnect => TrackerType.Link,
        _ => TrackerType.Image,
    };
}

/// <param name="Method">By which it was asked for: a redirect may change it.</param>
/// <param name="Status">Of its answer.</param>
public sealed record RedirectHop(string? Method, int? Status);

/// <summary>A frame that stood in the page at the end.</summary>
/// <param name="Address">Its document; null where that has none (about:blank, srcdoc).</param>
/// <param name="Parent">The document that holds it; null where that has no address.</param>
/// <param name="ThirdParty">It belongs to another site than the page.</param>
public sealed record FrameEvidence(WebAddress? Address, WebAddress? Parent, bool ThirdParty);

/// <summary>A script that runs beside the page.</summary>
public enum WorkerType
{
    Dedicated,
    Shared,

    /// <summary>It was asked for and not started: what it fetches would be hidden.</summary>
    Service,
}

/// <param name="Address">Its script; null where that has none (blob:, data:).</param>
public sealed record WorkerEvidence(WorkerType Type, WebAddress? Address);
