using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Takes rows under a lock, lets the domain decide, and writes what it decided as one statement. The same on every database.</summary>
/// <remarks>
/// Only outcomes wait for the disk. A crash of the database that takes back a dispatch or a claim takes it back whole, and it is done again; the log
/// is written in order, so that an outcome that lasts makes last what came before it.
/// </remarks>
public sealed class Ledger(SchedulesDb db, LedgerStatements statements, DatabaseClock clock) : ILedger
{
    private const int Tries = 3;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    // All that an execution can change.
    private static readonly string[] _changing =
    [
        nameof(Run.Status), nameof(Run.Reason), nameof(Run.Attempt), nameof(Run.AvailableAt), nameof(Run.StartedAt), nameof(Run.FinishedAt),
        nameof(Run.Owner), nameof(Run.LeaseUntil), nameof(Run.Result),
    ];

    public ValueTask<Instant> Now(CancellationToken cancellationToken) => clock.Now(db, cancellationToken);

    public async Task<DispatchedBatch> Dispatch(
        Instant now, int limit, Func<Schedule, bool, IReadOnlyList<Run>> take, CancellationToken cancellationToken)
    {
        // Read before anything is locked: at rest a look costs one step into an index and hinders nobody.
        if (!await db.Schedules.AnyAsync(schedule => schedule.NextDueAt <= now, cancellationToken))
            return new DispatchedBatch(0, []);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await db.Transact(
                    () => DispatchBatch(now, limit, take, cancellationToken), statements.CommitWithoutWaiting, cancellationToken);
            }
            catch (DbException refused) when (tries < Tries && UniqueViolation.Is(refused))
            {
                // Somebody asked for a run of one of the schedules between the look and the insert: now it shows as busy.
            }
        }
    }

    public async Task<IReadOnlyList<Run>> Claim(TargetType type, Instant now, int limit, Action<Run> take, CancellationToken cancellationToken)
    {
        if (!await db.Runs.AnyAsync(run => run.Status == RunStatus.Queued && run.TargetType == type && run.AvailableAt <= now, cancellationToken))
            return [];
        const string Queued = "\"Status\" = 'Queued' AND \"TargetType\" = {1} AND \"AvailableAt\" <= {2}";
        return await TakeRuns(Queued, nameof(Run.Turn), [limit, Stored(nameof(Run.TargetType), type), Stored(nameof(Run.AvailableAt), now)], take, cancellationToken);
    }

    public async Task<Run?> Claim(Guid runId, Action<Run> take, CancellationToken cancellationToken) =>
        (await TakeRuns("\"Status\" = 'Queued' AND \"Id\" = {1}", nameof(Run.Id), [1, Stored(nameof(Run.Id), runId)], take, cancellationToken)).SingleOrDefault();

    public async Task<int> Recover(Instant now, int limit, Action<Run> take, CancellationToken cancellationToken)
    {
        if (!await db.Runs.AnyAsync(run => run.Status == RunStatus.Running && run.LeaseUntil < now, cancellationToken))
            return 0;
        const string Lost = "\"Status\" = 'Running' AND \"LeaseUntil\" < {1}";
        return (await TakeRuns(Lost, nameof(Run.LeaseUntil), [limit, Stored(nameof(Run.LeaseUntil), now)], take, cancellationToken)).Count;
    }

    public async Task<int> Record(IReadOnlyList<ExecutedRun> runs, CancellationToken giveUp)
    {
        if (runs.Count == 0)
            return 0;
        var rows = LedgerRows.Update(
            db, [nameof(Run.Id), nameof(Run.Owner), nameof(Run.Attempt)], _changing,
            runs.Select(run => (new object?[] { run.Token.RunId, run.Token.Owner, run.Token.Attempt }, run.Run)));
        while (true)
        {
            try
            {
                return await Record(rows, runs.Count);
            }
            catch (Exception failure) when (DatabaseFailure.Is(failure) && !giveUp.IsCancellationRequested)
            {
                // EF Core leaves one open on which no transaction began, and would try with that again.
                await db.Database.GetDbConnection().CloseAsync();
                await Task.Delay(_pause, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public async Task<IReadOnlyList<FencingToken>> Renew(
        IReadOnlyList<FencingToken> tokens, Instant leaseUntil, CancellationToken cancellationToken)
    {
        var (ids, owners) = (tokens.Select(token => token.RunId).ToList(), tokens.Select(token => token.Owner).Distinct().ToList());
        var held = db.Runs.Where(run => ids.Contains(run.Id) && owners.Contains(run.Owner!) && run.Status == RunStatus.Running);
        await held.ExecuteUpdateAsync(set => set.SetProperty(run => run.LeaseUntil, leaseUntil), cancellationToken);
        var still = await held.Select(run => new FencingToken(run.Id, run.Owner!, run.Attempt)).ToListAsync(cancellationToken);
        return [.. tokens.Intersect(still)];
    }

    private Task<int> Record(LedgerRows rows, int count) => db.Transact(
        async () =>
        {
            var recorded = await statements.Update(db, rows, "t.\"Status\" = 'Running'", CancellationToken.None);
            if (recorded == count && db.HasChanges)
                await db.SaveChangesAsync(acceptAllChangesOnSuccess: false, CancellationToken.None);
            return recorded;
        },
        beforehand: "", CancellationToken.None);

    private async Task<DispatchedBatch> DispatchBatch(
        Instant now, int limit, Func<Schedule, bool, IReadOnlyList<Run>> take, CancellationToken cancellationToken)
    {
        var (due, runs) = Take(await Due(now, limit).ToListAsync(cancellationToken), limit, take);
        if (due.Count == 0)
            return new DispatchedBatch(0, []);
        await db.Seat(runs, cancellationToken);
        if (runs.Count > 0)
            await statements.Insert(db, LedgerRows.Insert(db, runs), cancellationToken);
        var moved = LedgerRows.Update(
            db, [nameof(Schedule.Id)], [nameof(Schedule.NextDueAt)], due.Select(schedule => (new object?[] { schedule.Id }, schedule)));
        await statements.Update(db, moved, "", cancellationToken);
        return new DispatchedBatch(due.Count, [.. runs.Where(run => run.Status == RunStatus.Queued).Select(run => run.Id)]);
    }

    // The going run is asked for by a subquery of one value, which every planner answers by a step into the index for each schedule. Of EXISTS,
    // PostgreSQL makes a table of all that is queued, for every batch.
    private IQueryable<DueRow> Due(Instant now, int limit) =>
        from schedule in db.Schedules.FromSqlRaw(
            statements.Take("Schedules", "\"NextDueAt\" <= {1}", nameof(Schedule.NextDueAt)),
            limit, LedgerRows.Stored<Schedule>(db, nameof(Schedule.NextDueAt), now)).AsNoTracking()
        orderby schedule.NextDueAt
        select new DueRow(
            schedule,
            db.Runs.Where(run => run.ScheduleId == schedule.Id && (run.Status == RunStatus.Queued || run.Status == RunStatus.Running))
                .Select(run => (Guid?)run.Id).FirstOrDefault());

    // After long downtime a schedule has many runs: counting them too bounds memory, and how long everybody else waits to write.
    private static (List<Schedule> Due, List<Run> Runs) Take(List<DueRow> rows, int limit, Func<Schedule, bool, IReadOnlyList<Run>> take)
    {
        var (due, runs) = (new List<Schedule>(), new List<Run>());
        foreach (var row in rows.TakeWhile(_ => runs.Count < limit))
        {
            due.Add(row.Schedule);
            runs.AddRange(take(row.Schedule, row.GoingRunId is not null));
        }

        return (due, runs);
    }

    private async Task<List<Run>> TakeRuns(
        string condition, string order, object[] parameters, Action<Run> take, CancellationToken cancellationToken) =>
        await db.Transact(
            async () =>
            {
                var runs = await db.Runs.FromSqlRaw(statements.Take("Runs", condition, order), parameters)
                    .AsNoTracking().ToListAsync(cancellationToken);
                runs.ForEach(take);
                var rows = LedgerRows.Update(db, [nameof(Run.Id)], _changing, runs.Select(run => (new object?[] { run.Id }, run)));
                if (runs.Count > 0)
                    await statements.Update(db, rows, "", cancellationToken);
                return runs;
            },
            statements.CommitWithoutWaiting, cancellationToken);

    private object Stored(string member, object value) => LedgerRows.Stored<Run>(db, member, value);

    private sealed record DueRow(Schedule Schedule, Guid? GoingRunId);
}
