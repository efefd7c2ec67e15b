namespace Schedules.Infrastructure.Persistence.SqlServer;

/// <summary>The ledger's statements on SQL Server.</summary>
public sealed class SqlServerStatements : LedgerStatements
{
    public override string Clock => "SELECT SYSUTCDATETIME() AS \"Value\"";

    // SQL Server says so at each COMMIT instead, where the database allows it; the driver's transactions do not.
    public override string CommitWithoutWaiting => "";

    // Where readers see versions (READ_COMMITTED_SNAPSHOT), rows are passed by only if locks are asked for in so many words.
    public override string Take(string table, string condition, string order) =>
        $"SELECT TOP ({{0}}) * FROM \"{table}\" WITH (UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK) WHERE {condition} ORDER BY \"{order}\"";

    // The look and the insert are one: the range is locked from the look to the end of the transaction. It is the unique index's where the condition
    // says what that one says.
    protected override string InsertText(LedgerRows rows) => $"""
        INSERT INTO "{rows.Table}" ({Quoted(rows.Columns)})
        SELECT {Aliases(rows.Columns)} FROM {Values(rows)}
        WHERE NOT EXISTS (
            SELECT 1 FROM "{rows.Table}" AS t WITH (UPDLOCK, HOLDLOCK)
            WHERE t."ScheduleId" = v."{Alias(rows, "ScheduleId")}" AND t."DueAt" = v."{Alias(rows, "DueAt")}" AND t."DueAt" IS NOT NULL)
        """;

    protected override string UpdateText(LedgerRows rows, string condition) => $"""
        UPDATE t SET {Assignments(rows)}
        FROM "{rows.Table}" AS t
        INNER JOIN {Values(rows)} ON {Equal(rows, condition)}
        """;

    // Texts of a batch would compare in the database's way, and two ways do not mix.
    protected override string Equal(LedgerColumn key) =>
        base.Equal(key) + (key.StoreType.StartsWith("nvarchar", StringComparison.Ordinal) ? $" COLLATE {SqlServerDb.ByCharacter}" : "");

    protected override string Values(LedgerRows rows) => $"OPENJSON(@rows) WITH ({Types(rows)}) AS v";

    private static string Alias(LedgerRows rows, string name) => rows.Columns.Single(column => column.Name == name).Alias;
}
