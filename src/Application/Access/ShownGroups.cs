using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Groups as the API shows them.</summary>
public sealed class ShownGroups(ISchedulesDb db, AssignedEntitlements assigned)
{
    public async Task<IReadOnlyList<GroupDto>> Show(Guid organizationId, IReadOnlyList<AccessGroup> groups, CancellationToken cancellationToken)
    {
        var contents = await assigned.Show(organizationId, groups.Select(group => group.Contents), cancellationToken);
        var contained = await db.AccessGroups.AsNoTracking().ByIds(organizationId, contents.Values.Select(item => item.Id), cancellationToken);
        return [.. groups.Select(group => Show(group, EntitlementDto.ListOf(group.Contents, contents), contained))];
    }

    private static GroupDto Show(AccessGroup group, IReadOnlyList<EntitlementDto> contents, IReadOnlyDictionary<string, AccessGroup> groups) => new(
        group.Id, group.Name, group.Description, group.ExternalId,
        [.. contents.Where(item => !groups.ContainsKey(item.Id!))],
        [.. contents.Where(item => groups.ContainsKey(item.Id!)).Select(item => item.Id!)]);
}

public static class StoredGroups
{
    private const int IdsInAQuery = 1000;

    /// <exception cref="NotFoundException">There is none, or it is another organization's.</exception>
    public static async Task<AccessGroup> GetAsync(
        this IQueryable<AccessGroup> groups, Guid organizationId, string id, CancellationToken cancellationToken) =>
        await groups.SingleOrDefaultAsync(group => group.OrganizationId == organizationId && group.Id == id, cancellationToken)
            ?? throw new NotFoundException("Group", id);

    /// <exception cref="ConflictException">The id is a group's.</exception>
    public static async Task RequireNone(
        this IQueryable<AccessGroup> groups, Guid organizationId, string id, CancellationToken cancellationToken)
    {
        if (await groups.AnyAsync(group => group.OrganizationId == organizationId && group.Id == id, cancellationToken))
            throw new ConflictException($"id \"{id}\" is a group's, which is an entitlement itself. Send an id that is no group's.");
    }

    /// <summary>The groups that contain a group themselves: over SCIM, its members.</summary>
    public static async Task<IReadOnlyCollection<AccessGroup>> Containing(
        this IQueryable<AccessGroup> groups, Guid organizationId, int number, CancellationToken cancellationToken)
    {
        var containing = await groups.Where(group => group.OrganizationId == organizationId && !group.Contents.Equals(EntitlementSet.Empty))
            .Select(group => new { group.Id, group.Contents })
            .ToListAsync(cancellationToken);
        var ids = containing.Where(group => group.Contents.ToArray().Contains(number)).Select(group => group.Id).ToList();
        return ids.Count == 0 ? [] : [.. (await groups.ByIds(organizationId, ids, cancellationToken)).Values];
    }

    /// <summary>Those of these ids that there are.</summary>
    public static async Task<IReadOnlyDictionary<string, AccessGroup>> ByIds(
        this IQueryable<AccessGroup> groups, Guid organizationId, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, AccessGroup>(StringComparer.Ordinal);
        foreach (var part in ids.Distinct(StringComparer.Ordinal).Chunk(IdsInAQuery))
        {
            await foreach (var group in groups.Where(g => g.OrganizationId == organizationId && part.Contains(g.Id))
                .AsAsyncEnumerable().WithCancellation(cancellationToken))
                found.Add(group.Id, group);
        }

        return found;
    }
}
