namespace Schedules.Domain.Trackers;

/// <summary>How sure a suggestion is. On the wire: high, medium, low.</summary>
public enum Confidence
{
    /// <summary>A name alone, which its entry knows of another host; or entries that disagree.</summary>
    Low,

    /// <summary>A name that belongs to no host in particular.</summary>
    Medium,

    /// <summary>The owner's host, or a name that somebody has reviewed.</summary>
    High,
}

/// <summary>What the catalogue says of a tracker: a suggestion, until somebody decides.</summary>
/// <param name="Category">What it is for.</param>
/// <param name="Confidence">How sure that is.</param>
/// <param name="Source">The data set that says so: third-party-web, open-cookie-database, reviewed, or the file of an operator's list.</param>
/// <param name="Vendor">Whose it is; null where the source does not say.</param>
public sealed record Suggestion(TrackerCategory Category, Confidence Confidence, string Source, string? Vendor);
