using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Brings the database to the form that this version needs.</summary>
public static class DatabaseStart
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The embedded database belongs to its process; a server's is changed only when asked to.</summary>
    public static bool MigratesAtStart(this SchedulesDb db) => db.Database.IsSqlite();

    /// <summary>Nothing where the database has this version's form, or a newer one. Several at once do it one after another.</summary>
    public static async Task MigrateAsync(this SchedulesDb db, CancellationToken cancellationToken)
    {
        if (db.MigratesAtStart())
            await MigrateFileAsync(db, new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource, cancellationToken);
        else
            await db.Database.MigrateAsync(cancellationToken);
    }

    // EF Core's lock on SQLite is a row, which a process that is killed leaves behind, and for which the next one would wait for good. The system's
    // lock ends with its process: whoever holds it knows that a row is of the dead.
    private static async Task MigrateFileAsync(SchedulesDb db, string file, CancellationToken cancellationToken)
    {
        MakeFolder(file);
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            return;
        await using var alone = await LockAsync($"{file}.migrating", cancellationToken);
        if (File.Exists(file))
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        else
            await MakeFileAsync(db.Database.GetConnectionString()!, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    private static async Task<FileStream> LockAsync(string file, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(_pause, cancellationToken);
            }
        }
    }

    // As EF Core would, with a log beside it for readers beside a writer; but its connections make none.
    private static async Task MakeFileAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=wal";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void MakeFolder(string file)
    {
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
    }
}
