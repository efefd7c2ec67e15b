using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>An instant at which a rule is due.</summary>
/// <param name="At">The instant.</param>
/// <param name="Local">What the rule's clock shows then, with its offset.</param>
/// <param name="Note">What is unusual about it; null mostly.</param>
public sealed record Occurrence(Instant At, OffsetDateTime Local, OccurrenceNote? Note);

/// <summary>Why an occurrence is not simply the hour that the rule names.</summary>
public enum OccurrenceNote
{
    /// <summary>The hour that is named does not exist that day: the first instant after the gap.</summary>
    Gap,

    /// <summary>The hour that is named exists twice: the earlier one.</summary>
    Overlap,

    /// <summary>The month lacks the day: its last day.</summary>
    LastDay,
}
