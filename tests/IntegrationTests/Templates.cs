using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Schedules.Infrastructure.Persistence.PostgreSql;
using Schedules.Infrastructure.Persistence.Sqlite;

namespace Schedules.IntegrationTests;

/// <summary>Databases that were migrated and are only copied: as connection strings. Nobody is connected to them.</summary>
[SetUpFixture]
public sealed class Templates
{
    private static readonly Lazy<Task<string>> _sqlite = new(MigrateSqlite);
    private static readonly Lazy<Task<string>> _postgreSql = new(async () => await MigratePostgreSql(await Postgres.CreateDatabase()));

    public static Task<string> Sqlite => _sqlite.Value;

    public static Task<string> PostgreSql => _postgreSql.Value;

    [OneTimeTearDown]
    public async Task Delete()
    {
        if (_sqlite.IsValueCreated)
            File.Delete(new SqliteConnectionStringBuilder(await Sqlite).DataSource);
    }

    /// <summary>Brings an empty database to this version's form, and leaves it.</summary>
    /// <returns>The connection string.</returns>
    public static async Task<string> MigratePostgreSql(string connection)
    {
        await using var db = new PostgreSqlDb(new DbContextOptionsBuilder<PostgreSqlDb>().UseNpgsql(connection + ";Pooling=false").Options);
        await db.Database.MigrateAsync();
        return connection;
    }

    private static async Task<string> MigrateSqlite()
    {
        var file = $"Data Source={Path.Combine(Path.GetTempPath(), $"schedules-{Guid.NewGuid():N}.db")};Pooling=False";
        await using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(file).Options);
        await db.Database.MigrateAsync();
        return file;
    }
}
