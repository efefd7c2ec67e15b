using NodaTime;

namespace Schedules.IntegrationTests;

/// <summary>A clock that stands still until it is told to move. Timers and delays stay real.</summary>
public sealed class FakeClock(Instant start) : TimeProvider
{
    private readonly Lock _gate = new();
    private Instant _now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now.ToDateTimeOffset();
    }

    public void Advance(Duration by)
    {
        lock (_gate)
            _now += by;
    }

    public void Set(Instant now)
    {
        lock (_gate)
            _now = now;
    }
}
