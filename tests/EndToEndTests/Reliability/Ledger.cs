using System.Diagnostics;
using Npgsql;
using Schedules.Testing;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>The database, looked at by its superuser and past every fault but its own.</summary>
internal sealed class Ledger(PostgresServer server, string connectionString)
{
    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Username = PostgresServer.Superuser,
        Pooling = false,
        CommandTimeout = 300,
    }.ConnectionString;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public string Database { get; } = new NpgsqlConnectionStringBuilder(connectionString).Database!;

    /// <summary>The ledger as it is now, once more: to be spoilt.</summary>
    /// <returns>The copy, and the connection string of its owner.</returns>
    public async Task<(Ledger Copy, string ConnectionString)> Copy()
    {
        var name = $"{Database}_copy";
        var maintenance = new Ledger(server, server.ConnectionString("postgres"));
        await maintenance.Execute($"CREATE DATABASE {name} TEMPLATE {Database} OWNER {PostgresServer.Owner}");
        return (new Ledger(server, server.ConnectionString(name)), server.ConnectionString(name));
    }

    /// <summary>The machine's own time, in ISO 8601.</summary>
    public async Task<string> MachineTime() => (await Rows(
        "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')", row => row.GetString(0))).Single();

    /// <summary>Runs that are being executed.</summary>
    /// <param name="processId">By that process; null for by any.</param>
    /// <returns>Their ids; none where the database does not answer.</returns>
    public async Task<IReadOnlyList<Guid>> InFlight(int? processId)
    {
        try
        {
            // An owner is machine/process/…
            return await Rows(
                "SELECT \"Id\" FROM \"Runs\" WHERE \"Status\" = 'Running' AND \"Owner\" LIKE $1",
                row => row.GetGuid(0), processId is null ? "%" : $"%/{processId}/%");
        }
        catch (NpgsqlException)
        {
            return [];
        }
    }

    /// <summary>What was due, or asked for, up to an instant and has not come to its end.</summary>
    /// <returns>Schedules whose turn has not been taken, and runs without a final status.</returns>
    public async Task<(long Schedules, long Runs)> Open(DateTimeOffset upTo) => (await Rows(
        """
        SELECT (SELECT count(*) FROM "Schedules" WHERE "NextDueAt" <= $1),
               (SELECT count(*) FROM "Runs" WHERE "At" <= $1 AND "Status" IN ('Queued', 'Running'))
        """,
        row => (row.GetInt64(0), row.GetInt64(1)), upTo.UtcDateTime)).Single();

    /// <summary>Waits, looking as often as can be, until somebody moves a schedule on.</summary>
    public async Task UntilDispatched()
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var look = new NpgsqlCommand("SELECT sum(extract(epoch FROM \"NextDueAt\")) FROM \"Schedules\"", connection);
        var (before, watch) = (await look.ExecuteScalarAsync(), Stopwatch.StartNew());
        while (Equals(await look.ExecuteScalarAsync(), before))
        {
            if (watch.Elapsed > _patience)
                throw new AssertionException("Nothing is dispatched any more.");
            await Task.Delay(1);
        }
    }

    /// <summary>Throws everybody out of the database.</summary>
    public Task EndSessions() => Execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

    /// <summary>Throws a role out of the database.</summary>
    public Task EndSessionsOf(string role, int[] except) => Execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1 AND pid <> ALL ($2)", role, except);

    public async Task<long> Count(string sql, params object[] parameters) =>
        (await Rows(sql, row => Convert.ToInt64(row.GetValue(0), System.Globalization.CultureInfo.InvariantCulture), parameters)).Single();

    public Task Execute(string sql, params object[] parameters) => Rows(sql, _ => 0, parameters);

    /// <param name="sql">Its parameters are $1, $2, …</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="parameters">Their values.</param>
    public async Task<IReadOnlyList<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] parameters)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }
}
