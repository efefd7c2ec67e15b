using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Access;

/// <summary>Between entitlements as clients send and see them, and sets of their numbers.</summary>
public sealed class AssignedEntitlements(ISchedulesDb db, EntitlementNumbers numbers)
{
    private const int IdsInAQuery = 1000;

    /// <summary>The numbers of entitlements; and adds them to the unit of work, where they are new or had no name: one that they have is changed where they are described.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="entitlements">All that is assigned in the unit of work; of several with one id, the last name counts.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyDictionary<string, int>> Assign(
        Guid organizationId, IEnumerable<EntitlementRef> entitlements, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var entitlement in entitlements)
            names[entitlement.Id] = entitlement.Name ?? names.GetValueOrDefault(entitlement.Id);
        foreach (var part in names.Keys.Chunk(IdsInAQuery))
            await Name(organizationId, part, names, cancellationToken);
        return await numbers.Of(organizationId, names.Keys, cancellationToken);
    }

    /// <summary>The entitlements of sets, by number.</summary>
    public async Task<IReadOnlyDictionary<int, EntitlementRef>> Show(
        Guid organizationId, IEnumerable<EntitlementSet> sets, CancellationToken cancellationToken)
    {
        var shown = new Dictionary<int, EntitlementRef>();
        foreach (var part in sets.SelectMany(set => set.ToArray()).Distinct().Chunk(IdsInAQuery))
        {
            var ids = await db.EntitlementNumbers.AsNoTracking()
                .Where(number => number.OrganizationId == organizationId && part.Contains(number.Number))
                .ToListAsync(cancellationToken);
            var names = await Names(organizationId, [.. ids.Select(number => number.Id)], cancellationToken);
            foreach (var number in ids)
                shown.Add(number.Number, new(number.Id, names.GetValueOrDefault(number.Id)));
        }

        return shown;
    }

    /// <summary>What groups and entitlements are called; of an id that is both, the group's name.</summary>
    private async Task<Dictionary<string, string?>> Names(Guid organizationId, string[] ids, CancellationToken cancellationToken)
    {
        var names = await db.Entitlements.AsNoTracking()
            .Where(entitlement => entitlement.OrganizationId == organizationId && ids.Contains(entitlement.Id))
            .ToDictionaryAsync(entitlement => entitlement.Id, entitlement => entitlement.Name, StringComparer.Ordinal, cancellationToken);
        var groups = await db.AccessGroups.AsNoTracking()
            .Where(group => group.OrganizationId == organizationId && ids.Contains(group.Id))
            .Select(group => new { group.Id, group.Name })
            .ToListAsync(cancellationToken);
        foreach (var group in groups)
            names[group.Id] = group.Name;
        return names;
    }

    private async Task Name(Guid organizationId, string[] ids, Dictionary<string, string?> names, CancellationToken cancellationToken)
    {
        var known = await db.Entitlements
            .Where(entitlement => entitlement.OrganizationId == organizationId && ids.Contains(entitlement.Id))
            .ToDictionaryAsync(entitlement => entitlement.Id, StringComparer.Ordinal, cancellationToken);
        foreach (var id in ids)
        {
            if (known.TryGetValue(id, out var entitlement))
                entitlement.Introduce(names[id]);
            else
                db.Entitlements.Add(new(organizationId, id, names[id]));
        }
    }
}
