namespace Schedules.IntegrationTests;

/// <summary>Stands still until a test moves it; its timers fire while it is moved.</summary>
internal sealed class FakeClock(string now) : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by)
    {
        _now += by;
        foreach (var timer in _timers.ToArray())
            timer.FireIfDue();
    }

    public void AdvanceTo(string instant) =>
        Advance(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture) - _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    private sealed class Timer(FakeClock clock, Action fire) : ITimer
    {
        private DateTimeOffset? _dueAt;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _dueAt = dueTime == System.Threading.Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
            _period = period;
            return true;
        }

        public void FireIfDue()
        {
            if (_dueAt is not { } dueAt || dueAt > clock._now)
                return;
            _dueAt = _period > TimeSpan.Zero ? clock._now + _period : null;
            fire();
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
