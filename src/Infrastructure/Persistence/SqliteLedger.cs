using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Batches on SQLite: a transaction is the only writer while it lasts, and a prepared statement a row costs microseconds.</summary>
public sealed class SqliteLedger(SchedulesDb db) : ILedger
{
    public async Task<DispatchedBatch> Dispatch(
        Instant now, int limit, Func<Schedule, bool, IReadOnlyList<Run>> take, CancellationToken cancellationToken)
    {
        // Read before the write lock is taken: at rest a look costs one step into an index and hinders nobody.
        if (!await db.Schedules.AnyAsync(schedule => schedule.NextDueAt <= now, cancellationToken))
            return new DispatchedBatch(0, []);

        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            // This commit need not wait for the disk. What a power cut takes back, it takes back whole, and it is dispatched again; and the log is
            // written in order, so that the commit by which a worker claims one of these runs, and which waits, makes them last as well.
            await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous=NORMAL", cancellationToken);
            return await DispatchBatch(now, limit, take, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<DispatchedBatch> DispatchBatch(
        Instant now, int limit, Func<Schedule, bool, IReadOnlyList<Run>> take, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (due, runs) = Take(await Due(now).Take(limit).ToListAsync(cancellationToken), limit, take);
        await Insert(runs, transaction.GetDbTransaction(), cancellationToken);
        await MoveOn(due, transaction.GetDbTransaction(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DispatchedBatch(due.Count, [.. runs.Where(run => run.Status == RunStatus.Queued).Select(run => run.Id)]);
    }

    public async Task<int> Recover(Instant now, int limit, Action<Run> take, CancellationToken cancellationToken)
    {
        var over = db.Runs.Where(run => run.Status == RunStatus.Running && run.LeaseUntil < now);
        if (!await over.AnyAsync(cancellationToken))
            return 0;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var runs = await over.OrderBy(run => run.LeaseUntil).Take(limit).ToListAsync(cancellationToken);
        runs.ForEach(take);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return runs.Count;
    }

    public async Task<bool> Renew(Guid runId, string owner, int attempt, Instant leaseUntil, CancellationToken cancellationToken) =>
        await db.Runs
            .Where(run => run.Id == runId && run.Owner == owner && run.Attempt == attempt && run.Status == RunStatus.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.LeaseUntil, leaseUntil), cancellationToken) == 1;

    private IQueryable<DueRow> Due(Instant now) =>
        from schedule in db.Schedules.AsNoTracking()
        where schedule.NextDueAt <= now
        orderby schedule.NextDueAt
        select new DueRow(
            schedule,
            db.Runs.Any(run => run.ScheduleId == schedule.Id && (run.Status == RunStatus.Queued || run.Status == RunStatus.Running)));

    // After long downtime a schedule has many runs: counting them too bounds memory, and how long everybody else waits to write.
    private static (List<DueRow> Due, List<Run> Runs) Take(List<DueRow> rows, int limit, Func<Schedule, bool, IReadOnlyList<Run>> take)
    {
        var (due, runs) = (new List<DueRow>(), new List<Run>());
        foreach (var row in rows.TakeWhile(_ => runs.Count < limit))
        {
            due.Add(row);
            runs.AddRange(take(row.Schedule, row.Busy));
        }

        return (due, runs);
    }

    // That one conflict alone: an occurrence that another index refuses must not get lost in silence.
    private const string OnceAnOccurrence = "ON CONFLICT (\"ScheduleId\", \"DueAt\") WHERE \"DueAt\" IS NOT NULL DO NOTHING";

    private async Task Insert(List<Run> runs, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (runs.Count == 0)
            return;
        // A queued run has not even half of its members: columns that are empty in the whole batch are not written.
        var properties = db.Model.FindEntityType(typeof(Run))!.GetProperties()
            .Where(property => runs.Exists(run => property.GetGetter().GetClrValue(run) is not null)).ToList();
        var columns = string.Join(", ", properties.Select(property => $"\"{property.GetColumnName()}\""));
        var values = string.Join(", ", properties.Select((_, i) => $"@p{i}"));
        await using var command = Command(
            $"INSERT INTO \"Runs\" ({columns}) VALUES ({values}) {OnceAnOccurrence}", properties.Count, transaction);
        foreach (var run in runs)
        {
            for (var i = 0; i < properties.Count; i++)
                command.Parameters[i].Value = Stored(properties[i], run);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task MoveOn(List<DueRow> due, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var type = db.Model.FindEntityType(typeof(Schedule))!;
        var nextDueAt = type.FindProperty(nameof(Schedule.NextDueAt))!;
        var id = type.FindProperty(nameof(Schedule.Id))!;
        await using var command = Command("UPDATE \"Schedules\" SET \"NextDueAt\" = @p0 WHERE \"Id\" = @p1", 2, transaction);
        foreach (var row in due)
        {
            command.Parameters[0].Value = Stored(nextDueAt, row.Schedule);
            command.Parameters[1].Value = Stored(id, row.Schedule);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static object Stored(IProperty property, object entity)
    {
        var value = property.GetGetter().GetClrValue(entity);
        return (property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value) ?? DBNull.Value;
    }

    private static DbCommand Command(string sql, int parameters, DbTransaction transaction)
    {
        var command = transaction.Connection!.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private sealed record DueRow(Schedule Schedule, bool Busy);
}
