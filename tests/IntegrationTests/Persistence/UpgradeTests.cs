using Microsoft.EntityFrameworkCore;
using Schedules.Infrastructure.Persistence;
using Schedules.Infrastructure.Persistence.Sqlite;

namespace Schedules.IntegrationTests.Persistence;

/// <summary>A database in a form that this version does not know, and one whose migration was broken off.</summary>
public sealed class UpgradeTests : HttpFixture
{
    // In words that all three databases have.
    private static readonly string[] _newer =
    [
        """ALTER TABLE "Runs" ADD "Note" text NULL""",
        """ALTER TABLE "Runs" ADD "Priority" integer NOT NULL DEFAULT 0""",
        """ALTER TABLE "Schedules" ADD "Colour" text NULL""",
        """ALTER TABLE "ScheduleVersions" ADD "Colour" text NULL""",
        """CREATE TABLE "Holidays" ("Id" integer PRIMARY KEY, "Name" text NOT NULL)""",
        """CREATE INDEX "IX_Runs_Priority" ON "Runs" ("Priority", "At")""",
        """INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('99990101000000_Newer', '99.0')""",
    ];

    [Test]
    public async Task A_newer_form_hinders_neither_a_server_at_work_nor_the_next_start()
    {
        await DailyScan(9);
        foreach (var statement in _newer)
            await Server.Database(db => db.Database.ExecuteSqlRawAsync(statement));

        var path = await DailyScan(9);
        await MoveTo("2026-01-01T09:00:00Z");
        await Dispatch();
        await Work();
        await Server.Database(async db =>
        {
            await db.MigrateAsync(CancellationToken.None);
            return 0;
        });

        Assert.That((await Key.Send("GET", "/health/ready")).Status, Is.EqualTo(200));
        Assert.That((await Key.Get("/api/v1/runs"))["items"]!.AsArray().Select(run => run.Text("status")), Is.EqualTo(new[] { "succeeded", "succeeded" }));
        Assert.That((await Key.Get(path))["scanHistory"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_lock_of_a_process_that_was_killed_while_it_migrated_holds_nobody_up()
    {
        await using var database = await TestDatabase.Create("Sqlite");
        await using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(database.ConnectionString).Options);
        // As EF Core makes it.
        await db.Database.ExecuteSqlRawAsync("""CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""");
        await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00')""");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        await db.MigrateAsync(patience.Token);

        Assert.That(await db.Organizations.CountAsync(patience.Token), Is.Zero);
        Assert.That(await db.Database.GetPendingMigrationsAsync(patience.Token), Is.Empty);
    }
}
