using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Access;

/// <summary>Between entitlements as clients send and see them, and sets of their numbers.</summary>
public sealed class AssignedEntitlements(ISchedulesDb db, EntitlementNumbers numbers)
{
    private const int IdsInAQuery = 1000;

    /// <summary>The numbers of entitlements; and adds them to the unit of work, where they are new or have another name.</summary>
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
            var found = from number in db.EntitlementNumbers.Where(number => number.OrganizationId == organizationId && part.Contains(number.Number))
                        from entitlement in db.Entitlements.Where(e => e.OrganizationId == organizationId && e.Id == number.Id).DefaultIfEmpty()
                        from grp in db.AccessGroups.Where(g => g.OrganizationId == organizationId && g.Id == number.Id).DefaultIfEmpty()
                        select new { number.Number, number.Id, Name = grp.Name ?? entitlement.Name };
            await foreach (var entry in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
                shown.Add(entry.Number, new(entry.Id, entry.Name));
        }

        return shown;
    }

    private async Task Name(Guid organizationId, string[] ids, Dictionary<string, string?> names, CancellationToken cancellationToken)
    {
        var known = await db.Entitlements
            .Where(entitlement => entitlement.OrganizationId == organizationId && ids.Contains(entitlement.Id))
            .ToDictionaryAsync(entitlement => entitlement.Id, StringComparer.Ordinal, cancellationToken);
        foreach (var id in ids)
        {
            if (known.TryGetValue(id, out var entitlement))
                entitlement.Rename(names[id]);
            else
                db.Entitlements.Add(new(organizationId, id, names[id]));
        }
    }
}
