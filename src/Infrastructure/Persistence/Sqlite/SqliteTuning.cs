using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Schedules.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Sets each SQLite connection up for batches: room in memory for the pages that one touches, and a log that is folded into the file every 64 MB.
/// A commit waits for the disk (synchronous=FULL): what stands in the ledger stands there after a power cut. Its own <c>lower</c> knows the letters
/// of English only; the other databases, and those who search for a name, know more.
/// </summary>
public sealed class SqliteTuning : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA cache_size=-32000; PRAGMA wal_autocheckpoint=16000; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        LowerAllLetters(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        LowerAllLetters(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void LowerAllLetters(DbConnection connection) =>
        ((SqliteConnection)connection).CreateFunction("lower", (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
}
