using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Brings the database to the form that this version needs.</summary>
public static class DatabaseStart
{
    /// <summary>The embedded database belongs to its process; a server's is changed only when asked to.</summary>
    public static bool MigratesAtStart(this SchedulesDb db) => db.Database.IsSqlite();

    public static async Task MigrateAsync(this SchedulesDb db, CancellationToken cancellationToken)
    {
        if (db.MigratesAtStart())
            MakeFolder(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);
        await db.Database.MigrateAsync(cancellationToken);
    }

    private static void MakeFolder(string file)
    {
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
    }
}
