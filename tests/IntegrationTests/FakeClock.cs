using NodaTime;

namespace Schedules.IntegrationTests;

/// <summary>A clock that stands still until it is told to move; its timers fire when it has moved past them.</summary>
public sealed class FakeClock(Instant start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private Instant _now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now.ToDateTimeOffset();
    }

    public void Advance(Duration by) => Set(Instant.FromDateTimeOffset(GetUtcNow()) + by);

    public void Set(Instant now)
    {
        List<Timer> due;
        lock (_gate)
        {
            _now = now;
            due = [.. _timers.Where(timer => timer.IsDue(now))];
        }

        foreach (var timer in due)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_gate)
            _timers.Add(timer);
        return timer;
    }

    private sealed class Timer(FakeClock clock, Action fire) : ITimer
    {
        private Instant? _dueAt;
        private Duration? _period;

        public bool IsDue(Instant now) => _dueAt <= now;

        public void Fire()
        {
            lock (clock._gate)
                _dueAt = _period is { } period ? clock._now + period : null;
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _dueAt = dueTime < TimeSpan.Zero ? null : clock._now + Duration.FromTimeSpan(dueTime);
                _period = period > TimeSpan.Zero ? Duration.FromTimeSpan(period) : null;
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
