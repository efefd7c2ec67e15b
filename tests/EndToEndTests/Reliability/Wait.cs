using System.Diagnostics;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>Lets time pass for faults, whose length is the point. Ends early, and without a word, when it is all over.</summary>
internal static class Wait
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(100);

    public static Task For(TimeSpan time, CancellationToken end) => Until(() => Task.FromResult(false), time, end);

    /// <summary>Looks every tenth of a second, for at most so long.</summary>
    public static async Task Until(Func<Task<bool>> isThere, TimeSpan most, CancellationToken end)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < most && !end.IsCancellationRequested && !await isThere())
            await Task.Delay(most - watch.Elapsed is var left && left < _step ? Max(left) : _step, CancellationToken.None);
    }

    /// <summary>So many seconds, evenly distributed.</summary>
    public static TimeSpan Between(this Random random, double least, double most) =>
        TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least)));

    private static TimeSpan Max(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
