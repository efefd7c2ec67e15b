using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Access;

/// <summary>Rows are groups with what they contain, and optionally their members.</summary>
internal sealed class RoleImport : IImportTarget
{
    private const int KeysInAQuery = 1000;

    public IReadOnlyList<string> Columns { get; } = ["id", "name", "description", "externalId", "entitlements", "groups", "members"];

    public IReadOnlyList<string> Required { get; } = ["id", "name"];

    public string? KeyOf(ImportJob job, FileRow row) => row.Text("id");

    public PendingRow Read(ImportJob job, FileRow row)
    {
        var terms = new GroupTerms(row.Text("name"), row.Text("description"), row.Text("externalId"), EntitlementSet.Empty);
        var id = new AccessGroup(job.Id, row.Text("id"), 0, terms, job.StartedAt).Id;
        string[] contents = [.. ImportCells.Entitlements(row, "entitlements"), .. ImportCells.Entitlements(row, "groups")];
        var members = row.List("members").Distinct(StringComparer.Ordinal).ToList()
            .Each("members", member => Text.Required("id", member, 1, Identity.MaxIdLength));
        return new(row.Line, id, [id, .. contents], numbers =>
            new AccessGroup(job.Id, id, numbers[id], terms with { Contents = EntitlementSet.Of(contents.Select(item => numbers[item])) }, job.StartedAt))
        {
            Members = numbers => members.Select(member => new GroupMember(job.Id, numbers[id], member)),
            MemberCount = members.Count,
        };
    }

    public async Task<HashSet<string>> Known(ISchedulesDb db, ImportJob job, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        await db.AccessGroups.Where(g => g.OrganizationId == job.Id && keys.Contains(g.Id)).Select(g => g.Id)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

    public async Task<IReadOnlyList<(string Key, InvalidValueException Reason)>> Apply(
        ISchedulesDb db, ImportJob job, IReadOnlyCollection<string>? kept, CancellationToken cancellationToken)
    {
        var (ours, drafts) = (db.AccessGroups.Where(g => g.OrganizationId == job.OrganizationId), db.AccessGroups.Where(g => g.OrganizationId == job.Id));
        var members = db.GroupMembers.Where(m => m.OrganizationId == job.OrganizationId);
        var removes = job.Mode == ImportMode.Full && kept is not null;
        var refused = await Refuse(db, job, cancellationToken);
        var known = new KnownGroups(db, job);
        await known.MergeContents(cancellationToken);
        await known.Keep(cancellationToken);
        // By IN, which asks once: groups have no index of their numbers.
        var naming = known.Naming("members").Select(d => d.Number);
        if (job.Replaces("members"))
            await members.Where(m => naming.Contains(m.GroupNumber)).ExecuteDeleteAsync(cancellationToken);
        foreach (var part in removes ? kept!.Chunk(KeysInAQuery) : [])
        {
            await ours.Where(g => part.Contains(g.Id) && !drafts.Any(d => d.Id == g.Id))
                .ExecuteUpdateAsync(s => s.SetProperty(g => g.OrganizationId, job.Id), cancellationToken);
        }

        if (removes)
            await members.Where(m => !drafts.Select(d => d.Number).Contains(m.GroupNumber)).ExecuteDeleteAsync(cancellationToken);
        await (removes ? ours : ours.Where(g => drafts.Any(d => d.Id == g.Id))).ExecuteDeleteAsync(cancellationToken);
        await drafts.ExecuteUpdateAsync(s => s.SetProperty(g => g.OrganizationId, job.OrganizationId), cancellationToken);
        await db.GroupMembers.Where(m => m.OrganizationId == job.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.OrganizationId, job.OrganizationId), cancellationToken);
        return refused;
    }

    public async Task Discard(ISchedulesDb db, Guid importId, CancellationToken cancellationToken)
    {
        await ImportedRows.Delete(db, importId, cancellationToken);
        await db.GroupMembers.Where(m => m.OrganizationId == importId).ExecuteDeleteAsync(cancellationToken);
        await db.AccessGroups.Where(g => g.OrganizationId == importId).ExecuteDeleteAsync(cancellationToken);
    }

    private static InvalidValueException NotAnEntitlement(string id) => new(
        "id", id, $"an id that is no entitlement's; \"{id}\" is one until it is deleted, and who holds it still holds the id then");

    // As putting one does. A group that is there already stays one.
    private static async Task<IReadOnlyList<(string Key, InvalidValueException Reason)>> Refuse(ISchedulesDb db, ImportJob job, CancellationToken cancellationToken)
    {
        var described = db.Entitlements.Described().Where(e => e.OrganizationId == job.OrganizationId);
        var groups = db.AccessGroups.Where(g => g.OrganizationId == job.OrganizationId);
        var taken = db.AccessGroups.Where(g => g.OrganizationId == job.Id && described.Any(e => e.Id == g.Id) && !groups.Any(other => other.Id == g.Id));
        var refused = await taken.Select(g => new { g.Id, g.Number }).ToListAsync(cancellationToken);
        foreach (var part in refused.Chunk(KeysInAQuery))
        {
            var (ids, numbers) = (part.Select(g => g.Id).ToList(), part.Select(g => g.Number).ToList());
            await db.GroupMembers.Where(m => m.OrganizationId == job.Id && numbers.Contains(m.GroupNumber)).ExecuteDeleteAsync(cancellationToken);
            await db.AccessGroups.Where(g => g.OrganizationId == job.Id && ids.Contains(g.Id)).ExecuteDeleteAsync(cancellationToken);
        }

        return [.. refused.Select(group => (group.Id, NotAnEntitlement(group.Id)))];
    }
}
