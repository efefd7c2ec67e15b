using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Schedules.Infrastructure.Persistence.SqlServer;
using Schedules.Testing;

namespace Schedules.IntegrationTests;

/// <summary>
/// A database of a test's own, empty, and gone with it. SCHEDULES_TEST_DATABASE says on which of the three all tests run: Sqlite (where it says nothing),
/// PostgreSql, or SqlServer, which SCHEDULES_TEST_SQLSERVER leads to.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string SqlServerVariable = "SCHEDULES_TEST_SQLSERVER";

    private const string Connections = ";Maximum Pool Size=20";

    private readonly string _provider;
    private bool _isOwn = true;

    private TestDatabase(string provider, string connectionString) => (_provider, ConnectionString) = (provider, connectionString);

    public static string Provider { get; } = Environment.GetEnvironmentVariable("SCHEDULES_TEST_DATABASE") is { Length: > 0 } name ? name : "Sqlite";

    public static bool IsSqlite => Provider == "Sqlite";

    public string ConnectionString { get; }

    /// <summary>The settings that lead a program here.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("Database:Provider", _provider), new("ConnectionStrings:Schedules", ConnectionString)];

    /// <param name="provider">Another than that of all tests, for a test of what only a server does.</param>
    public static async Task<TestDatabase> Create(string? provider = null) => new(provider ?? Provider, (provider ?? Provider) switch
    {
        "Sqlite" => $"Data Source={Path.Combine(Path.GetTempPath(), $"schedules-{Guid.NewGuid():N}.db")}",
        "PostgreSql" => await Postgres.CreateDatabase() + Connections,
        "SqlServer" => OnSqlServer(),
        var other => throw new InvalidOperationException($"There is no database {other}."),
    });

    /// <summary>One in the form that this version needs: where that can be copied, the migrations run once for all tests.</summary>
    /// <inheritdoc cref="Create"/>
    public static async Task<TestDatabase> Migrated(string? provider = null)
    {
        switch (provider ?? Provider)
        {
            case "Sqlite":
                var file = await Create("Sqlite");
                File.Copy(new SqliteConnectionStringBuilder(await Templates.Sqlite).DataSource, new SqliteConnectionStringBuilder(file.ConnectionString).DataSource);
                return file;
            case "PostgreSql":
                var template = new NpgsqlConnectionStringBuilder(await Templates.PostgreSql).Database!;
                return new("PostgreSql", await Postgres.CreateDatabase(template) + Connections);
            default:
                var database = await Create(provider);
                await using (var db = new SqlServerDb(new DbContextOptionsBuilder<SqlServerDb>().UseSqlServer(database.ConnectionString).Options))
                    await db.Database.MigrateAsync();
                return database;
        }
    }

    /// <summary>A database that a test has made itself, and ends itself.</summary>
    public static TestDatabase At(string provider, string connectionString) => new(provider, connectionString) { _isOwn = false };

    public async ValueTask DisposeAsync()
    {
        if (!_isOwn)
            return;
        if (_provider == "Sqlite")
            DeleteFiles();
        else if (_provider == "PostgreSql")
            await Drop();
        else
            await DropOnSqlServer();
    }

    // Its first migration makes it.
    private static string OnSqlServer() => Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } server
        ? new SqlConnectionStringBuilder(server) { InitialCatalog = $"schedules_{Guid.NewGuid():N}", MaxPoolSize = 20 }.ConnectionString
        : throw new InvalidOperationException($"{SqlServerVariable} must be the connection string of a SQL Server.");

    private async Task DropOnSqlServer()
    {
        await using var db = new SqlServerDb(new DbContextOptionsBuilder<SqlServerDb>().UseSqlServer(ConnectionString).Options);
        await db.Database.EnsureDeletedAsync();
    }

    private void DeleteFiles()
    {
        SqliteConnection.ClearAllPools();
        var file = new SqliteConnectionStringBuilder(ConnectionString).DataSource;
        foreach (var part in new[] { file, file + "-wal", file + "-shm" })
            File.Delete(part);
    }

    // Its connections first: a server has few, and hundreds of tests. A vacuum of the server's own may be at work there, which only the superuser may end.
    private async Task Drop()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
        var name = connection.Database;
        var asSuperuser = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Username = PostgresServer.Superuser, Pooling = false };
        await using var other = new NpgsqlConnection(asSuperuser.ConnectionString);
        await other.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", other);
        await drop.ExecuteNonQueryAsync();
    }
}
