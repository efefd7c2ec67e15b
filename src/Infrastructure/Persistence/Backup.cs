using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Copies of the embedded database. Servers have better ones of their own.</summary>
public static class Backup
{
    /// <summary>Copies the database as it stands at one moment, also while others write to it.</summary>
    /// <returns>Why it was not copied; null where it was.</returns>
    public static async Task<string?> BackUpAsync(this SchedulesDb db, string file, CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite())
            return "Only SQLite is copied by this verb; use pg_dump for PostgreSQL and BACKUP DATABASE for SQL Server, both while the server works.";
        if (File.Exists(file))
            return $"{file} is there already; name a file that is not.";
        if (!await db.Database.CanConnectAsync(cancellationToken))
            return "There is no database to copy.";
        await db.Database.OpenConnectionAsync(cancellationToken);
        return await CopyAsync((SqliteConnection)db.Database.GetDbConnection(), file, cancellationToken);
    }

    // Under another name until it is whole: what bears the name of a backup is one.
    private static async Task<string?> CopyAsync(SqliteConnection database, string file, CancellationToken cancellationToken)
    {
        var part = $"{file}.part";
        try
        {
            Remove(part);
            await using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = part, Pooling = false }.ConnectionString))
            {
                await copy.OpenAsync(cancellationToken);
                database.BackupDatabase(copy);
            }

            File.Move(part, file);
            return null;
        }
        catch (Exception failure) when (failure is SqliteException or IOException)
        {
            Remove(part);
            return $"{file} was not written: {failure.Message}";
        }
    }

    private static void Remove(string file)
    {
        if (File.Exists(file)) // Its folder may not exist either, which Delete would not forgive.
            File.Delete(file);
    }
}
