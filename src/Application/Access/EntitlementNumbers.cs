using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>
/// Gives entitlements their numbers. In units of work of its own: a number once given stays, whatever becomes of what it was asked for; nobody sees it
/// until it is held.
/// </summary>
public sealed class EntitlementNumbers(IServiceScopeFactory scopes)
{
    private const int IdsInAQuery = 1000;
    private const int Tries = 20;

    /// <summary>The number of each id, given now where it had none.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Of(Guid organizationId, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in ids.Distinct(StringComparer.Ordinal).Chunk(IdsInAQuery))
            await AddNumbers(numbers, organizationId, part, cancellationToken);
        return numbers;
    }

    private async Task AddNumbers(Dictionary<string, int> numbers, Guid organizationId, string[] ids, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ISchedulesDb>();
            try
            {
                await Read(db, numbers, organizationId, ids, cancellationToken);
                var missing = ids.Where(id => !numbers.ContainsKey(id)).ToList();
                if (missing.Count > 0)
                    await Give(db, numbers, organizationId, missing, cancellationToken);
                return;
            }
            catch (ConflictException) when (tries < Tries)
            {
                // Somebody else took the next number, or gave one to the same id: now it shows.
                foreach (var id in ids)
                    numbers.Remove(id);
            }
        }
    }

    private static async Task Read(
        ISchedulesDb db, Dictionary<string, int> numbers, Guid organizationId, string[] ids, CancellationToken cancellationToken)
    {
        var known = await db.EntitlementNumbers.AsNoTracking()
            .Where(number => number.OrganizationId == organizationId && ids.Contains(number.Id))
            .ToListAsync(cancellationToken);
        foreach (var number in known)
            numbers[number.Id] = number.Number;
    }

    private static async Task Give(
        ISchedulesDb db, Dictionary<string, int> numbers, Guid organizationId, List<string> ids, CancellationToken cancellationToken)
    {
        var last = await db.EntitlementNumbers.Where(number => number.OrganizationId == organizationId)
            .MaxAsync(number => (int?)number.Number, cancellationToken) ?? -1;
        db.EntitlementNumbers.AddRange(ids.Select((id, i) => new EntitlementNumber(organizationId, last + 1 + i, id)));
        await db.SaveChangesAsync(cancellationToken);
        for (var i = 0; i < ids.Count; i++)
            numbers[ids[i]] = last + 1 + i;
    }
}
