using Microsoft.Extensions.Configuration;
using Schedules.Infrastructure;

namespace Schedules.UnitTests.Surfaces;

public sealed class AdjustedClockTests
{
    private static readonly DateTimeOffset _now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Without_settings_the_real_clock_is_taken()
    {
        var real = new StoppedClock(_now);
        Assert.That(AdjustedClock.Choose(real, Settings(), isDevelopment: false), Is.SameAs(real));
    }

    [Test]
    public void It_shows_the_start_at_the_real_start_and_runs_as_fast_as_asked()
    {
        var clock = AdjustedClock.Choose(
            new StoppedClock(_now),
            Settings(("StartAt", "2026-03-31T23:59:00Z"), ("StartedAt", "2026-05-01T11:59:50Z"), ("Speed", "60")),
            isDevelopment: true);
        Assert.That(clock.GetUtcNow(), Is.EqualTo(new DateTimeOffset(2026, 4, 1, 0, 9, 0, TimeSpan.Zero)));
    }

    [Test]
    public void Processes_that_know_the_same_start_agree()
    {
        (string, string)[] settings = [("StartAt", "2026-03-31T23:59:00Z"), ("StartedAt", "2026-05-01T11:00:00Z"), ("Speed", "7.5")];
        var one = AdjustedClock.Choose(new StoppedClock(_now), Settings(settings), isDevelopment: true);
        var two = AdjustedClock.Choose(new StoppedClock(_now), Settings(settings), isDevelopment: true);
        Assert.That(one.GetUtcNow(), Is.EqualTo(two.GetUtcNow()));
    }

    [Test]
    public void Outside_development_it_is_refused() =>
        Assert.That(
            () => AdjustedClock.Choose(new StoppedClock(_now), Settings(("Speed", "2")), isDevelopment: false),
            Throws.InvalidOperationException.With.Message.Contains("Development"));

    [TestCase("StartAt", "yesterday")]
    [TestCase("StartedAt", "32.13.2026")]
    [TestCase("Speed", "fast")]
    [TestCase("Speed", "0")]
    [TestCase("Speed", "-1")]
    [TestCase("Speed", "NaN")]
    public void What_cannot_be_read_is_named(string name, string value) =>
        Assert.That(
            () => AdjustedClock.Choose(new StoppedClock(_now), Settings((name, value)), isDevelopment: true),
            Throws.InvalidOperationException.With.Message.Contains($"Clock:{name}"));

    [Test]
    public void Its_timers_keep_up_with_it()
    {
        var real = new StoppedClock(_now);
        var clock = AdjustedClock.Choose(real, Settings(("Speed", "60")), isDevelopment: true);

        clock.CreateTimer(_ => { }, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan).Dispose();

        Assert.That(real.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan }));
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(setting => $"Clock:{setting.Name}", setting => (string?)setting.Value))
        .Build();

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public TimeSpan[] Waits { get; private set; } = [];

        public override DateTimeOffset GetUtcNow() => now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits = [dueTime, period];
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
