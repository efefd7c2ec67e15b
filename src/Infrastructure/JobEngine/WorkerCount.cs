using Schedules.Domain.Schedules;

namespace Schedules.Infrastructure.JobEngine;

/// <summary>How many of this process's workers are at work, by the kind of target.</summary>
public sealed class WorkerCount
{
    private readonly int[] _busy = new int[Enum.GetValues<TargetType>().Length];

    public int Busy(TargetType type) => Volatile.Read(ref _busy[(int)type]);

    /// <returns>False where all workers are at work.</returns>
    public bool TryEnter(TargetType type, int limit)
    {
        if (Interlocked.Increment(ref _busy[(int)type]) <= limit)
            return true;
        Leave(type);
        return false;
    }

    public void Leave(TargetType type) => Interlocked.Decrement(ref _busy[(int)type]);
}
