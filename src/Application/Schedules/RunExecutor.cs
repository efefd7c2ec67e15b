using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Executes runs that were taken: each in a unit of work of its own, under a lease that is renewed, to an outcome in the ledger.</summary>
public sealed class RunExecutor(
    IServiceScopeFactory scopes, HeldRuns held, TimeProvider clock, IOptions<RunOptions> options, ILogger<RunExecutor> logger)
{
    /// <summary>A check that takes longer than this is not waited for by the others that were taken with it.</summary>
    private static readonly TimeSpan _quick = TimeSpan.FromMilliseconds(100);

    /// <summary>One claim: makes queued runs this process's own.</summary>
    public Action<Run> Claim(Instant now)
    {
        var (owner, lease) = (held.NextOwner(), Duration.FromTimeSpan(options.Value.LeaseOnClock));
        return run => run.Claim(owner, now, lease);
    }

    /// <summary>Executes runs one after another. Outcomes that came with no findings are recorded together.</summary>
    public async Task Execute(IReadOnlyList<Run> runs, CancellationToken stopping)
    {
        // Not before the claim is committed: a beat in between would not find it, and take the run for lost.
        var tokens = runs.Select(run => run.Token).ToList();
        held.Hold(tokens);
        try
        {
            await ExecuteAll(runs, stopping);
        }
        catch
        {
            // Nobody works on them any more. Held, they would be renewed, and so be kept from everybody, for good.
            tokens.ForEach(held.Drop);
            throw;
        }
    }

    private async Task ExecuteAll(IReadOnlyList<Run> runs, CancellationToken stopping)
    {
        var waiting = new Queue<Run>(runs);
        var ended = new List<ExecutedRun>(runs.Count);
        while (waiting.TryDequeue(out var run))
        {
            var execution = ExecuteOne(run, stopping);
            if (waiting.Count + ended.Count > 0 && !await IsQuick(execution))
            {
                ended.AddRange(await GiveBack(waiting));
                await Record(ended, stopping);
                ended.Clear();
            }

            if (await execution is { } executed)
                ended.Add(executed);
        }

        await Record(ended, stopping);
    }

    private async Task<bool> IsQuick(Task execution)
    {
        if (execution.IsCompleted)
            return true;
        using var ended = new CancellationTokenSource();
        var first = await Task.WhenAny(execution, Task.Delay(_quick * options.Value.ClockSpeed, clock, ended.Token));
        await ended.CancelAsync();
        return first == execution;
    }

    /// <returns>The run with its outcome; null where that is recorded already, with what was found, or is not to be.</returns>
    private async Task<ExecutedRun?> ExecuteOne(Run run, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, ledger) = (scope.ServiceProvider.GetRequiredService<ISchedulesDb>(), scope.ServiceProvider.GetRequiredService<ILedger>());
        var token = run.Token;
        var lost = held.Lost(token);
        try
        {
            var outcome = await Check(scope.ServiceProvider.GetRequiredService<IMediator>(), run, lost, stopping);
            run.Finish(outcome, await ledger.Now(CancellationToken.None));
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            logger.LogInformation("Run {RunId} was stopped: it was cancelled, or is somebody else's", run.Id);
            return null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            db.DiscardChanges();
            run.Release(await ledger.Now(CancellationToken.None));
        }
#pragma warning disable CA1031 // Whatever a check throws ends this attempt, not the worker.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "Run {RunId}, attempt {Attempt} failed", run.Id, run.Attempt);
            db.DiscardChanges();
            run.Abandon(Reason(exception), options.Value.MaxAttempts, Pause(run.Attempt), await ledger.Now(CancellationToken.None));
        }

        var executed = new ExecutedRun(token, run);
        if (!db.HasChanges)
            return executed;
        await Record([executed], ledger, stopping);
        return null;
    }

    /// <summary>Waits for the check; one that is told to stop and does not listen is left behind.</summary>
    private async Task<RunOutcome> Check(IMediator mediator, Run run, CancellationToken lost, CancellationToken stopping)
    {
        lost.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(options.Value.MaxDurationOnClock, clock);
        using var told = CancellationTokenSource.CreateLinkedTokenSource(lost, stopping, limit.Token);
        using var deaf = new CancellationTokenSource();
        await using var patience = told.Token.Register(() => deaf.CancelAfter(options.Value.Patience));
        try
        {
            return await mediator.Check(run, told.Token).WaitAsync(deaf.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    private async Task<IReadOnlyList<ExecutedRun>> GiveBack(Queue<Run> waiting)
    {
        var given = waiting.Select(run => new ExecutedRun(run.Token, run)).ToList();
        waiting.Clear();
        if (given.Count == 0)
            return given;
        await using var scope = scopes.CreateAsyncScope();
        var now = await scope.ServiceProvider.GetRequiredService<ILedger>().Now(CancellationToken.None);
        given.ForEach(run => run.Run.Release(now));
        return given;
    }

    private async Task Record(IReadOnlyList<ExecutedRun> ended, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Record(ended, scope.ServiceProvider.GetRequiredService<ILedger>(), stopping);
    }

    // What was found is worth the moment that writing it takes, even while the server stops; and a database that is away is waited for as long as a
    // lease lasts, lest a restart of it cost everything that is going an attempt.
    private async Task Record(IReadOnlyList<ExecutedRun> ended, ILedger ledger, CancellationToken stopping)
    {
        using var lease = new CancellationTokenSource(options.Value.LeaseOnClock, clock);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Token);
        try
        {
            var recorded = await ledger.Record(ended, giveUp.Token);
            if (recorded < ended.Count)
                logger.LogWarning("{Count} of {All} outcomes were not recorded: their runs had been taken away", ended.Count - recorded, ended.Count);
        }
#pragma warning disable CA1031 // Not renewed any more, the lease ends, and the run is tried again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "The outcomes of {Count} runs could not be recorded, the first of them {RunId}", ended.Count, ended[0].Token.RunId);
        }
        finally
        {
            foreach (var run in ended)
                held.Drop(run.Token);
        }
    }

    // The exception's own words may hold what is nobody's business but the operator's: those stand in the log.
    private string Reason(Exception exception) => exception is TimeoutException
        ? $"timeout: longer than {options.Value.MaxDuration}"
        : $"error: {exception.GetType().Name}; the server's log has more";

    private static Duration Pause(int attempt) => Duration.FromSeconds(10) * attempt * attempt;
}
