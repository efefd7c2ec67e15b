namespace Schedules.Domain.Trackers;

/// <summary>How a tracker differs from what it was in the scan before.</summary>
public enum ChangeKind
{
    /// <summary>A cookie was asked to live longer, by more than an hour and a hundredth.</summary>
    LongerLifetime,

    /// <summary>It was there before any choice, and was not.</summary>
    NowBeforeConsent,

    /// <summary>It was there after rejecting all, and was not.</summary>
    NowInSpiteOfRejection,

    /// <summary>It was there in spite of Global Privacy Control, and was not.</summary>
    NowInSpiteOfGpc,

    /// <summary>Somebody loads it who did not.</summary>
    OtherInitiator,
}

/// <param name="Type">What the tracker is made of.</param>
/// <param name="Domain">Its owner's registrable domain.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">What it is for: in the later scan; where it is gone, in the one before.</param>
public sealed record TrackerRef(TrackerType Type, string Domain, string Name, TrackerCategory Category)
{
    public static TrackerRef Of(ScanFinding finding) => new(finding.Type, finding.Domain, finding.Name, finding.Category);
}

/// <param name="Tracker">Which one.</param>
/// <param name="Kind">In what way.</param>
/// <param name="Before">What was, in words.</param>
/// <param name="After">What is, in words.</param>
public sealed record TrackerChange(TrackerRef Tracker, ChangeKind Kind, string Before, string After);

/// <summary>What is different from the last complete scan of the same depth.</summary>
/// <param name="ComparedWith">That scan's run.</param>
/// <param name="New">Found now, and not then.</param>
/// <param name="Gone">Found then, and not now. Empty where this scan did not see all pages: what was not looked at is not gone.</param>
/// <param name="Changed">Found in both.</param>
/// <param name="Notes">What makes the comparison weaker: other versions, other pages, an incomplete scan.</param>
public sealed record ScanChanges(
    Guid ComparedWith, IReadOnlyList<TrackerRef> New, IReadOnlyList<TrackerRef> Gone, IReadOnlyList<TrackerChange> Changed, IReadOnlyList<string> Notes);
