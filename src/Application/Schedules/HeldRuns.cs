using System.Collections.Concurrent;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>The runs that this process has taken and not yet recorded. Their leases are renewed together; see <see cref="RenewLeases"/>.</summary>
public sealed class HeldRuns
{
    private readonly ConcurrentDictionary<FencingToken, CancellationTokenSource> _held = [];

    /// <summary>Names this process, unlike any other that was or will be.</summary>
    public string Owner { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    public IReadOnlyList<FencingToken> Tokens => [.. _held.Keys];

    /// <summary>Holds a run until <see cref="Drop"/>.</summary>
    /// <returns>Is cancelled when the run is somebody else's.</returns>
    public CancellationToken Hold(FencingToken token) => _held.GetOrAdd(token, _ => new CancellationTokenSource()).Token;

    public void Drop(FencingToken token)
    {
        if (_held.TryRemove(token, out var lost))
            lost.Dispose();
    }

    /// <summary>Tells whoever executes the run that it is somebody else's.</summary>
    public void Lose(FencingToken token)
    {
        if (_held.TryRemove(token, out var lost))
            lost.Cancel();
    }
}
