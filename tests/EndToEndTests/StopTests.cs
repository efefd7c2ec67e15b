using System.Text.Json.Nodes;
using Npgsql;

namespace Schedules.EndToEndTests;

/// <summary>Stops as a service manager and a load balancer see them, and copies of a database that is at work.</summary>
public sealed class StopTests : ServerTest
{
    [Test]
    public async Task Asked_to_stop_the_server_is_unready_at_first_and_answers_while_others_notice()
    {
        Server.Settings["Shutdown__Delay"] = "00:00:05";
        var tenant = await Server.CreateTenant();
        await Server.Start();

        var stopped = Server.Stop();
        await Poll.Until("readiness to go", () => Server.Status("/health/ready"), status => status == 503);

        Assert.That(await Server.Status("/health/live"), Is.EqualTo(200));
        Assert.That((await tenant.Governance("GET", "sod-policies")).AsArray(), Is.Empty, "who has not noticed yet is answered");
        await stopped;
    }

    [Test]
    public async Task A_backup_taken_from_a_server_at_work_serves_what_stood_in_it()
    {
        var tenant = await Server.CreateTenant();
        var before = await Evaluated(tenant);

        var outcome = await Server.Run("backup", "copy.db");
        await tenant.AddPolicy();
        await Server.Kill();
        File.Move(Path.Combine(Server.Folder, "copy.db"), Path.Combine(Server.Folder, "data", "schedules.db"), overwrite: true);
        foreach (var rest in new[] { "schedules.db-wal", "schedules.db-shm" })
            File.Delete(Path.Combine(Server.Folder, "data", rest));
        await Server.Start("2026-05-04T07:05:00Z");

        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((0, "")), outcome.Errors);
        Assert.That(JsonNode.DeepEquals((await tenant.Runs()).Single(), before));
        Assert.That((await tenant.Governance("GET", "sod-policies")).AsArray(), Has.Count.EqualTo(1), "what came after the backup is not in it");
        Assert.That((await Server.Run("backup", "data/schedules.db")).ExitCode, Is.EqualTo(2), "a file that is there is not overwritten");
    }

    [Test]
    public async Task A_dump_of_PostgreSQL_taken_from_a_server_at_work_serves_on_another_database()
    {
        var (original, restored) = (await Postgres.CreateDatabase(), await Postgres.CreateDatabase());
        Server.UsePostgreSql(original);
        await Server.Run("migrate");
        var tenant = await Server.CreateTenant();
        var before = await Evaluated(tenant);

        var dump = await Command.Run("pg_dump", "--format=custom", $"--file={Server.Folder}/dump", Url(original));
        await Server.Stop();
        var restore = await Command.Run("pg_restore", $"--dbname={Url(restored)}", $"{Server.Folder}/dump");
        Server.UsePostgreSql(restored);
        await Server.Start("2026-05-04T07:05:00Z");

        Assert.That((dump.ExitCode, restore.ExitCode), Is.EqualTo((0, 0)), dump.Errors + restore.Errors);
        Assert.That(JsonNode.DeepEquals((await tenant.Runs()).Single(), before));
    }

    private async Task<JsonNode?> Evaluated(Tenant tenant)
    {
        await Server.Start("2026-05-04T06:00:00Z");
        await tenant.EvaluateDaily(await tenant.AddPolicy(), hour: 7, "UTC");
        await Server.Kill();
        await Server.Start("2026-05-04T06:59:57Z");
        return (await tenant.UntilEnded(1)).Single();
    }

    private static string Url(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgresql://{server.Username}@{server.Host}:{server.Port}/{server.Database}";
    }
}
