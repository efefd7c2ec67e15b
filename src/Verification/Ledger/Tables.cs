using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Schedules.Verification.Ledger;

/// <summary>The two tables as one stream, read as each of the databases keeps ids, instants and truth values.</summary>
internal sealed class Tables(DbConnection connection)
{
    // One statement: a single reader, a single snapshot, and the database's own order of ids, which is not .NET's, is nobody's concern:
    // what matters is that the rows of a schedule stand together, its versions before its runs. Both halves come sorted from an index.
    private const string Rows = """
        SELECT "ScheduleId" AS "ScheduleId", 0 AS "Kind", NULL AS "DueAt", "Version" AS "Version", "At" AS "At", "Rule" AS "Rule",
               "IsEnabled" AS "IsEnabled", "IsDeleted" AS "IsDeleted", NULL AS "Status", NULL AS "Attempt",
               (SELECT "KeptFrom" FROM "Organizations" WHERE "Organizations"."Id" = "ScheduleVersions"."OrganizationId") AS "StartedAt"
        FROM "ScheduleVersions" WHERE "At" < @until
        UNION ALL
        SELECT "ScheduleId", 1, "DueAt", "ScheduleVersion", NULL, NULL, NULL, NULL, "Status", "Attempt", "StartedAt"
        FROM "Runs" WHERE "DueAt" > @after AND "DueAt" <= @until
        ORDER BY "ScheduleId", "Kind", "DueAt"
        """;

    private const string Unrecorded = """
        SELECT "Id" FROM "Schedules"
        WHERE "IsEnabled" = @enabled AND NOT EXISTS (
            SELECT 1 FROM "ScheduleVersions"
            WHERE "ScheduleVersions"."ScheduleId" = "Schedules"."Id" AND "ScheduleVersions"."Version" = "Schedules"."Version"
                AND "ScheduleVersions"."Rule" = "Schedules"."Rule" AND "ScheduleVersions"."IsEnabled" = "Schedules"."IsEnabled")
        """;

    // Microsoft.Data.Sqlite, as against Npgsql and SqlClient: ids are blobs there, and instants are numbers.
    private readonly bool _isSqlite = connection.GetType().Name.StartsWith("Sqlite", StringComparison.Ordinal);
    private readonly bool _isSqlServer = connection.GetType().Name == "SqlConnection";

    /// <summary>The rows of each schedule together: its versions up to an instant, then its runs of a time, by instant.</summary>
    public async IAsyncEnumerable<(Guid ScheduleId, VersionRow? Version, RunRow? Run)> Read(
        DateTime after, DateTime until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Command(Rows);
        Add(command, "@after", after);
        Add(command, "@until", until);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = Id(reader.GetValue(0));
            var isVersion = Number(reader.GetValue(1)) == 0;
            yield return isVersion ? (id, Version(reader), null) : (id, null, Run(reader));
        }
    }

    /// <summary>Enabled schedules whose present version is not kept as it stands, so that nobody can say what was due.</summary>
    public async IAsyncEnumerable<Guid> ReadUnrecorded([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Command(Unrecorded);
        var enabled = command.CreateParameter();
        (enabled.ParameterName, enabled.DbType, enabled.Value) = ("@enabled", DbType.Boolean, true);
        command.Parameters.Add(enabled);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return Id(reader.GetValue(0));
    }

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        // A ledger of years takes minutes to read.
        command.CommandTimeout = 0;
        return command;
    }

    private void Add(DbCommand command, string name, DateTime at)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        // SqlClient would round to a three-hundredth of a second.
        if (_isSqlServer)
            parameter.DbType = DbType.DateTime2;
        parameter.Value = _isSqlite ? (at - DateTime.UnixEpoch).Ticks : at;
        command.Parameters.Add(parameter);
    }

    private static VersionRow Version(DbDataReader reader) => new(
        Number(reader.GetValue(3)), Instant(reader.GetValue(4)), reader.GetValue(5) as string, Truth(reader.GetValue(6)), Truth(reader.GetValue(7)),
        reader.GetValue(10) is DBNull ? null : Instant(reader.GetValue(10)));

    private static RunRow Run(DbDataReader reader) => new(
        Instant(reader.GetValue(2)), Number(reader.GetValue(3)), reader.GetString(8), Number(reader.GetValue(9)),
        reader.GetValue(10) is DBNull ? null : Instant(reader.GetValue(10)));

    private static Guid Id(object value) => value switch
    {
        Guid id => id,
        byte[] bytes => new Guid(bytes, bigEndian: true),
        _ => Guid.Parse((string)value),
    };

    private static DateTime Instant(object value) => value switch
    {
        long ticks => DateTime.UnixEpoch.AddTicks(ticks),
        DateTimeOffset at => at.UtcDateTime,
        DateTime { Kind: DateTimeKind.Unspecified } at => DateTime.SpecifyKind(at, DateTimeKind.Utc),
        DateTime at => at.ToUniversalTime(),
        _ => DateTime.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
    };

    private static int Number(object value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private static bool Truth(object value) => Convert.ToBoolean(value, CultureInfo.InvariantCulture);
}
