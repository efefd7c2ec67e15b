using Schedules.Domain.Access;

namespace Schedules.Application.Common;

/// <summary>Reads the effective access of identities, as it stands at one moment, however long the reading takes.</summary>
public interface IAccessReader
{
    /// <summary>All of an organization.</summary>
    /// <returns>To be disposed of: it holds a connection of its own and a transaction that only reads.</returns>
    Task<IAccessSnapshot> Open(Guid organizationId, CancellationToken cancellationToken);
}

/// <summary>The access of an organization at one moment.</summary>
public interface IAccessSnapshot : IAsyncDisposable
{
    /// <summary>All entitlements and groups, in memory.</summary>
    AccessCatalogue Catalogue { get; }

    /// <summary>All identities, one at a time in constant memory, ordered by id as the database orders texts. Once a snapshot.</summary>
    IAsyncEnumerable<IdentityAccess> Identities(CancellationToken cancellationToken);

    /// <summary>One identity; null where there is none.</summary>
    Task<IdentityAccess?> Find(string identityId, CancellationToken cancellationToken);
}
