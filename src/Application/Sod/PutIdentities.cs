using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Makes many identities of the caller's organization be exactly these: all of them, or none. Others stay as they are.</summary>
/// <param name="Identities">At most 10,000, each with an id and a user name of its own.</param>
/// <exception cref="ConflictException">Another identity has one of the user names.</exception>
public sealed record PutIdentities(IReadOnlyList<IdentityBody?>? Identities) : IRequest<PutIdentitiesResult>, IRepeatable
{
    public const int MaxIdentities = 10_000;
}

/// <param name="Created">How many were not there before.</param>
/// <param name="Updated">How many were.</param>
public sealed record PutIdentitiesResult(int Created, int Updated);

internal sealed class PutIdentitiesHandler(ISchedulesDb db, ICurrentUser user, AssignedEntitlements assigned, TimeProvider clock)
    : IRequestHandler<PutIdentities, PutIdentitiesResult>
{
    private const int IdsInAQuery = 1000;

    private static readonly string _accepted = $"a list of at most {PutIdentities.MaxIdentities} identities";

    public async Task<PutIdentitiesResult> Handle(PutIdentities request, CancellationToken cancellationToken)
    {
        var sent = Checked(request.Identities);
        await db.Identities.RequireFree(user.OrganizationId, [.. sent.Values.Select(identity => identity.Identity)], cancellationToken);
        var numbers = await assigned.Assign(user.OrganizationId, sent.Values.SelectMany(identity => identity.Entitlements), cancellationToken);
        var stored = await StoredAsync(sent.Keys, cancellationToken);
        var known = stored.ToDictionary(identity => identity.Id, StringComparer.Ordinal);
        foreach (var (id, identity) in sent)
        {
            var put = known.GetValueOrDefault(id) ?? db.Identities.Add(identity.Identity).Entity;
            put.Replace(identity.Terms(numbers), clock.Now());
        }

        await db.SaveChangesAsync(cancellationToken);
        return new(sent.Count - stored.Count, stored.Count);
    }

    private Dictionary<string, SentIdentity> Checked(IReadOnlyList<IdentityBody?>? bodies)
    {
        if (bodies is not { Count: <= PutIdentities.MaxIdentities })
            throw new InvalidValueException("identities", bodies?.Count.ToString(), _accepted);
        var byId = new Dictionary<string, SentIdentity>(bodies.Count, StringComparer.Ordinal);
        var userNames = new HashSet<string>(StringComparer.Ordinal);
        bodies.Each("identities", body =>
        {
            var sent = (body ?? new(null, null, null, null)).Read(user.OrganizationId, clock.Now());
            if (!byId.TryAdd(sent.Identity.Id, sent))
                throw new InvalidValueException("id", sent.Identity.Id, "an id that is not in the list before");
            return sent.Identity.UserNameKey is not { } key || userNames.Add(key)
                ? sent
                : throw new InvalidValueException("userName", sent.Identity.UserName, "a userName that is not in the list before");
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
