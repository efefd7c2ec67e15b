using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Makes many identities of the caller's organization be exactly these: all of them, or none. Others stay as they are.</summary>
/// <param name="Identities">At most 10,000, each with an id of its own.</param>
public sealed record PutIdentities(IReadOnlyList<IdentityBody?>? Identities) : IRequest<PutIdentitiesResult>
{
    public const int MaxIdentities = 10_000;
}

/// <param name="Created">How many were not there before.</param>
/// <param name="Updated">How many were.</param>
public sealed record PutIdentitiesResult(int Created, int Updated);

internal sealed class PutIdentitiesHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<PutIdentities, PutIdentitiesResult>
{
    private const int IdsInAQuery = 1000;

    private static readonly string _accepted = $"a list of at most {PutIdentities.MaxIdentities} identities";

    public async Task<PutIdentitiesResult> Handle(PutIdentities request, CancellationToken cancellationToken)
    {
        var sent = Checked(request.Identities);
        var stored = await StoredAsync(sent.Keys, cancellationToken);
        foreach (var identity in stored)
            identity.Replace(sent[identity.Id].Name, sent[identity.Id].Email, sent[identity.Id].Entitlements);
        var known = stored.Select(identity => identity.Id).ToHashSet(StringComparer.Ordinal);
        db.Identities.AddRange(sent.Values.Where(identity => !known.Contains(identity.Id)));
        await db.SaveChangesAsync(cancellationToken);
        return new(sent.Count - stored.Count, stored.Count);
    }

    private Dictionary<string, Identity> Checked(IReadOnlyList<IdentityBody?>? bodies)
    {
        if (bodies is not { Count: <= PutIdentities.MaxIdentities })
            throw new InvalidValueException("identities", bodies?.Count.ToString(), _accepted);
        var byId = new Dictionary<string, Identity>(bodies.Count, StringComparer.Ordinal);
        bodies.Each("identities", body =>
        {
            var identity = (body ?? new(null, null, null, null)).ToIdentity(user.OrganizationId);
            return byId.TryAdd(identity.Id, identity)
                ? identity
                : throw new InvalidValueException("id", identity.Id, "an id that is not in the list before");
        });
        return byId;
    }

    // Part by part, a parameter an id: some databases take about two thousand. As one list they would lose the column's way to compare on SQL Server.
    private async Task<List<Identity>> StoredAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var stored = new List<Identity>();
        foreach (var part in ids.Chunk(IdsInAQuery))
        {
            stored.AddRange(await db.Identities
                .Where(identity => identity.OrganizationId == user.OrganizationId && part.Contains(identity.Id))
                .ToListAsync(cancellationToken));
        }

        return stored;
    }
}
