using System.Collections.Concurrent;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>The runs that this process has taken and not yet recorded. Their leases are renewed together; see <see cref="RenewLeases"/>.</summary>
public sealed class HeldRuns
{
    private readonly ConcurrentDictionary<FencingToken, CancellationTokenSource> _held = [];

    private long _claims;

    /// <summary>Names this process, unlike any other that was or will be.</summary>
    public string Owner { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    public IReadOnlyList<FencingToken> Tokens => [.. _held.Keys];

    /// <summary>Names this process and one claim of its own: a run that it gave back and took again is not mistaken for what it was before.</summary>
    public string NextOwner() => $"{Owner}/{Interlocked.Increment(ref _claims)}";

    /// <summary>Holds runs, each until <see cref="Drop"/>.</summary>
    public void Hold(IEnumerable<FencingToken> tokens)
    {
        foreach (var token in tokens)
            _held.GetOrAdd(token, _ => new CancellationTokenSource());
    }

    /// <summary>Is cancelled when the run is not this process's any more; already, where it is not now.</summary>
    public CancellationToken Lost(FencingToken token) => _held.TryGetValue(token, out var lost) ? lost.Token : new CancellationToken(canceled: true);

    public void Drop(FencingToken token)
    {
        if (_held.TryRemove(token, out var lost))
            lost.Dispose();
    }

    /// <summary>Tells whoever executes the run that it is somebody else's, or was cancelled. Nothing where this process does not hold it.</summary>
    public void Lose(FencingToken token)
    {
        if (_held.TryRemove(token, out var lost))
            lost.Cancel();
    }
}
