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
        return new(row.Line, identity.Id, [.. entitlements, .. groups], numbers =>
        {
            identity.Replace(identity.Terms with { Entitlements = EntitlementSet.Of(entitlements.Select(id => numbers[id])) }, job.StartedAt);
            return identity;
        })
        {
            UserNameKey = identity.UserNameKey,
            Members = numbers => groups.Select(id => new GroupMember(job.Id, numbers[id], identity.Id)),
            MemberCount = groups.Count,
        };
    }

    public async Task<HashSet<string>> Known(ISchedulesDb db, ImportJob job, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        await db.Identities.Where(identity => identity.OrganizationId == job.Id && keys.Contains(identity.Id))
            .Select(identity => identity.Id).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

    public async Task<IReadOnlyList<(string Key, InvalidValueException Reason)>> Apply(
        ISchedulesDb db, ImportJob job, IReadOnlyCollection<string>? kept, CancellationToken cancellationToken)
    {
        var (ours, drafts) = (db.Identities.Where(i => i.OrganizationId == job.OrganizationId), db.Identities.Where(i => i.OrganizationId == job.Id));
        var removes = job.Mode == ImportMode.Full && kept is not null;
        var known = new KnownIdentities(db, job);
        var refused = await Refuse(db, job, known, removes ? kept : null, cancellationToken);
        await known.Keep(cancellationToken);
        if (removes)
        {
            foreach (var part in kept!.Concat(refused.Select(row => row.Key)).Chunk(KeysInAQuery))
                await ours.Where(i => part.Contains(i.Id) && !drafts.Any(d => d.Id == i.Id)).ExecuteUpdateAsync(s => s.SetProperty(i => i.OrganizationId, job.Id), cancellationToken);
            await db.GroupMembers.Where(m => m.OrganizationId == job.OrganizationId && ours.Any(i => i.Id == m.IdentityId) && !drafts.Any(d => d.Id == m.IdentityId))
                .ExecuteDeleteAsync(cancellationToken);
        }

        var naming = known.Naming("groups");
        if (job.Replaces("groups"))
            await db.GroupMembers.Where(m => m.OrganizationId == job.OrganizationId && naming.Any(d => d.Id == m.IdentityId && d.Modified == job.StartedAt)).ExecuteDeleteAsync(cancellationToken);
        await ours.Where(i => removes || drafts.Any(d => d.Id == i.Id)).ExecuteDeleteAsync(cancellationToken);
        await drafts.ExecuteUpdateAsync(s => s.SetProperty(i => i.OrganizationId, job.OrganizationId), cancellationToken);
        await db.GroupMembers.Where(m => m.OrganizationId == job.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.OrganizationId, job.OrganizationId), cancellationToken);
        return refused;
    }

    public async Task Discard(ISchedulesDb db, Guid importId, CancellationToken cancellationToken)
    {
        await ImportedRows.Delete(db, importId, cancellationToken);
        await db.GroupMembers.Where(m => m.OrganizationId == importId).ExecuteDeleteAsync(cancellationToken);
        await db.Identities.Where(i => i.OrganizationId == importId).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<(string Key, InvalidValueException Reason)>> Refuse(
        ISchedulesDb db, ImportJob job, KnownIdentities known, IReadOnlyCollection<string>? kept, CancellationToken cancellationToken)
    {
        var names = new TakenUserNames(db, job, known);
        var crowded = await known.MergeAttributes(cancellationToken);
        var ids = crowded.Select(row => row.Key).ToList();
        await names.TakeOut(ids, cancellationToken);
        return [.. crowded, .. await names.Refuse(kept is null ? null : [.. kept, .. ids], cancellationToken)];
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
