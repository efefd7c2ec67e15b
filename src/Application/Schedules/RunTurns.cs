using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>The queue of a kind of target, as it stands in the database.</summary>
public static class RunTurns
{
    // A parameter an id: SQL Server takes some two thousand.
    private const int IdsInAQuery = 1000;

    /// <summary>Gives each run that is queued its turn, behind what its organization has waiting. See <see cref="QueueTurns"/>.</summary>
    public static async Task Seat(this ISchedulesDb db, IEnumerable<Run> runs, CancellationToken cancellationToken)
    {
        foreach (var queue in runs.Where(run => run.Status == RunStatus.Queued).GroupBy(run => run.TargetType))
        {
            var first = await db.FirstTurn(queue.Key, cancellationToken);
            QueueTurns.Seat(queue, first, first is null ? new Dictionary<Guid, long>() : await db.LastTurns(queue.Key, queue.Select(run => run.OrganizationId), cancellationToken));
        }
    }

    /// <summary>The lowest turn that waits in the queue of a kind of target; null where none does.</summary>
    public static Task<long?> FirstTurn(this ISchedulesDb db, TargetType type, CancellationToken cancellationToken) =>
        db.Runs.Where(run => run.Status == RunStatus.Queued && run.TargetType == type).MinAsync(run => (long?)run.Turn, cancellationToken);

    /// <summary>The highest turn that each of these organizations has waiting there; those that have none are not named.</summary>
    public static async Task<IReadOnlyDictionary<Guid, long>> LastTurns(
        this ISchedulesDb db, TargetType type, IEnumerable<Guid> organizations, CancellationToken cancellationToken)
    {
        var turns = new Dictionary<Guid, long>();
        foreach (var ids in organizations.Distinct().Chunk(IdsInAQuery))
        {
            var found = db.Organizations.Where(organization => ids.Contains(organization.Id)).Select(organization => new
            {
                organization.Id,
                // A step into the index for each organization, however many wait.
                Turn = db.Runs
                    .Where(run => run.Status == RunStatus.Queued && run.TargetType == type && run.OrganizationId == organization.Id)
                    .Max(run => (long?)run.Turn),
            });
            foreach (var last in await found.ToListAsync(cancellationToken))
            {
                if (last.Turn is { } turn)
                    turns.Add(last.Id, turn);
            }
        }

        return turns;
    }
}
