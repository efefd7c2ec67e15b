using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Schedules.Infrastructure.Persistence;
using Schedules.Infrastructure.Persistence.PostgreSql;

namespace Schedules.IntegrationTests.Persistence;

/// <summary>The scripts of the release, which bring a database to this version's form without the program.</summary>
[Category("NoDatabase")]
public sealed partial class ScriptTests
{
    // All that a schema is, a line each: what a query planner, a writer or a reader could tell apart.
    private const string Schema = """
        SELECT concat_ws(' ', 'column', table_name, ordinal_position, column_name, data_type, character_maximum_length, is_nullable, column_default)
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', 'migration', "MigrationId") FROM "__EFMigrationsHistory"
        ORDER BY 1
        """;

    [Test]
    public async Task On_PostgreSQL_the_script_makes_what_migrating_makes_and_may_be_run_again()
    {
        var (migrated, scripted) = (await Postgres.CreateDatabase(), await Postgres.CreateDatabase());
        await using var db = new PostgreSqlDb(new DbContextOptionsBuilder<PostgreSqlDb>().UseNpgsql(migrated).Options);
        await db.Database.MigrateAsync();

        await Execute(scripted, MigrationScript.Of("PostgreSql")!);
        await Execute(scripted, MigrationScript.Of("PostgreSql")!);

        Assert.That(await Read(scripted), Is.EqualTo(await Read(migrated)).And.Count.GreaterThan(100));
    }

    [Test]
    public async Task On_PostgreSQL_the_program_takes_a_scripted_database_for_migrated()
    {
        var connection = await Postgres.CreateDatabase();
        await Execute(connection, MigrationScript.Of("PostgreSql")!);

        await using var db = new PostgreSqlDb(new DbContextOptionsBuilder<PostgreSqlDb>().UseNpgsql(connection).Options);

        Assert.That(await db.Database.GetPendingMigrationsAsync(), Is.Empty);
    }

    [Test]
    public void On_SQL_Server_every_change_looks_first_whether_it_was_made()
    {
        var rest = Guarded().Replace(MigrationScript.Of("SqlServer")!, "");

        Assert.That(
            rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct(),
            Is.EqualTo(new[] { "SET QUOTED_IDENTIFIER ON;", "GO", "BEGIN TRANSACTION;", "COMMIT;" }));
    }

    // ALTER DATABASE is no part of a transaction: the server refuses it there.
    [Test]
    public void On_SQL_Server_readers_see_versions_and_no_transaction_is_open_where_that_is_set()
    {
        var before = MigrationScript.Of("SqlServer")!.Split("ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE");

        Assert.That(before, Has.Length.EqualTo(2));
        Assert.That(before[0].Split("BEGIN TRANSACTION;"), Has.Length.EqualTo(before[0].Split("COMMIT;").Length).And.Length.GreaterThan(1));
    }

    [Test]
    public void There_is_none_for_SQLite() => Assert.That(MigrationScript.Of("Sqlite"), Is.Null);

    [GeneratedRegex(
        """
        ^IF (NOT EXISTS \(\n    SELECT \* FROM \[__EFMigrationsHistory\]\n    WHERE \[MigrationId\] = N'\w+'\n\)|OBJECT_ID\(N'\[__EFMigrationsHistory\]'\) IS NULL)
        BEGIN\n((    .*)?\n)*?END;$
        """, RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Guarded();

    private static async Task Execute(string connectionString, string script)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(script, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> Read(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Schema, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return lines;
    }
}
