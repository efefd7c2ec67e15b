using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Access;

/// <summary>Identities of an import that are stored already: what the file does not say of them stays as it is.</summary>
internal sealed class KnownIdentities(ISchedulesDb db, ImportJob job)
{
    private const string Attributes = "attributes";
    private const int BatchSize = 1000;

    private readonly IQueryable<Identity> _stored = db.Identities.Where(i => i.OrganizationId == job.OrganizationId);
    private readonly IQueryable<Identity> _drafts = db.Identities.Where(i => i.OrganizationId == job.Id);

    /// <summary>Drafts that replace a column, of a file that does: all, or those whose own row names it.</summary>
    public IQueryable<Identity> Naming(string column)
    {
        if (!job.IsByRow)
            return _drafts;
        var rows = ImportedRows.Naming(db, job, column);
        return _drafts.Where(i => rows.Any(row => row.Key == i.Id));
    }

    /// <summary>Adds the attributes that are stored and not named.</summary>
    /// <returns>Rows with which there would be too many.</returns>
    public async Task<IReadOnlyList<(string Key, InvalidValueException Reason)>> MergeAttributes(CancellationToken cancellationToken)
    {
        var refused = new List<(string, InvalidValueException)>();
        if (!job.Replaces(Attributes))
            return refused;
        var pairs = Naming(Attributes).Join(_stored, d => d.Id, s => s.Id, (d, s) => new { Draft = d, Stored = s.Attributes })
            .Where(pair => pair.Draft.Attributes != pair.Stored).OrderBy(pair => pair.Draft.Id);
        for (var (after, count) = ("", BatchSize); count == BatchSize;)
        {
            db.DiscardChanges();
            var part = await pairs.Where(pair => string.Compare(pair.Draft.Id, after) > 0).Take(BatchSize).ToListAsync(cancellationToken);
            var named = await ImportedRows.Of(db, job, [.. part.Select(pair => pair.Draft.Id)], cancellationToken);
            refused.AddRange(part.Select(pair => Merge(pair.Draft, pair.Stored, named(pair.Draft.Id))).OfType<(string, InvalidValueException)>());
            await db.SaveChangesAsync(cancellationToken);
            (after, count) = (part.Count > 0 ? part[^1].Draft.Id : after, part.Count);
        }

        return refused;
    }

    /// <summary>Gives the drafts what else is stored; and since when an identity is known.</summary>
    public async Task Keep(CancellationToken cancellationToken)
    {
        var (stored, columns) = (_stored, Columns());
        var known = _drafts.Where(i => stored.Any(s => s.Id == i.Id));
        await known.ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(i => i.Created, i => stored.Where(s => s.Id == i.Id).Select(s => s.Created).First());
                set.SetProperty(i => i.Version, i => stored.Where(s => s.Id == i.Id).Select(s => s.Version + 1).First());
                foreach (var (_, keep) in columns.Where(column => !job.Replaces(column.Name)))
                    keep(set);
            },
            cancellationToken);
        foreach (var (name, keep) in columns.Where(_ => job.IsByRow))
        {
            var naming = ImportedRows.Naming(db, job, name);
            await known.Where(i => !naming.Any(row => row.Key == i.Id)).ExecuteUpdateAsync(keep, cancellationToken);
        }
    }

    private IReadOnlyList<(string Name, Action<UpdateSettersBuilder<Identity>> Keep)> Columns() =>
    [
        ("email", As(i => i.Email)),
        ("userName", As(i => i.UserName) + As(i => i.UserNameKey)),
        ("externalId", As(i => i.ExternalId)),
        ("managerId", As(i => i.ManagerId)),
        ("active", As(i => i.Active)),
        (Attributes, As(i => i.Attributes)),
        ("entitlements", As(i => i.Entitlements)),
    ];

    private Action<UpdateSettersBuilder<Identity>> As<T>(Expression<Func<Identity, T>> of)
    {
        var stored = _stored;
        return set => set.SetProperty(of, i => stored.Where(s => s.Id == i.Id).Select(of).First());
    }

    private static (string, InvalidValueException)? Merge(Identity draft, IdentityAttributes stored, IReadOnlyCollection<string> named)
    {
        if (named.Contains(Attributes))
            return null;
        try
        {
            var kept = stored.All.Where(pair => !named.Contains($"{Attributes}.{pair.Key}")).Concat(draft.Attributes.All);
            var attributes = new IdentityAttributes(kept.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
            if (attributes.All.Count > draft.Attributes.All.Count)
                draft.Replace(draft.Terms with { Attributes = attributes }, draft.Modified);
            return null;
        }
        catch (InvalidValueException reason)
        {
            return (draft.Id, reason);
        }
    }
}
