using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Renews a run's lease three times in its length; tells the check to stop once the run is somebody else's.</summary>
public sealed class Heartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _beating;

    public Heartbeat(Run run, ILedger ledger, TimeProvider clock, Duration lease, CancellationToken stopping)
    {
        _lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _beating = Beat(run.Id, run.Owner!, run.Attempt, ledger, clock, lease);
    }

    /// <summary>Cancelled when the lease is lost, or the server stops.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _beating;
        _lost.Dispose();
        _ended.Dispose();
    }

    private async Task Beat(Guid runId, string owner, int attempt, ILedger ledger, TimeProvider clock, Duration lease)
    {
        using var timer = new PeriodicTimer(lease.ToTimeSpan() / 3, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                if (!await ledger.Renew(runId, owner, attempt, clock.Now() + lease, _ended.Token))
                    await _lost.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }
}
