using Microsoft.EntityFrameworkCore;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Application.Scim;

/// <summary>
/// Groups that are members of groups. Who is in the member is in the group, so the member contains the group: it is kept as what
/// <c>/api/v1/access/groups</c> calls the contents of the member.
/// </summary>
public sealed class ScimNestedGroups(ISchedulesDb db, ICurrentUser user, TimeProvider clock)
{
    /// <summary>Makes groups members of a group; those that are stay.</summary>
    /// <exception cref="ScimException">One of the ids is no group's.</exception>
    public async Task Add(AccessGroup group, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        foreach (var member in await Find(ids, cancellationToken))
            member.Contain(EntitlementSet.Of([.. member.Contents.ToArray(), group.Number]), clock.Now());
    }

    /// <summary>Those of these ids that are groups are members no more.</summary>
    public async Task Remove(AccessGroup group, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        foreach (var member in await Stored(ids, cancellationToken))
            member.Contain(member.Contents.Without(group.Number), clock.Now());
    }

    /// <summary>No group is a member any more.</summary>
    public async Task RemoveAll(AccessGroup group, CancellationToken cancellationToken)
    {
        foreach (var member in await db.AccessGroups.Containing(user.OrganizationId, group.Number, cancellationToken))
            member.Contain(member.Contents.Without(group.Number), clock.Now());
    }

    /// <summary>Makes these the only groups that are members. Where none is named all stay: directories that send users alone know of none.</summary>
    /// <exception cref="ScimException">One of the ids is no group's.</exception>
    public async Task Set(AccessGroup group, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;
        var before = (await Of([group.Number], cancellationToken))[group.Number].Select(member => member.Id);
        await Remove(group, [.. before.Except(ids, StringComparer.Ordinal)], cancellationToken);
        await Add(group, ids, cancellationToken);
    }

    /// <summary>By the number of a group, the groups that are its members, ordered by id.</summary>
    public async Task<ILookup<int, (string Id, string Name)>> Of(IReadOnlyCollection<int> groups, CancellationToken cancellationToken)
    {
        var containing = await db.AccessGroups
            .Where(g => g.OrganizationId == user.OrganizationId && !g.Contents.Equals(EntitlementSet.Empty))
            .OrderBy(g => g.Id)
            .Select(g => new { g.Id, g.Name, g.Contents })
            .ToListAsync(cancellationToken);
        var wanted = groups.ToHashSet();
        return containing
            .SelectMany(member => member.Contents.ToArray().Where(wanted.Contains).Select(number => (Number: number, member.Id, member.Name)))
            .ToLookup(member => member.Number, member => (member.Id, member.Name));
    }

    private async Task<IReadOnlyList<AccessGroup>> Find(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = await Stored(ids, cancellationToken);
        return ids.Except(found.Select(member => member.Id), StringComparer.Ordinal).FirstOrDefault() is { } unknown
            ? throw ScimException.Value($"members must be ids of users and groups; \"{unknown}\" is none.")
            : found;
    }

    private async Task<IReadOnlyList<AccessGroup>> Stored(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        ids.Count == 0 ? [] : [.. (await db.AccessGroups.ByIds(user.OrganizationId, ids, cancellationToken)).Values];
}
