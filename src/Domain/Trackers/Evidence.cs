namespace Schedules.Domain.Trackers;

/// <summary>
/// One thing that a page visit saw. Two sightings of the same thing are equal. Values of cookies and storage, paths and query strings are never part
/// of it: they may hold people's data.
/// </summary>
public sealed record Evidence
{
    /// <param name="type">What it is made of.</param>
    /// <param name="name">The name of a cookie, the key of a storage entry; for what was requested, the host. Any text: it is normalised here.</param>
    /// <param name="host">Who owns it: the cookie's domain, the host of the frame that holds the key, the host that was asked.</param>
    public Evidence(TrackerType type, string name, string host)
    {
        Type = type;
        Name = TrackerName.Of(name);
        Host = TrackerName.Bounded(host.Trim('.').ToLowerInvariant(), Tracker.MaxDomainLength);
    }

    public TrackerType Type { get; }

    public string Name { get; }

    public string Host { get; }

    /// <summary>Something that the page asked of another site: named by its host, for paths hold ids and one tracker may have thousands.</summary>
    public static Evidence Requested(TrackerType type, string host) => new(type, host, host);
}
