using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Schedules.Infrastructure;

/// <summary>
/// A clock that shows <c>startAt</c> at the real instant <c>startedAt</c> and runs <c>speed</c> times as fast from there, so that
/// nobody needs to wait for the end of a quarter. Its timers keep up with it.
/// </summary>
public sealed class AdjustedClock(TimeProvider real, DateTimeOffset startAt, DateTimeOffset startedAt, double speed) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => startAt + ((real.GetUtcNow() - startedAt) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, Real(dueTime), Real(period));

    /// <summary>The clock that the settings <c>Clock:StartAt</c>, <c>Clock:StartedAt</c> and <c>Clock:Speed</c> describe.</summary>
    /// <exception cref="InvalidOperationException">They are set outside development, or cannot be read.</exception>
    public static TimeProvider Choose(TimeProvider real, IConfiguration configuration, bool isDevelopment)
    {
        var settings = configuration.GetSection("Clock");
        if (settings["StartAt"] is null && settings["Speed"] is null && settings["StartedAt"] is null)
            return real;
        if (!isDevelopment)
            throw new InvalidOperationException("Clock:StartAt, Clock:StartedAt and Clock:Speed are for the environment Development only.");
        var now = real.GetUtcNow();
        var startedAt = Moment(settings, "StartedAt", now);
        return new AdjustedClock(real, Moment(settings, "StartAt", startedAt), startedAt, Speed(settings));
    }

    /// <summary>How fast the settings let the clock run; 1 where they say nothing.</summary>
    public static double SpeedOf(IConfiguration configuration) => Speed(configuration.GetSection("Clock"));

    private TimeSpan Real(TimeSpan wait) => wait == Timeout.InfiniteTimeSpan ? wait : wait / speed;

    private static DateTimeOffset Moment(IConfiguration settings, string name, DateTimeOffset otherwise)
    {
        if (settings[name] is not { Length: > 0 } text)
            return otherwise;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new InvalidOperationException($"Clock:{name} must be a date and time in ISO 8601, such as 2026-03-31T23:59:00Z.");
    }

    private static double Speed(IConfiguration settings)
    {
        if (settings["Speed"] is not { Length: > 0 } text)
            return 1;
        return double.TryParse(text, CultureInfo.InvariantCulture, out var speed) && speed is > 0 and <= 100_000
            ? speed
            : throw new InvalidOperationException("Clock:Speed must be a number above 0 and up to 100000.");
    }
}
