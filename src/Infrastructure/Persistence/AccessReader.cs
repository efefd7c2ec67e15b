using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Common;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Reads access data past the unit of work, which would keep too much of each row.</summary>
public sealed class AccessReader(IServiceScopeFactory scopes) : IAccessReader
{
    public async Task<IAccessSnapshot> Open(Guid organizationId, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            var db = scope.ServiceProvider.GetRequiredService<SchedulesDb>();
            await db.Database.OpenConnectionAsync(cancellationToken);
            var connection = db.Database.GetDbConnection();
            var statements = new AccessStatements(connection, await Begin(connection, cancellationToken), LedgerRows.Stored<Identity>(db, nameof(Identity.OrganizationId), organizationId));
            return new AccessSnapshot(scope, statements, await statements.Catalogue(cancellationToken));
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    // What one sees, all see. On SQLite a transaction that has not said that it writes.
    private static async Task<DbTransaction> Begin(DbConnection connection, CancellationToken cancellationToken) => connection is SqliteConnection sqlite
        ? sqlite.BeginTransaction(deferred: true)
        : await connection.BeginTransactionAsync(IsolationLevel.Snapshot, cancellationToken);
}

/// <summary>The statements of a snapshot.</summary>
internal sealed class AccessStatements(DbConnection connection, DbTransaction transaction, object organizationId) : IAsyncDisposable
{
    private const string Numbers = """
        SELECT n."Number", n."Id", COALESCE(g."Name", e."Name")
        FROM "EntitlementNumbers" n
        LEFT JOIN "Entitlements" e ON e."OrganizationId" = n."OrganizationId" AND e."Id" = n."Id"
        LEFT JOIN "AccessGroups" g ON g."OrganizationId" = n."OrganizationId" AND g."Id" = n."Id"
        WHERE n."OrganizationId" = @organization
        """;

    private const string Groups = """SELECT "Number", "Contents" FROM "AccessGroups" WHERE "OrganizationId" = @organization""";

    private readonly List<DbCommand> _commands = [];

    public async Task<AccessCatalogue> Catalogue(CancellationToken cancellationToken)
    {
        var entitlements = new List<(int, EntitlementRef)>();
        await using (var rows = await Read(Numbers, null, cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
                entitlements.Add((rows.GetInt32(0), new(rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2))));
        }

        var contents = new Dictionary<int, int[]>();
        await using (var rows = await Read(Groups, null, cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
                contents.Add(rows.GetInt32(0), EntitlementSet.FromBytes(rows.GetFieldValue<byte[]>(1)).ToArray());
        }

        return new(entitlements, contents);
    }

    /// <summary>Identities and what hangs on them, each as a row: an identity's own first. One statement, so that it goes through three indexes side by side.</summary>
    /// <param name="identityId">Null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DbDataReader> Identities(string? identityId, CancellationToken cancellationToken)
    {
        var (id, owner) = identityId is null ? ("", "") : ("AND \"Id\" = @id", "AND \"IdentityId\" = @id");
        var text = $"""
            SELECT "Id", 0 AS "Part", "Name", "Email", "Attributes", "Entitlements", 0 AS "Number"
            FROM "Identities" WHERE "OrganizationId" = @organization {id}
            """;
        if (await Any("Accounts", cancellationToken))
        {
            text += $"""

                UNION ALL
                SELECT "IdentityId", 1, "SourceId", "Id", NULL, "Entitlements", 0
                FROM "Accounts" WHERE "OrganizationId" = @organization AND "IdentityId" IS NOT NULL {owner}
                """;
        }

        if (await Any("GroupMembers", cancellationToken))
        {
            text += $"""

                UNION ALL
                SELECT "IdentityId", 2, NULL, NULL, NULL, NULL, "GroupNumber"
                FROM "GroupMembers" WHERE "OrganizationId" = @organization {owner}
                """;
        }

        return await Read(text + "\nORDER BY 1, 2", identityId, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands)
            await command.DisposeAsync();
        await transaction.DisposeAsync();
    }

    // A part that is empty costs a comparison a row all the same.
    private async Task<bool> Any(string table, CancellationToken cancellationToken)
    {
        await using var rows = await Read(
            $"""SELECT CASE WHEN EXISTS (SELECT 1 FROM "{table}" WHERE "OrganizationId" = @organization) THEN 1 ELSE 0 END""", null, cancellationToken);
        return await rows.ReadAsync(cancellationToken) && Convert.ToInt32(rows.GetValue(0), CultureInfo.InvariantCulture) == 1;
    }

    private async Task<DbDataReader> Read(string text, string? identityId, CancellationToken cancellationToken)
    {
        // Not before its rows are read: with it, its reader is closed.
        var command = connection.CreateCommand();
        _commands.Add(command);
        command.Transaction = transaction;
        command.CommandText = text;
        // As long as it takes.
        command.CommandTimeout = 0;
        Add(command, "@organization", organizationId);
        if (identityId is not null)
            Add(command, "@id", identityId);
        return await command.ExecuteReaderAsync(cancellationToken);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
