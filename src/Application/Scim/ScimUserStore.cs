using System.Linq.Expressions;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Scim;

/// <summary>What all changes and lists of users share.</summary>
public sealed class ScimUserStore(ISchedulesDb db, ICurrentUser user, TimeProvider clock)
{
#pragma warning disable MA0011 // These become the database's own lower().
    internal ScimQuery<Identity> Query { get; } = new(new Dictionary<string, ScimAttribute<Identity>>(StringComparer.Ordinal)
    {
        ["id"] = ScimAttribute<Identity>.Text(i => i.Id),
        ["externalid"] = ScimAttribute<Identity>.Text(i => i.ExternalId),
        ["username"] = ScimAttribute<Identity>.Text(i => i.UserNameKey ?? i.IdKey, anyCase: true) with
        {
            Special = (name, value) => name == "eq" ? ByUserName(db, user, value) : null,
        },
        ["displayname"] = ScimAttribute<Identity>.Text(i => i.Name.ToLower(), anyCase: true),
        ["emails"] = ScimAttribute<Identity>.Text(i => i.Email!.ToLower(), anyCase: true),
        ["emails.value"] = ScimAttribute<Identity>.Text(i => i.Email!.ToLower(), anyCase: true),
        ["emails.type"] = ScimAttribute<Identity>.Text(i => i.Email == null ? null : "work", anyCase: true),
        ["emails.primary"] = ScimAttribute<Identity>.Flag(i => i.Email != null),
        ["active"] = ScimAttribute<Identity>.Flag(i => i.Active),
        ["manager"] = ScimAttribute<Identity>.Text(i => i.ManagerId),
        ["manager.value"] = ScimAttribute<Identity>.Text(i => i.ManagerId),
        ["meta.created"] = ScimAttribute<Identity>.Moment(i => i.Created),
        ["meta.lastmodified"] = ScimAttribute<Identity>.Moment(i => i.Modified),
    });
#pragma warning restore MA0011

    private static Expression<Func<Identity, bool>> ByUserName(ISchedulesDb db, ICurrentUser user, string userName)
    {
        var named = Named(db, user, userName);
        return i => named.Contains(i.Id);
    }

    // Of an identity that no directory has named, its id is its user name. Two queries, each by its index: for one with OR, SQLite reads all.
    private static IQueryable<string> Named(ISchedulesDb db, ICurrentUser user, string userName)
    {
        var (us, key) = (user.OrganizationId, Identity.KeyOf(userName));
        return db.Identities.Where(i => i.OrganizationId == us && i.UserNameKey == key).Select(i => i.Id)
            .Concat(db.Identities.Where(i => i.OrganizationId == us && i.UserNameKey == null && i.IdKey == key).Select(i => i.Id));
    }

    public async Task<JsonObject> Show(Identity identity, CancellationToken cancellationToken) => (await Show([identity], cancellationToken))[0];

    public async Task<IReadOnlyList<JsonObject>> Show(IReadOnlyList<Identity> identities, CancellationToken cancellationToken)
    {
        var (us, ids) = (user.OrganizationId, identities.Select(identity => identity.Id).ToArray());
        var groups = ids.Length == 0 ? [] : await db.GroupMembers.Where(m => m.OrganizationId == us && ids.Contains(m.IdentityId))
            .Join(db.AccessGroups.Where(g => g.OrganizationId == us), m => m.GroupNumber, g => g.Number, (m, g) => new { m.IdentityId, g.Id, g.Name })
            .ToListAsync(cancellationToken);
        var byIdentity = groups.ToLookup(group => group.IdentityId, group => (group.Id, group.Name), StringComparer.Ordinal);
        return [.. identities.Select(identity => ScimUser.Resource(identity, byIdentity[identity.Id].OrderBy(group => group.Id, StringComparer.Ordinal)))];
    }

    public async Task<JsonObject> Change(Identity stored, JsonObject document, string? etag, CancellationToken cancellationToken)
    {
        ScimPage.RequireVersion(stored.Version, stored.Created, etag);
        var terms = ScimUser.Terms(document, stored);
        await RequireFree(terms.UserName!, stored.Id, cancellationToken);
        stored.Replace(terms, clock.Now());
        await db.SaveChangesAsync(cancellationToken);
        return await Show(stored, cancellationToken);
    }

    /// <exception cref="ScimException">Another identity has the user name.</exception>
    public async Task RequireFree(string userName, string? ownId, CancellationToken cancellationToken)
    {
        var own = ownId ?? "";
        if (await Named(db, user, userName).AnyAsync(id => id != own, cancellationToken))
            throw ScimException.Uniqueness($"There is another user with the userName \"{userName}\".");
    }
}
