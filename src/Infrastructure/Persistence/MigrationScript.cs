using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Schedules.Infrastructure.Persistence;

/// <summary>The migrations as a script, for whoever changes a database by hand: it brings any older form to this version's, and may be run again.</summary>
public static class MigrationScript
{
    // Filtered indexes are made under this setting alone, and sqlcmd begins without it.
    private const string SqlServerSetting = "SET QUOTED_IDENTIFIER ON;\nGO\n\n";

    /// <param name="database">PostgreSql or SqlServer, in any case.</param>
    /// <returns>Null for any other. SQLite has no statements that look before they change; its file is migrated at every start.</returns>
    public static string? Of(string database) => database.ToUpperInvariant() switch
    {
        "POSTGRESQL" => Write(new DesignTimePostgreSql().CreateDbContext([])),
        "SQLSERVER" => SqlServerSetting + Write(new DesignTimeSqlServer().CreateDbContext([])),
        _ => null,
    };

    private static string Write(SchedulesDb db)
    {
        using (db)
            return db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }
}
