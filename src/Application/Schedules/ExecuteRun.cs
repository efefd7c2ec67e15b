using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Takes a queued run, makes its check under a lease, and records the outcome together with what the check found.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Owner">Names the worker, unlike any other worker of any process.</param>
/// <returns>False where the run was not to be had: somebody else took it first.</returns>
public sealed record ExecuteRun(Guid RunId, string Owner) : IRequest<bool>;

public sealed class ExecuteRunHandler(
    ISchedulesDb db, IMediator mediator, Heartbeats heartbeats, TimeProvider clock, IOptions<RunOptions> options, ILogger<ExecuteRunHandler> logger)
    : IRequestHandler<ExecuteRun, bool>
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Duration _lease = Duration.FromTimeSpan(options.Value.LeaseOnClock);

    public async Task<bool> Handle(ExecuteRun request, CancellationToken cancellationToken)
    {
        var run = await db.Runs.SingleOrDefaultAsync(run => run.Id == request.RunId, cancellationToken);
        if (run is null || !await Claim(run, request.Owner, cancellationToken))
            return false;

        await using (var heartbeat = heartbeats.Start(run, _lease, cancellationToken))
            await Execute(run, heartbeat.Lost, cancellationToken);
        await Record(run);
        return true;
    }

    private async Task Record(Run run)
    {
        try
        {
            // Not cancellable: what was found is worth the moment that writing it takes, even while the server stops.
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (ConflictException)
        {
            // Mostly a lost lease. Where it was not, the lease ends unrenewed, and the run is tried again.
            logger.LogWarning("Run {RunId}: the outcome was not recorded, for somebody else changed the run or what it found", run.Id);
        }
    }

    private async Task<bool> Claim(Run run, string owner, CancellationToken cancellationToken)
    {
        if (run.Status != RunStatus.Queued)
            return false;
        try
        {
            run.Claim(owner, clock.Now(), _lease);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (ConflictException)
        {
            return false;
        }
    }

    private async Task Execute(Run run, CancellationToken lost, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(options.Value.MaxDuration * options.Value.ClockSpeed, clock);
        using var told = CancellationTokenSource.CreateLinkedTokenSource(lost, limit.Token);
        try
        {
            run.Finish(await Check(run, told.Token), clock.Now());
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            db.DiscardChanges(except: run);
            run.Release(clock.Now());
        }
#pragma warning disable CA1031 // Whatever a check throws ends this attempt, not the worker.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "Run {RunId}, attempt {Attempt} failed", run.Id, run.Attempt);
            db.DiscardChanges(except: run);
            // The exception's own words may hold what is nobody's business but the operator's: those stand in the log.
            var reason = limit.IsCancellationRequested ? $"timeout: longer than {options.Value.MaxDuration}" : $"error: {exception.GetType().Name}; the server's log has more";
            run.Abandon(reason, options.Value.MaxAttempts, Pause(run.Attempt), clock.Now());
        }
    }

    /// <summary>Waits for the check; one that is told to stop and does not listen is left behind.</summary>
    private async Task<RunOutcome> Check(Run run, CancellationToken told)
    {
        using var deaf = new CancellationTokenSource();
        await using var patience = told.Register(() => deaf.CancelAfter(_patience));
        return await mediator.Check(run, told).WaitAsync(deaf.Token);
    }

    private static Duration Pause(int attempt) => Duration.FromSeconds(10) * attempt * attempt;
}
