using Microsoft.EntityFrameworkCore;
using Schedules.Infrastructure.Persistence;

namespace Schedules.UnitTests.Persistence;

public sealed class MigrationTests
{
    private static IEnumerable<TestCaseData<Func<SchedulesDb>>> Databases =>
    [
        Database("Sqlite", () => new DesignTimeSqlite().CreateDbContext([])),
        Database("PostgreSql", () => new DesignTimePostgreSql().CreateDbContext([])),
        Database("SqlServer", () => new DesignTimeSqlServer().CreateDbContext([])),
    ];

    [TestCaseSource(nameof(Databases))]
    public void The_newest_migration_has_every_change_of_the_model(Func<SchedulesDb> open)
    {
        using var db = open();

        Assert.That(
            db.Database.HasPendingModelChanges(), Is.False, "The model has changed since the newest migration: scripts/add-migration.sh NAME makes the next.");
    }

    [TestCaseSource(nameof(Databases))]
    public void Every_migration_has_a_name_and_a_place_in_time(Func<SchedulesDb> open)
    {
        using var db = open();

        Assert.That(db.Database.GetMigrations(), Is.Not.Empty.And.All.Matches(@"^\d{14}_[A-Z]\w+$"));
    }

    private static TestCaseData<Func<SchedulesDb>> Database(string name, Func<SchedulesDb> open) => new(open) { TestName = $"{{m}}({name})" };
}
