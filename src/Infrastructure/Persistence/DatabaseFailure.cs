using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Tells a database that is away, full, read-only, dying or not migrated from a statement that is wrong.</summary>
public static class DatabaseFailure
{
    // What SQLite says of all that is wrong with a statement; only its words tell that there is no such table: it is not migrated.
    private const int Error = 1;
    private const string NoTable = "no such table";
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    // The level from which SQL Server ends the connection.
    private const int Severe = 17;

    // No such table: it is not migrated. No such database, or it lets nobody in.
    private static readonly int[] _numbers = [208, 4060, 18456];

    /// <summary>
    /// Read only, not migrated, no such database; and connections, who is let in, resources, operators' intervention and the system, by the first two
    /// characters of the state.
    /// </summary>
    private static readonly string[] _states = ["25006", "42P01", "3D000", "08", "28", "53", "57", "58"];

    /// <summary>What the database or its driver said, for the log, without the places in the program that it passed.</summary>
    public static string Words(Exception exception)
    {
        var cause = exception;
        while (cause is not DbException && cause.InnerException is { } inner)
            cause = inner;
        return cause.Message;
    }

    public static bool Is(Exception? exception) => exception switch
    {
        null => false,
        RetryLimitExceededException => true,
        SqliteException { SqliteErrorCode: Error } sqlite => sqlite.Message.Contains(NoTable, StringComparison.Ordinal),
        SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen,
        PostgresException postgres => _states.Any(state => postgres.SqlState.StartsWith(state, StringComparison.Ordinal)),
        SqlException sqlServer => sqlServer.Class >= Severe || _numbers.Contains(sqlServer.Number),
        NpgsqlException => true,
        DbException other => other.IsTransient,
        _ => Is(exception.InnerException),
    };
}
