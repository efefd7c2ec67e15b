using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Rows are what is known of entitlements. Who holds them does not change.</summary>
internal sealed class EntitlementImport : IImportTarget
{
    private const int KeysInAQuery = 1000;

    public IReadOnlyList<string> Columns { get; } = ["id", "name", "sourceId", "description", "privileged"];

    public IReadOnlyList<string> Required { get; } = ["id"];

    public string? KeyOf(ImportJob job, FileRow row) => row.Text("id");

    public PendingRow Read(ImportJob job, FileRow row)
    {
        var entitlement = new Entitlement(
            job.Id, row.Text("id"), row.Text("name"), row.Text("sourceId"), row.Text("description"), row.Flag("privileged") ?? false);
        return new(row.Line, entitlement.Id, [], _ => entitlement);
    }

    public async Task<HashSet<string>> Known(ISchedulesDb db, ImportJob job, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        await db.Entitlements.Where(e => e.OrganizationId == job.Id && keys.Contains(e.Id)).Select(e => e.Id)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

    public async Task<IReadOnlyList<(string Key, InvalidValueException Reason)>> Apply(
        ISchedulesDb db, ImportJob job, IReadOnlyCollection<string>? kept, CancellationToken cancellationToken)
    {
        var (ours, drafts) = (db.Entitlements.Where(e => e.OrganizationId == job.OrganizationId), db.Entitlements.Where(e => e.OrganizationId == job.Id));
        var removes = job.Mode == ImportMode.Full && kept is not null;
        var taken = drafts.Where(d => db.AccessGroups.Any(g => g.OrganizationId == job.OrganizationId && g.Id == d.Id));
        var refused = await taken.Select(d => d.Id).ToListAsync(cancellationToken);
        await taken.ExecuteDeleteAsync(cancellationToken);
        foreach (var part in removes ? kept!.Concat(refused).Chunk(KeysInAQuery) : [])
        {
            await ours.Where(e => part.Contains(e.Id) && !drafts.Any(d => d.Id == e.Id))
                .ExecuteUpdateAsync(s => s.SetProperty(e => e.OrganizationId, job.Id), cancellationToken);
        }

        await (removes ? ours : ours.Where(e => drafts.Any(d => d.Id == e.Id))).ExecuteDeleteAsync(cancellationToken);
        await drafts.ExecuteUpdateAsync(s => s.SetProperty(e => e.OrganizationId, job.OrganizationId), cancellationToken);
        return [.. refused.Select(id => (id, new InvalidValueException("id", id, $"an id that is no group's; \"{id}\" is a group, which is an entitlement itself")))];
    }

    public Task Discard(ISchedulesDb db, Guid importId, CancellationToken cancellationToken) =>
        db.Entitlements.Where(e => e.OrganizationId == importId).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Adds those of these ids, mentioned by others, that are neither described nor groups.</summary>
    public static async Task AddMentioned(ISchedulesDb db, ImportJob job, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        foreach (var part in ids.Chunk(KeysInAQuery))
        {
            db.DiscardChanges();
            var known = await db.Entitlements.Where(e => e.OrganizationId == job.OrganizationId && part.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancellationToken);
            var groups = await db.AccessGroups.Where(g => g.OrganizationId == job.OrganizationId && part.Contains(g.Id)).Select(g => g.Id).ToListAsync(cancellationToken);
            db.Entitlements.AddRange(part.Except(known).Except(groups).Select(id => new Entitlement(job.OrganizationId, id, null)));
            await db.SaveChangesAsync(cancellationToken);
        }

        db.DiscardChanges();
    }
}
