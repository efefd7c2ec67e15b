using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Access;

/// <summary>Rows are identities with their direct entitlements, and optionally their groups.</summary>
internal sealed class IdentityImport : IImportTarget
{
    private const string Attribute = "attributes.";
    private const int KeysInAQuery = 1000;

    public IReadOnlyList<string> Columns { get; } =
        ["id", "name", "email", "userName", "externalId", "managerId", "active", "entitlements", "groups", Attribute];

    public IReadOnlyList<string> Required { get; } = ["id", "name"];

    public string? KeyOf(ImportJob job, FileRow row) => row.Text("id");

    public PendingRow Read(ImportJob job, FileRow row)
    {
        var attributes = row.Cells.Where(cell => cell.Key.StartsWith(Attribute, StringComparison.Ordinal))
            .Select(cell => KeyValuePair.Create(cell.Key[Attribute.Length..], row.Text(cell.Key)));
        var terms = new IdentityTerms(row.Text("name"), row.Text("email"))
        {
            UserName = row.Text("userName"), ExternalId = row.Text("externalId"), ManagerId = row.Text("managerId"),
            Active = row.Flag("active") ?? true, Attributes = new(attributes),
        };
        var identity = new Identity(job.Id, row.Text("id"), terms, job.StartedAt);
        var entitlements = ImportCells.Entitlements(row, "entitlements");
        var groups = ImportCells.Entitlements(row, "groups");
        return new(row.Line, identity.Id, [.. entitlements, .. groups], numbers => Drafts(job, identity, entitlements, groups, numbers))
        {
            UserNameKey = identity.UserNameKey,
        };
    }

    public async Task<HashSet<string>> Known(ISchedulesDb db, ImportJob job, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        await db.Identities.Where(identity => identity.OrganizationId == job.Id && keys.Contains(identity.Id))
            .Select(identity => identity.Id).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

    public async Task<IReadOnlyList<(string Key, InvalidValueException Reason)>> Apply(
        ISchedulesDb db, ImportJob job, IReadOnlyCollection<string>? kept, CancellationToken cancellationToken)
    {
        var (ours, drafts) = (db.Identities.Where(i => i.OrganizationId == job.OrganizationId), db.Identities.Where(i => i.OrganizationId == job.Id));
        await CarryOver(db, job, cancellationToken);
        var removes = job.Mode == ImportMode.Full && kept is not null;
        var refused = await RefuseTaken(db, job, removes ? kept! : null, cancellationToken);
        if (removes)
        {
            foreach (var part in kept!.Chunk(KeysInAQuery))
                await ours.Where(i => part.Contains(i.Id) && !drafts.Any(d => d.Id == i.Id)).ExecuteUpdateAsync(s => s.SetProperty(i => i.OrganizationId, job.Id), cancellationToken);
            await db.GroupMembers.Where(m => m.OrganizationId == job.OrganizationId && ours.Any(i => i.Id == m.IdentityId) && !drafts.Any(d => d.Id == m.IdentityId))
                .ExecuteDeleteAsync(cancellationToken);
        }

        if (job.Replaces("groups"))
            await db.GroupMembers.Where(m => m.OrganizationId == job.OrganizationId && drafts.Any(d => d.Id == m.IdentityId && d.Modified == job.StartedAt)).ExecuteDeleteAsync(cancellationToken);
        await ours.Where(i => removes || drafts.Any(d => d.Id == i.Id)).ExecuteDeleteAsync(cancellationToken);
        await drafts.ExecuteUpdateAsync(s => s.SetProperty(i => i.OrganizationId, job.OrganizationId), cancellationToken);
        await db.GroupMembers.Where(m => m.OrganizationId == job.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.OrganizationId, job.OrganizationId), cancellationToken);
        return refused;
    }

    public async Task Discard(ISchedulesDb db, Guid importId, CancellationToken cancellationToken)
    {
        await db.GroupMembers.Where(m => m.OrganizationId == importId).ExecuteDeleteAsync(cancellationToken);
        await db.Identities.Where(i => i.OrganizationId == importId).ExecuteDeleteAsync(cancellationToken);
    }

    private static IEnumerable<object> Drafts(
        ImportJob job, Identity identity, IReadOnlyList<string> entitlements, IReadOnlyList<string> groups, IReadOnlyDictionary<string, int> numbers)
    {
        identity.Replace(identity.Terms with { Entitlements = EntitlementSet.Of(entitlements.Select(id => numbers[id])) }, job.StartedAt);
        return [identity, .. groups.Select(id => new GroupMember(job.Id, numbers[id], identity.Id))];
    }

