using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Renews a run's lease three times in its length; tells the check to stop once the run is somebody else's.</summary>
public sealed class Heartbeats(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Heartbeats> logger)
{
    public Heartbeat Start(Run run, Duration lease, CancellationToken stopping)
    {
        var (runId, owner, attempt) = (run.Id, run.Owner!, run.Attempt);
        return new Heartbeat(clock, lease.ToTimeSpan() / 3, Renew, stopping);

        async Task<bool> Renew(CancellationToken cancellationToken)
        {
            try
            {
                // A connection of its own: the check's may be in the middle of a query.
                await using var scope = scopes.CreateAsyncScope();
                var ledger = scope.ServiceProvider.GetRequiredService<ILedger>();
                return await ledger.Renew(runId, owner, attempt, clock.Now() + lease, cancellationToken);
            }
#pragma warning disable CA1031 // A database that does not answer now may at the next beat; if not, the lease ends and others take over.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "Run {RunId}: the lease could not be renewed", runId);
                return true;
            }
        }
    }
}

/// <summary>Beats until it is disposed.</summary>
public sealed class Heartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _beating;

    internal Heartbeat(TimeProvider clock, TimeSpan pause, Func<CancellationToken, Task<bool>> renew, CancellationToken stopping)
    {
        _lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _beating = Beat(clock, pause, renew);
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

    private async Task Beat(TimeProvider clock, TimeSpan pause, Func<CancellationToken, Task<bool>> renew)
    {
        using var timer = new PeriodicTimer(pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                if (!await renew(_ended.Token))
                    await _lost.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }
}
