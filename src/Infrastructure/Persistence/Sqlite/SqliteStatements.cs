using System.Data.Common;

namespace Schedules.Infrastructure.Persistence.Sqlite;

/// <summary>
/// The ledger's statements on SQLite: a transaction is the only writer while it lasts, so that nothing needs a lock of its own; and a prepared statement
/// a row costs less than taking a batch apart in SQL, for there is no network between.
/// </summary>
public sealed class SqliteStatements : LedgerStatements
{
    public override string? Clock => null;

    public override string CommitWithoutWaiting => "PRAGMA synchronous=NORMAL";

    public override string Take(string table, string condition, string order) =>
        $"SELECT * FROM \"{table}\" WHERE {condition} ORDER BY \"{order}\" LIMIT {{0}}";

    public override Task<int> Insert(SchedulesDb db, LedgerRows rows, CancellationToken cancellationToken) =>
        ExecuteEach(db, InsertText(rows), rows, cancellationToken);

    public override Task<int> Update(SchedulesDb db, LedgerRows rows, string condition, CancellationToken cancellationToken) =>
        ExecuteEach(db, UpdateText(rows, condition), rows, cancellationToken);

    protected override Task<int> InsertNew(SchedulesDb db, LedgerRows rows, CancellationToken cancellationToken) =>
        ExecuteEach(db, $"INSERT INTO \"{rows.Table}\" ({Quoted(rows.Columns)}) {Values(rows)}", rows, cancellationToken);

    protected override string Values(LedgerRows rows) => $"VALUES ({string.Join(", ", rows.Columns.Select(column => $"@{column.Alias}"))})";

    // That one conflict alone: an occurrence that another index refuses must not get lost in silence.
    protected override string InsertText(LedgerRows rows) => $"""
        INSERT INTO "{rows.Table}" ({Quoted(rows.Columns)}) {Values(rows)}
        ON CONFLICT ("ScheduleId", "DueAt") WHERE "DueAt" IS NOT NULL DO NOTHING
        """;

    protected override string UpdateText(LedgerRows rows, string condition)
    {
        var set = string.Join(", ", rows.Columns.Select(column => $"\"{column.Name}\" = @{column.Alias}"));
        var where = rows.Keys.Select(key => $"t.\"{key.Name}\" = @{key.Alias}").Concat(condition.Length > 0 ? [condition] : []);
        return $"UPDATE \"{rows.Table}\" AS t SET {set} WHERE {string.Join(" AND ", where)}";
    }

    private static async Task<int> ExecuteEach(SchedulesDb db, string text, LedgerRows rows, CancellationToken cancellationToken)
    {
        await using var command = Command(db, text);
        var parameters = rows.All.Select(column => Add(command, column)).ToArray();
        var count = 0;
        foreach (var row in rows.Values)
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = row[i] ?? DBNull.Value;
            count += await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return count;
    }

    private static DbParameter Add(DbCommand command, LedgerColumn column)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@{column.Alias}";
        command.Parameters.Add(parameter);
        return parameter;
    }
}
