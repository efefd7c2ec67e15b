using Npgsql;
using Schedules.Testing;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>The database server that tests stop and kill has to be one that recovers, and that leaves nothing behind.</summary>
public sealed class PostgresServerTests
{
    [Test]
    public async Task Killed_it_starts_again_on_the_same_port_and_data()
    {
        await using var server = await PostgresServer.Start();
        var database = await server.CreateDatabase() + ";Pooling=false";
        await Execute(database, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");

        await server.Kill();
        Assert.That(() => Execute(database, "SELECT 1"), Throws.InstanceOf<NpgsqlException>());
        await server.Restart();

        Assert.That(await Execute(database, "SELECT id FROM kept"), Is.EqualTo(7));
    }

    [Test]
    public async Task Disposed_it_leaves_no_process_and_no_folder()
    {
        int id;
        string folder;
        await using (var server = await PostgresServer.Start(PostgresServer.Fast))
        {
            folder = (string)(await Execute(server.ConnectionString("postgres", PostgresServer.Superuser) + ";Pooling=false", "SHOW data_directory"))!;
            id = int.Parse((await File.ReadAllLinesAsync(Path.Combine(folder, "postmaster.pid")))[0], System.Globalization.CultureInfo.InvariantCulture);
            Assert.That(ProcessTree.Of(id).Name, Is.EqualTo("postgres"));
        }

        Assert.That(Directory.Exists($"/proc/{id}"), Is.False);
        Assert.That(Path.GetDirectoryName(folder), Does.Not.Exist);
    }

    [Test]
    public async Task The_tests_databases_are_empty_and_their_owner_is_nobody_special()
    {
        var one = await Postgres.CreateDatabase() + ";Pooling=false";
        var other = await Postgres.CreateDatabase() + ";Pooling=false";
        await Execute(one, "CREATE TABLE mine (id int)");

        Assert.That(await Execute(other, "SELECT count(*) FROM pg_class WHERE relname = 'mine'"), Is.Zero);
        Assert.That(await Execute(one, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"), Is.False);
    }

    private static async Task<object?> Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
