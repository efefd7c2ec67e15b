using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Common;

/// <summary>
/// The ledger's statements: few a batch, however large it is. Rows that are taken are locked until they are written, and another process passes
/// them by, so that several dispatchers and workers share the work and never do it twice.
/// </summary>
public interface ILedger
{
    /// <summary>The database's clock, by which all processes decide what is due and whose lease is over.</summary>
    ValueTask<Instant> Now(CancellationToken cancellationToken);

    /// <summary>Takes a batch of due schedules, oldest first, records what <paramref name="take"/> makes of each and moves it on: one transaction.</summary>
    /// <remarks>An occurrence that stands in the ledger already is left as it is.</remarks>
    /// <param name="now">Schedules are due whose next occurrence is not after this.</param>
    /// <param name="limit">The most schedules to take; fewer where these make more runs than that.</param>
    /// <param name="take">Moves a schedule on and gives its runs; told whether a run of it is queued or going.</param>
    /// <param name="cancellationToken">Ends the batch without effect.</param>
    /// <returns>The schedules taken and the ids of the runs that were queued.</returns>
    Task<DispatchedBatch> Dispatch(
        Instant now, int limit, Func<Schedule, bool, IReadOnlyList<Run>> take, CancellationToken cancellationToken);

    /// <summary>Takes queued runs of a kind whose pause is over, in the order of their turns, and records what <paramref name="take"/> makes of each.</summary>
    Task<IReadOnlyList<Run>> Claim(TargetType type, Instant now, int limit, Action<Run> take, CancellationToken cancellationToken);

    /// <summary>Takes one run where it is queued.</summary>
    /// <returns>Null where it is not.</returns>
    Task<Run?> Claim(Guid runId, Action<Run> take, CancellationToken cancellationToken);

    /// <summary>Takes running runs whose lease is over, oldest first, and records what <paramref name="take"/> makes of each.</summary>
    /// <returns>How many there were.</returns>
    Task<int> Recover(Instant now, int limit, Action<Run> take, CancellationToken cancellationToken);

    /// <summary>
    /// Records what became of runs that were executed, each where its row still carries the token; and with it what the unit of work holds, where
    /// every one does. One transaction. While the database is away, it waits.
    /// </summary>
    /// <param name="runs">With their outcomes.</param>
    /// <param name="giveUp">Ends the waiting, and nothing else.</param>
    /// <returns>How many were recorded. Fewer than were given: the others have been taken away, and the unit of work was not saved.</returns>
    /// <exception cref="ConflictException">What the unit of work holds was changed by somebody else.</exception>
    Task<int> Record(IReadOnlyList<ExecutedRun> runs, CancellationToken giveUp);

    /// <summary>Keeps running runs: their leases end later.</summary>
    /// <returns>The runs that still carry their tokens.</returns>
    Task<IReadOnlyList<FencingToken>> Renew(IReadOnlyList<FencingToken> tokens, Instant leaseUntil, CancellationToken cancellationToken);
}

/// <param name="Schedules">How many schedules were taken.</param>
/// <param name="QueuedRunIds">The runs that are to be executed.</param>
public sealed record DispatchedBatch(int Schedules, IReadOnlyList<Guid> QueuedRunIds);

/// <param name="Token">Of the execution, from before it ended.</param>
/// <param name="Run">The run with its outcome.</param>
public sealed record ExecutedRun(FencingToken Token, Run Run);
