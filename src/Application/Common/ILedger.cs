using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Common;

/// <summary>The statements that work on whole batches of the ledger.</summary>
public interface ILedger
{
    /// <summary>Takes a batch of due schedules, oldest first, records what <paramref name="take"/> makes of each and moves it on: one transaction.</summary>
    /// <remarks>An occurrence that stands in the ledger already is left as it is. No two batches take the same schedule.</remarks>
    /// <param name="now">Schedules are due whose next occurrence is not after this.</param>
    /// <param name="limit">The most schedules to take; fewer where these make more runs than that.</param>
    /// <param name="take">Moves a schedule on and gives its runs; told whether a run of it is queued or going.</param>
    /// <param name="cancellationToken">Ends the batch without effect.</param>
    /// <returns>The schedules taken and the ids of the runs that were queued.</returns>
    Task<DispatchedBatch> Dispatch(
        Instant now, int limit, Func<Schedule, bool, IReadOnlyList<Run>> take, CancellationToken cancellationToken);

    /// <summary>Takes running runs whose lease is over, oldest first, and records what <paramref name="take"/> makes of each: one transaction.</summary>
    /// <remarks>No lease is renewed between the look and the record: a living worker's run is never taken.</remarks>
    /// <returns>How many there were.</returns>
    Task<int> Recover(Instant now, int limit, Action<Run> take, CancellationToken cancellationToken);

    /// <summary>Keeps a running run: its lease ends later.</summary>
    /// <returns>False where the run is no longer this owner's.</returns>
    Task<bool> Renew(Guid runId, string owner, int attempt, Instant leaseUntil, CancellationToken cancellationToken);
}

/// <param name="Schedules">How many schedules were taken.</param>
/// <param name="QueuedRunIds">The runs that are to be executed.</param>
public sealed record DispatchedBatch(int Schedules, IReadOnlyList<Guid> QueuedRunIds);
