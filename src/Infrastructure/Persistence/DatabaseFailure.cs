using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Tells a database that is away, full, read-only or dying from a statement that is wrong.</summary>
public static class DatabaseFailure
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    // The level from which SQL Server ends the connection.
    private const int Severe = 17;

    /// <summary>Read only; and connections, resources, operators' intervention and the system, by the first two characters of the state.</summary>
    private static readonly string[] _states = ["25006", "08", "53", "57", "58"];

    public static bool Is(Exception? exception) => exception switch
    {
        null => false,
        RetryLimitExceededException => true,
        SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen,
        PostgresException postgres => _states.Any(state => postgres.SqlState.StartsWith(state, StringComparison.Ordinal)),
        SqlException sqlServer => sqlServer.Class >= Severe,
        NpgsqlException => true,
        DbException other => other.IsTransient,
        _ => Is(exception.InnerException),
    };
}
