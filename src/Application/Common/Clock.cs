using NodaTime;

namespace Schedules.Application.Common;

/// <summary>The clock, and ids that carry its time.</summary>
public static class Clock
{
    public static Instant Now(this TimeProvider clock) => Instant.FromDateTimeOffset(clock.GetUtcNow());

    /// <summary>A version 7 id: sorts by the moment that it was made, so an index on it grows at its end.</summary>
    public static Guid NewId(this TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());
}
