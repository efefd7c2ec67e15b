using NodaTime;

namespace Schedules.Domain.Trackers;

/// <summary>What somebody decided that a tracker is for.</summary>
public sealed record TrackerDecision
{
    public const int MaxReasonLength = 1000;

    /// <param name="category">What it is for.</param>
    /// <param name="reason">Why; null where nothing needs saying.</param>
    /// <param name="until">With ignored only: from when it is what it was before; null for ever.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="at">When.</param>
    /// <exception cref="InvalidValueException">An end that is past, or of another decision than to ignore; a reason that is too long.</exception>
    public TrackerDecision(TrackerCategory category, string? reason, Instant? until, string by, Instant at)
    {
        if (until is not null && category != TrackerCategory.Ignored)
            throw new InvalidValueException("ignoredUntil", $"{until}", "absent, unless category is ignored");
        if (until <= at)
            throw new InvalidValueException("ignoredUntil", $"{until}", "in the future");
        Category = category;
        Reason = Text.OptionalLines("reason", reason, MaxReasonLength);
        Until = until;
        By = by;
        At = at;
    }

    public TrackerCategory Category { get; }

    public string? Reason { get; }

    public Instant? Until { get; }

    public string By { get; }

    public Instant At { get; }
}
