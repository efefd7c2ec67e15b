using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Schedules.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Keeps connections to the file that stands at its path. One that is moved away takes those that are open with it, and what they write. And a new
/// connection would make an empty file in its place: only the migration makes one.
/// </summary>
/// <param name="connectionString">As it is set.</param>
/// <exception cref="ArgumentException">It is no connection string of SQLite.</exception>
public sealed class SqliteFile(string connectionString) : DbConnectionInterceptor
{
    // SQLITE_FCNTL_HAS_MOVED: whether another file, or none, stands by now at the path of a database that is open.
    private const int HasMoved = 20;

    private readonly string _existing = Existing(new SqliteConnectionStringBuilder(connectionString));

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        MakeNoFile(connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        MakeNoFile(connection);
        return ValueTask.FromResult(result);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => LeaveMovedFile((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        LeaveMovedFile((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    // EF Core would use one that is left open, and never close it.
    public override void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => connection.Close();

    public override Task ConnectionFailedAsync(
        DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default) => connection.CloseAsync();

    private static string Existing(SqliteConnectionStringBuilder connection)
    {
        if (connection.Mode == SqliteOpenMode.ReadWriteCreate)
            connection.Mode = SqliteOpenMode.ReadWrite;
        return connection.ConnectionString;
    }

    private void MakeNoFile(DbConnection connection)
    {
        if (connection.ConnectionString == connectionString)
            connection.ConnectionString = _existing;
    }

    private static void LeaveMovedFile(SqliteConnection connection)
    {
        if (!IsMoved(connection.Handle!))
            return;
        SqliteConnection.ClearPool(connection);
        connection.Close();
        connection.Open();
    }

    // No answer is one too: a database in memory has no file.
    private static bool IsMoved(sqlite3 database) => FileControl(database, name: 0, HasMoved, out var moved) == raw.SQLITE_OK && moved != 0;

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int FileControl(sqlite3 database, nint name, int operation, out int answer);
}
