using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Puts an identity together from its rows, which come one after the other.</summary>
internal sealed class AccessSnapshot(AsyncServiceScope scope, AccessStatements statements, AccessCatalogue catalogue) : IAccessSnapshot
{
    private const int Id = 0;
    private const int Part = 1;
    private const int NameOrSource = 2;
    private const int EmailOrAccount = 3;
    private const int Attributes = 4;
    private const int Entitlements = 5;
    private const int Number = 6;

    private readonly List<Assignment> _assignments = [];
    private readonly List<int> _groups = [];
    private Row? _row;

    public AccessCatalogue Catalogue => catalogue;

    public async IAsyncEnumerable<IdentityAccess> Identities([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var rows = await statements.Identities(null, cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (Take(rows) is { } whole)
                yield return whole;
        }

        if (End() is { } last)
            yield return last;
    }

    public async Task<IdentityAccess?> Find(string identityId, CancellationToken cancellationToken)
    {
        await using var rows = await statements.Identities(identityId, cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            Take(rows);
        return End();
    }

    public async ValueTask DisposeAsync()
    {
        await statements.DisposeAsync();
        await scope.DisposeAsync();
    }

    // What hangs on an identity that there is not, hangs on nobody.
    private IdentityAccess? Take(DbDataReader rows)
    {
        var part = rows.GetInt32(Part);
        if (part == 0)
        {
            var before = End();
            _row = new(rows.GetString(Id), rows.GetString(NameOrSource), Text(rows, EmailOrAccount), rows.GetString(Attributes));
            if (Numbers(rows) is { Length: > 0 } direct)
                _assignments.Add(new(AssignmentKind.Direct, direct));
            return before;
        }

        if (_row is null || rows.GetString(Id) != _row.Id)
            return End();
        if (part == 1)
            _assignments.Add(new(AssignmentKind.Account, Numbers(rows), rows.GetString(NameOrSource), rows.GetString(EmailOrAccount)));
        else
            _groups.Add(rows.GetInt32(Number));
        return null;
    }

    private IdentityAccess? End()
    {
        if (_groups.Count > 0)
            _assignments.Add(new(AssignmentKind.Group, [.. _groups.Order()]));
        var whole = _row is null ? null : Whole(_row);
        _row = null;
        _assignments.Clear();
        _groups.Clear();
        return whole;
    }

    private IdentityAccess Whole(Row row) =>
        new(catalogue, row.Id, row.Name, row.Email, [.. _assignments], row.Attributes is "{}" ? null : () => AccessColumns.Attributes(row.Attributes));

    private static int[] Numbers(DbDataReader rows) => EntitlementSet.Read(rows.GetFieldValue<byte[]>(Entitlements));

    private static string? Text(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private sealed record Row(string Id, string Name, string? Email, string Attributes);
}
