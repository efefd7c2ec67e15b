using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Access;

/// <summary>Rows whose user name belongs to an identity that keeps it.</summary>
internal sealed class TakenUserNames(ISchedulesDb db, ImportJob job, KnownIdentities known)
{
    private const int KeysInAQuery = 1000;

    private readonly IQueryable<Identity> _stored = db.Identities.Where(i => i.OrganizationId == job.OrganizationId);
    private readonly IQueryable<Identity> _drafts = db.Identities.Where(i => i.OrganizationId == job.Id);

    /// <summary>Takes them out of the drafts. Whoever such a row is about keeps a user name, too, which may be that of another row.</summary>
    /// <param name="kept">Who else stays; null where all stay that the drafts do not name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<(string Key, InvalidValueException Reason)>> Refuse(
        IReadOnlyCollection<string>? kept, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<string, InvalidValueException>(StringComparer.Ordinal);
        for (var found = await First(kept, cancellationToken); found.Count > 0;)
        {
            foreach (var draft in found)
                refused.Add(draft.Id, new("userName", draft.UserName, "a userName that no other identity has"));
            await TakeOut([.. found.Select(draft => draft.Id)], cancellationToken);
            var next = await Taken(_stored, [.. found.Select(draft => draft.Id)], cancellationToken);
            found = [.. next.Where(draft => !refused.ContainsKey(draft.Id))];
        }

        return [.. refused.Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>Takes rows out of the drafts.</summary>
    public async Task TakeOut(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        foreach (var part in ids.Chunk(KeysInAQuery))
        {
            await db.GroupMembers.Where(m => m.OrganizationId == job.Id && part.Contains(m.IdentityId)).ExecuteDeleteAsync(cancellationToken);
            await _drafts.Where(i => part.Contains(i.Id)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Draft>> First(IReadOnlyCollection<string>? kept, CancellationToken cancellationToken)
    {
        if (!job.Replaces("userName"))
            return [];
        var naming = known.Naming("userName");
        var keeping = _stored.Where(i => !naming.Any(d => d.Id == i.Id));
        if (kept is not null)
            return await Taken(keeping, kept, cancellationToken);
        return await Taking(keeping).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<Draft>> Taken(IQueryable<Identity> keeping, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<Draft>();
        foreach (var part in ids.Chunk(KeysInAQuery))
            found.AddRange(await Taking(keeping.Where(i => part.Contains(i.Id))).ToListAsync(cancellationToken));
        return found;
    }

    private IQueryable<Draft> Taking(IQueryable<Identity> keeping) =>
        _drafts.Where(d => d.UserNameKey != null && keeping.Any(i => i.UserNameKey == d.UserNameKey)).Select(d => new Draft(d.Id, d.UserName));

    private sealed record Draft(string Id, string? UserName);
}
