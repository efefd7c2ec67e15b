using Npgsql;

namespace Schedules.EndToEndTests;

/// <summary>An upgrade while the program works: the database takes its newer form first, and processes that do not know it go on.</summary>
public sealed class UpgradeTests : ServerTest
{
    // What a migration may do while the version before it still runs: see docs/operation.md.
    private const string Newer = """
        ALTER TABLE "Runs" ADD "Note" text NULL;
        ALTER TABLE "Runs" ADD "Priority" integer NOT NULL DEFAULT 0;
        ALTER TABLE "Schedules" ADD "Colour" text NULL;
        ALTER TABLE "ScheduleVersions" ADD "Colour" text NULL;
        CREATE TABLE "Holidays" ("Id" integer PRIMARY KEY, "Name" text NOT NULL);
        CREATE INDEX "IX_Runs_Priority" ON "Runs" ("Priority", "At");
        INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('99990101000000_Newer', '99.0');
        """;

    [Test]
    public async Task A_process_goes_on_while_the_database_takes_a_newer_form_and_one_that_does_not_know_that_form_starts_on_it()
    {
        var database = await Postgres.CreateDatabase();
        Server.UsePostgreSql(database);
        await Server.Run("migrate");
        var tenant = await Server.CreateTenant();
        await Server.Start("2026-05-04T06:00:00Z");
        await tenant.EvaluateDaily(await tenant.AddPolicy(), hour: 7, "UTC");

        await Execute(database, Newer);
        var ready = await Server.Status("/health/ready");
        var schedule = (await tenant.Own("GET", "schedules"))["items"]![0].Text("id");
        await tenant.Own("POST", $"schedules/{schedule}/runs");
        await tenant.EvaluateDaily(await tenant.AddPolicy(), hour: 7, "UTC");
        await tenant.UntilEnded(1);
        await Server.Stop();
        var again = await Server.Run("migrate");
        await Server.Start("2026-05-04T07:00:05Z");
        var runs = await tenant.UntilEnded(3);

        Assert.That((ready, again.ExitCode), Is.EqualTo((200, 0)), again.Errors);
        Assert.That(runs.Select(run => $"{run.Text("trigger")} {run.Text("status")}").Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "manual succeeded", "scheduled succeeded", "scheduled succeeded" }));
    }

    [TestCase("Sqlite")]
    [TestCase("PostgreSql")]
    public async Task Programs_that_start_at_once_on_an_empty_database_migrate_it_once(string provider)
    {
        if (provider == "PostgreSql")
            Server.UsePostgreSql(await Postgres.CreateDatabase());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Server.Run("migrate")));

        Assert.That(outcomes.Select(outcome => outcome.ExitCode), Is.All.Zero, string.Concat(outcomes.Select(outcome => outcome.Errors)));
        await Server.CreateTenant();
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
