using NodaTime;

namespace Schedules.Application.Common;

/// <summary>Deletes from the ledger what an organization does not keep. From the first deletion on, the organization's ledger says so.</summary>
public interface IRetention
{
    /// <summary>Deletes a batch of ended runs from before an instant, oldest first, with what hangs on them: one transaction.</summary>
    /// <remarks>A policy's newest evaluation and a project's last complete scans stay with their runs: the next ones compare themselves with them.</remarks>
    /// <param name="organizationId">Whose runs.</param>
    /// <param name="before">Runs are old that were due, or asked for, before this.</param>
    /// <param name="after">Where the batch before ended; null for the first.</param>
    /// <param name="limit">The most runs to look at.</param>
    /// <param name="cancellationToken">Ends the batch without effect.</param>
    Task<DeletedBatch> DeleteRuns(Guid organizationId, Instant before, Cursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes versions that were superseded before an instant and that no run ran under, and what is left of schedules deleted before it.</summary>
    /// <returns>How many there were.</returns>
    Task<int> DeleteVersions(Guid organizationId, Instant before, CancellationToken cancellationToken);
}

/// <param name="Deleted">How many runs were deleted.</param>
/// <param name="Next">Where the batch ended; null where no old run follows.</param>
public sealed record DeletedBatch(int Deleted, Cursor? Next);
