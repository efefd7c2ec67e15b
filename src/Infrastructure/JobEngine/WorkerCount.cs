namespace Schedules.Infrastructure.JobEngine;

/// <summary>How many of this process's workers are at work.</summary>
public sealed class WorkerCount
{
    private int _busy;

    public int Busy => Volatile.Read(ref _busy);

    /// <returns>False where all workers are at work.</returns>
    public bool TryEnter(int limit)
    {
        if (Interlocked.Increment(ref _busy) <= limit)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _busy);
}
