namespace Schedules.Domain.Trackers;

/// <summary>What put a cookie into the jar.</summary>
public enum CookieSource
{
    /// <summary>A Set-Cookie line of an answer.</summary>
    Response,

    /// <summary>A script, by document.cookie or the cookie store.</summary>
    Script,

    /// <summary>It was there and nobody was seen setting it: a worker, or a page that ended too soon.</summary>
    Unknown,
}

public enum CookieSameSite
{
    /// <summary>Nothing was said: the browser takes Lax.</summary>
    Unspecified,
    None,
    Lax,
    Strict,
}

/// <summary>
/// An entry of the cookie jar, without its value. An entry is reported by the page that put it there or changed it, even where it took it away again, and
/// once more by the first page after a consent choice (<see cref="Remained"/>).
/// </summary>
/// <param name="Name">As the page wrote it; ids in it become <c>*</c> here.</param>
/// <param name="Domain">The host that it is sent to, without the leading dot.</param>
/// <param name="Path">Below which paths.</param>
/// <param name="PartitionKey">The site in whose pages alone a partitioned cookie (CHIPS) exists, such as <c>https://shop.example</c>; null for others.</param>
/// <param name="ThirdParty">It belongs to another site than the page.</param>
/// <param name="Declared">
/// For how many seconds it was asked to live, by Max-Age or Expires; null for a session cookie, or where nobody was seen setting it.
/// </param>
/// <param name="Effective">
/// For how many seconds the browser keeps it from the moment of looking: never over 400 days; null for a session cookie. 0 where it was gone by then: of
/// such a cookie path, partition and flags are not known.
/// </param>
/// <param name="Secure">Is sent with https alone.</param>
/// <param name="HttpOnly">No script reads it.</param>
/// <param name="SameSite">When it is sent along from other sites.</param>
/// <param name="Source">What set it.</param>
/// <param name="SetBy">The address whose answer, or the script that, set it; null where it is not known or has no address.</param>
/// <param name="Chain">Who loaded that, nearest first, up to the page. At most 10.</param>
/// <param name="Remained">It was there before the consent choice, and the page did not take it away.</param>
public sealed record CookieEvidence(
    string Name, string Domain, string Path, string? PartitionKey, bool ThirdParty, long? Declared, long? Effective, bool Secure, bool HttpOnly,
    CookieSameSite SameSite, CookieSource Source, WebAddress? SetBy, IReadOnlyList<WebAddress> Chain, bool Remained)
{
    private const int MaxPathLength = 100;

    public string Name { get; } = TrackerName.Of(Name);

    public string Domain { get; } = TrackerName.Bounded(Domain.Trim('.').ToLowerInvariant(), Tracker.MaxDomainLength);

    public string Path { get; } = Path.Length == 0 ? "/" : TrackerName.Bounded(TrackerName.Of(Path), MaxPathLength);
}

public enum StorageArea
{
    Local,
    Session,
}

/// <summary>A key of a frame's storage, without its value.</summary>
/// <param name="Key">As the page wrote it; ids in it become <c>*</c> here.</param>
/// <param name="Host">Of the frame, or of the one that made it where it has no address of its own.</param>
/// <param name="ThirdParty">The frame belongs to another site than the page.</param>
/// <param name="Length">Of the value, in characters.</param>
public sealed record StorageEvidence(StorageArea Area, string Key, string Host, bool ThirdParty, int Length)
{
    public string Key { get; } = TrackerName.Of(Key);

    public string Host { get; } = TrackerName.Bounded(Host.Trim('.').ToLowerInvariant(), Tracker.MaxDomainLength);
}
