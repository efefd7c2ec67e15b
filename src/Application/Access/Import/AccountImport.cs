using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Rows are accounts with their entitlements. Sources that are not known are made.</summary>
internal sealed class AccountImport : IImportTarget
{
    private const char Between = '\u001f';
    private const int KeysInAQuery = 500;

    public IReadOnlyList<string> Columns { get; } = ["sourceId", "id", "identityId", "name", "entitlements"];

    public IReadOnlyList<string> Required { get; } = ["id"];

    public string? KeyOf(ImportJob job, FileRow row) =>
        row.Text("id") is { } id && (row.Text("sourceId") ?? job.SourceId) is { } source ? $"{source}{Between}{id}" : null;

    public PendingRow Read(ImportJob job, FileRow row)
    {
        var source = row.Text("sourceId") ?? job.SourceId;
        if (job.SourceId is not null && source != job.SourceId)
            throw new InvalidValueException("sourceId", source, $"\"{job.SourceId}\", or absent");
        var account = new Account(job.Id, source, row.Text("id"), row.Text("identityId"), row.Text("name"), EntitlementSet.Empty);
        var entitlements = ImportCells.Entitlements(row, "entitlements");
        return new(row.Line, $"{account.SourceId}{Between}{account.Id}", entitlements, numbers =>
        {
            account.Replace(account.IdentityId, account.Name, EntitlementSet.Of(entitlements.Select(id => numbers[id])));
            return account;
        });
    }

    public async Task<HashSet<string>> Known(ISchedulesDb db, ImportJob job, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var ids = keys.Select(key => key.Split(Between)[1]).ToList();
        var found = await db.Accounts.Where(account => account.OrganizationId == job.Id && ids.Contains(account.Id))
            .Select(account => new { account.SourceId, account.Id }).ToListAsync(cancellationToken);
        return found.Select(account => $"{account.SourceId}{Between}{account.Id}").ToHashSet(StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<(string Key, InvalidValueException Reason)>> Apply(
        ISchedulesDb db, ImportJob job, IReadOnlyCollection<string>? kept, CancellationToken cancellationToken)
    {
        var (ours, drafts) = (db.Accounts.Where(a => a.OrganizationId == job.OrganizationId), db.Accounts.Where(a => a.OrganizationId == job.Id));
        var removes = job.Mode == ImportMode.Full && kept is not null;
        var removed = job.SourceId is { } source ? ours.Where(a => a.SourceId == source) : ours;
        if (removes)
            await Keep(ours, drafts, job, kept!, cancellationToken);
        await (removes ? removed : ours.Where(a => drafts.Any(d => d.SourceId == a.SourceId && d.Id == a.Id))).ExecuteDeleteAsync(cancellationToken);
        await AddSources(db, job, await drafts.Select(a => a.SourceId).Distinct().ToListAsync(cancellationToken), cancellationToken);
        await drafts.ExecuteUpdateAsync(s => s.SetProperty(a => a.OrganizationId, job.OrganizationId), cancellationToken);
        return [];
    }

    public Task Discard(ISchedulesDb db, Guid importId, CancellationToken cancellationToken) =>
        db.Accounts.Where(a => a.OrganizationId == importId).ExecuteDeleteAsync(cancellationToken);

    private static async Task Keep(
        IQueryable<Account> ours, IQueryable<Account> drafts, ImportJob job, IReadOnlyCollection<string> kept, CancellationToken cancellationToken)
    {
        foreach (var bySource in kept.Select(key => key.Split(Between)).GroupBy(key => key[0], key => key[1], StringComparer.Ordinal))
        {
            foreach (var part in bySource.Chunk(KeysInAQuery))
            {
                await ours.Where(a => a.SourceId == bySource.Key && part.Contains(a.Id) && !drafts.Any(d => d.SourceId == a.SourceId && d.Id == a.Id))
                    .ExecuteUpdateAsync(s => s.SetProperty(a => a.OrganizationId, job.Id), cancellationToken);
            }
        }
    }

    private static async Task AddSources(ISchedulesDb db, ImportJob job, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var known = await db.AccessSources.Where(s => s.OrganizationId == job.OrganizationId).Select(s => s.Id).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        db.AccessSources.AddRange(ids.Where(id => !known.Contains(id)).Select(id => new AccessSource(job.OrganizationId, id, id)));
        await db.SaveChangesAsync(cancellationToken);
    }
}
