using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Groups of an import that are stored already: what the file does not say of them stays as it is.</summary>
internal sealed class KnownGroups(ISchedulesDb db, ImportJob job)
{
    private const string Entitlements = "entitlements";
    private const string Groups = "groups";
    private const int BatchSize = 1000;

    private readonly IQueryable<AccessGroup> _stored = db.AccessGroups.Where(g => g.OrganizationId == job.OrganizationId);
    private readonly IQueryable<AccessGroup> _drafts = db.AccessGroups.Where(g => g.OrganizationId == job.Id);

    /// <summary>Drafts that replace a column, of a file that does: all, or those whose own row names it.</summary>
    public IQueryable<AccessGroup> Naming(string column)
    {
        if (!job.IsByRow)
            return _drafts;
        var rows = ImportedRows.Naming(db, job, column);
        return _drafts.Where(g => rows.Any(row => row.Key == g.Id));
    }

    /// <summary>Of drafts that name entitlements alone, or groups alone, adds the stored contents that are of the other kind.</summary>
    public async Task MergeContents(CancellationToken cancellationToken)
    {
        if (!job.IsByRow && job.Replaces(Entitlements) == job.Replaces(Groups))
            return;
        var groups = await db.AccessGroups.Where(g => g.OrganizationId == job.OrganizationId || g.OrganizationId == job.Id)
            .Select(g => g.Number).ToHashSetAsync(cancellationToken);
        var pairs = _drafts.Join(_stored, d => d.Id, s => s.Id, (d, s) => new { Draft = d, Stored = s.Contents })
            .Where(pair => !pair.Draft.Contents.Equals(pair.Stored)).OrderBy(pair => pair.Draft.Id);
        for (var (after, count) = ("", BatchSize); count == BatchSize;)
        {
            db.DiscardChanges();
            var part = await pairs.Where(pair => string.Compare(pair.Draft.Id, after) > 0).Take(BatchSize).ToListAsync(cancellationToken);
            var named = await ImportedRows.Of(db, job, [.. part.Select(pair => pair.Draft.Id)], cancellationToken);
            foreach (var pair in part)
                Merge(pair.Draft, pair.Stored, named(pair.Draft.Id), groups);
            await db.SaveChangesAsync(cancellationToken);
            (after, count) = (part.Count > 0 ? part[^1].Draft.Id : after, part.Count);
        }
    }

    /// <summary>Gives the drafts what else is stored; and since when a group is known.</summary>
    public async Task Keep(CancellationToken cancellationToken)
    {
        var stored = _stored;
        var known = _drafts.Where(d => stored.Any(g => g.Id == d.Id));
        await known.ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(d => d.Created, d => stored.Where(g => g.Id == d.Id).Select(g => g.Created).First());
                set.SetProperty(d => d.Version, d => stored.Where(g => g.Id == d.Id).Select(g => g.Version + 1).First());
                foreach (var (_, keep) in Columns().Where(column => !column.Names.Any(job.Replaces)))
                    keep(set);
            },
            cancellationToken);
        foreach (var (names, keep) in Columns().Where(_ => job.IsByRow))
            await Without(known, names).ExecuteUpdateAsync(keep, cancellationToken);
    }

    private IReadOnlyList<(string[] Names, Action<UpdateSettersBuilder<AccessGroup>> Keep)> Columns() =>
        [(["description"], As(g => g.Description)), (["externalId"], As(g => g.ExternalId)), ([Entitlements, Groups], As(g => g.Contents))];

    private Action<UpdateSettersBuilder<AccessGroup>> As<T>(Expression<Func<AccessGroup, T>> of)
    {
        var stored = _stored;
        return set => set.SetProperty(of, d => stored.Where(g => g.Id == d.Id).Select(of).First());
    }

    private IQueryable<AccessGroup> Without(IQueryable<AccessGroup> groups, string[] names) => names.Aggregate(groups, (left, name) =>
    {
        var naming = ImportedRows.Naming(db, job, name);
        return left.Where(g => !naming.Any(row => row.Key == g.Id));
    });

    private static void Merge(AccessGroup draft, EntitlementSet stored, IReadOnlyCollection<string> named, HashSet<int> groups)
    {
        var keepsGroups = named.Contains(Entitlements);
        if (keepsGroups == named.Contains(Groups))
            return;
        var contents = EntitlementSet.Of(draft.Contents.ToArray().Concat(stored.ToArray().Where(number => groups.Contains(number) == keepsGroups)));
        if (!contents.Equals(draft.Contents))
            draft.Change(new(draft.Name, draft.Description, draft.ExternalId, contents), draft.Modified);
    }
}
