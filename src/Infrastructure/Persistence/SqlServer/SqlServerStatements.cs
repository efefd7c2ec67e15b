namespace Schedules.Infrastructure.Persistence.SqlServer;

/// <summary>The ledger's statements on SQL Server.</summary>
public sealed class SqlServerStatements : LedgerStatements
{
    public override string Clock => "SELECT SYSUTCDATETIME() AS \"Value\"";

    // SQL Server says so at each COMMIT instead, where the database allows it; the driver's transactions do not.
    public override string CommitWithoutWaiting => "";

    public override string Take(string table, string condition, string order) =>
        $"SELECT TOP ({{0}}) * FROM \"{table}\" WITH (UPDLOCK, READPAST, ROWLOCK) WHERE {condition} ORDER BY \"{order}\"";

    // The look and the insert are one: the range is locked from the look to the end of the transaction.
    protected override string InsertText(LedgerRows rows) => $"""
        INSERT INTO "{rows.Table}" ({Quoted(rows.Columns)})
        SELECT {Aliases(rows.Columns)} FROM {Values(rows)}
        WHERE NOT EXISTS (
            SELECT 1 FROM "{rows.Table}" AS t WITH (UPDLOCK, HOLDLOCK)
            WHERE t."ScheduleId" = v."{Alias(rows, "ScheduleId")}" AND t."DueAt" = v."{Alias(rows, "DueAt")}")
        """;

    protected override string UpdateText(LedgerRows rows, string condition) => $"""
        UPDATE t SET {Assignments(rows)}
        FROM "{rows.Table}" AS t
        INNER JOIN {Values(rows)} ON {Equal(rows, condition)}
        """;

    private static string Values(LedgerRows rows) => $"OPENJSON(@rows) WITH ({Types(rows)}) AS v";

    private static string Alias(LedgerRows rows, string name) => rows.Columns.Single(column => column.Name == name).Alias;
}
