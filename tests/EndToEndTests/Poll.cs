using System.Diagnostics;

namespace Schedules.EndToEndTests;

/// <summary>Waits for states, never for times.</summary>
internal static class Poll
{
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks until what is seen is what is awaited, and returns it; a failure tells what was seen last.</summary>
    /// <param name="awaited">The end of the sentence "Waited in vain for …".</param>
    /// <param name="look">How to look.</param>
    /// <param name="isThere">Whether this is it.</param>
    public static async Task<T> Until<T>(string awaited, Func<Task<T>> look, Func<T, bool> isThere)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (isThere(seen))
                return seen;
            if (watch.Elapsed > _deadline)
                throw new AssertionException($"Waited {_deadline.TotalSeconds:0} s in vain for {awaited}. Seen last: {seen}");
            await Task.Delay(_pause);
        }
    }

    /// <inheritdoc cref="Until{T}(string, Func{Task{T}}, Func{T, bool})"/>
    public static Task<T> Until<T>(string awaited, Func<T> look, Func<T, bool> isThere) =>
        Until(awaited, () => Task.FromResult(look()), isThere);
}
