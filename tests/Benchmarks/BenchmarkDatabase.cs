using Microsoft.Data.Sqlite;
using Schedules.Testing;

namespace Schedules.Benchmarks;

/// <summary>An empty database of a benchmark's own: a SQLite file, or a database of a PostgreSQL server that writes to the disk as in production.</summary>
internal sealed class BenchmarkDatabase : IAsyncDisposable
{
    private static readonly (string, string)[] _asInProduction =
        [("shared_buffers", "1GB"), ("max_wal_size", "4GB"), ("max_connections", "200"), ("autovacuum_naptime", "5s")];

    private readonly string? _folder;
    private readonly PostgresServer? _server;

    private BenchmarkDatabase(string folder) => _folder = folder;

    private BenchmarkDatabase(PostgresServer server) => _server = server;

    public string Provider => _server is null ? "Sqlite" : "PostgreSql";

    public string ConnectionString { get; private init; } = "";

    public IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("Database:Provider", Provider), new("ConnectionStrings:Schedules", ConnectionString)];

    public static BenchmarkDatabase Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("schedules-benchmark-").FullName;
        return new BenchmarkDatabase(folder) { ConnectionString = $"Data Source={Path.Combine(folder, "schedules.db")}" };
    }

    public static async Task<BenchmarkDatabase> PostgreSql()
    {
        var server = await PostgresServer.Start(_asInProduction);
        return new BenchmarkDatabase(server) { ConnectionString = await server.CreateDatabase() };
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_folder is null)
            return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
