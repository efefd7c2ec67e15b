using System.Collections.Concurrent;
using System.Diagnostics;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Keeps a pause between the pages of a host, however many browsers open them.</summary>
internal sealed class Politeness(TimeSpan pause)
{
    private readonly ConcurrentDictionary<string, long> _next = new(StringComparer.Ordinal);

    public async Task Wait(string host, CancellationToken cancellationToken)
    {
        var now = Stopwatch.GetTimestamp();
        var ticks = (long)(pause.TotalSeconds * Stopwatch.Frequency);
        // Each takes the next free moment, and whoever comes later the one after.
        var mine = _next.AddOrUpdate(host, _ => now + ticks, (_, next) => Math.Max(next, now) + ticks) - ticks;
        var wait = Stopwatch.GetElapsedTime(now, mine);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, cancellationToken);
    }
}
