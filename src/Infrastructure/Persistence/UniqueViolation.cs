using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Tells that a row with the same key was there already from every other failure to save.</summary>
internal static class UniqueViolation
{
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUniqueIndex = 2067;
    private const int SqlServerConstraint = 2627;
    private const int SqlServerUniqueIndex = 2601;
    private const string StandardSqlState = "23505";

    public static bool Is(DbUpdateException error) => error.InnerException is DbException inner && Is(inner);

    public static bool Is(DbException error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUniqueIndex,
        SqlException sqlServer => sqlServer.Number is SqlServerConstraint or SqlServerUniqueIndex,
        _ => error.SqlState == StandardSqlState,
    };
}