    // What the file has no column for stays as it is; and so does since when an identity is known.
    private static async Task CarryOver(ISchedulesDb db, ImportJob job, CancellationToken cancellationToken)
    {
        var stored = db.Identities.Where(i => i.OrganizationId == job.OrganizationId);
        var known = db.Identities.Where(i => i.OrganizationId == job.Id && stored.Any(s => s.Id == i.Id));
        await known.ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(i => i.Created, i => stored.Where(s => s.Id == i.Id).Select(s => s.Created).First());
                set.SetProperty(i => i.Version, i => stored.Where(s => s.Id == i.Id).Select(s => s.Version + 1).First());
                if (!job.Replaces("email"))
                    set.SetProperty(i => i.Email, i => stored.Where(s => s.Id == i.Id).Select(s => s.Email).First());
                if (!job.Replaces("userName"))
                {
                    set.SetProperty(i => i.UserName, i => stored.Where(s => s.Id == i.Id).Select(s => s.UserName).First());
                }

                if (!job.Replaces("externalId"))
                    set.SetProperty(i => i.ExternalId, i => stored.Where(s => s.Id == i.Id).Select(s => s.ExternalId).First());
                if (!job.Replaces("managerId"))
                    set.SetProperty(i => i.ManagerId, i => stored.Where(s => s.Id == i.Id).Select(s => s.ManagerId).First());
                if (!job.Replaces("active"))
                    set.SetProperty(i => i.Active, i => stored.Where(s => s.Id == i.Id).Select(s => s.Active).First());
                if (!job.Replaces("attributes"))
                    set.SetProperty(i => i.Attributes, i => stored.Where(s => s.Id == i.Id).Select(s => s.Attributes).First());
                if (!job.Replaces("entitlements"))
                    set.SetProperty(i => i.Entitlements, i => stored.Where(s => s.Id == i.Id).Select(s => s.Entitlements).First());
            },
            cancellationToken);
        if (!job.Replaces("userName"))
        {
            await known.ExecuteUpdateAsync(
                set => set.SetProperty(i => i.UserNameKey, i => stored.Where(s => s.Id == i.Id).Select(s => s.UserNameKey).First()), cancellationToken);
        }
    }

    // A user name that belongs to an identity which stays.
    private static async Task<IReadOnlyList<(string, InvalidValueException)>> RefuseTaken(
        ISchedulesDb db, ImportJob job, IReadOnlyCollection<string>? kept, CancellationToken cancellationToken)
    {
        if (!job.Replaces("userName"))
            return [];
        var drafts = db.Identities.Where(i => i.OrganizationId == job.Id && i.UserNameKey != null);
        var all = db.Identities.Where(i => i.OrganizationId == job.Id);
        var stays = db.Identities.Where(i => i.OrganizationId == job.OrganizationId && !all.Any(d => d.Id == i.Id));
        var taken = new List<(string Id, string? UserName)>();
        foreach (var keys in kept is null ? [null] : kept.Chunk(KeysInAQuery).Cast<string[]?>())
        {
            var owners = keys is null ? stays : stays.Where(i => keys.Contains(i.Id));
            var found = await drafts.Where(d => owners.Any(i => i.UserNameKey == d.UserNameKey)).Select(d => new { d.Id, d.UserName }).ToListAsync(cancellationToken);
            taken.AddRange(found.Select(row => (row.Id, row.UserName)));
        }

        foreach (var part in taken.Select(row => row.Id).Chunk(KeysInAQuery))
        {
            await db.GroupMembers.Where(m => m.OrganizationId == job.Id && part.Contains(m.IdentityId)).ExecuteDeleteAsync(cancellationToken);
            await all.Where(i => part.Contains(i.Id)).ExecuteDeleteAsync(cancellationToken);
        }

        return [.. taken.Select(row => (row.Id, new InvalidValueException("userName", row.UserName, "a userName that no other identity has")))];
    }
}

/// <summary>Cells that several kinds of rows have.</summary>
internal static class ImportCells
{
    /// <summary>Ids of entitlements, each once.</summary>
    /// <exception cref="InvalidValueException">One is no such id, or they are too many.</exception>
    public static IReadOnlyList<string> Entitlements(FileRow row, string column)
    {
        var ids = row.List(column).Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count > Identity.MaxEntitlements)
            throw new InvalidValueException(column, $"{ids.Count}", $"at most {Identity.MaxEntitlements} ids");
        return ids.Each(column, id => new EntitlementRef(id).Id);
    }
}
