namespace Schedules.Infrastructure.Persistence.PostgreSql;

/// <summary>The ledger's statements on PostgreSQL.</summary>
public sealed class PostgreSqlStatements : LedgerStatements
{
    public override string Clock => "SELECT clock_timestamp() AS \"Value\"";

    public override string CommitWithoutWaiting => "SET synchronous_commit = off";

    public override string Take(string table, string condition, string order) =>
        $"SELECT * FROM \"{table}\" WHERE {condition} ORDER BY \"{order}\" LIMIT {{0}} FOR UPDATE SKIP LOCKED";

    // That one conflict alone: an occurrence that another index refuses must not get lost in silence.
    protected override string InsertText(LedgerRows rows) => $"""
        INSERT INTO "{rows.Table}" ({Quoted(rows.Columns)})
        SELECT {Aliases(rows.Columns)} FROM {Values(rows)}
        ON CONFLICT ("ScheduleId", "DueAt") WHERE "DueAt" IS NOT NULL DO NOTHING
        """;

    protected override string UpdateText(LedgerRows rows, string condition) => $"""
        UPDATE "{rows.Table}" AS t SET {Assignments(rows)}
        FROM {Values(rows)}
        WHERE {Equal(rows, condition)}
        """;

    protected override string Values(LedgerRows rows) => $"json_to_recordset(CAST(@rows AS json)) AS v({Types(rows)})";
}
