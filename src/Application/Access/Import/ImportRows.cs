using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Access;

/// <summary>Reads a file's rows and stores the good ones as drafts, a batch at a time.</summary>
internal sealed class ImportRows(IServiceScopeFactory scopes, ImportJob job, IImportTarget target, EntitlementNumbers numbers, TimeProvider clock)
{
    private const int BatchSize = 2000;
    private const int MembersInABatch = 20_000;
    private const int KeysInAQuery = 1000;

    /// <summary>How many ids of refused rows are remembered, so that a full import does not take away what they are about.</summary>
    private const int MaxKept = 100_000;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private bool _keepsAll;

    public ImportErrors Errors { get; } = new(job.Id);

    public long Read { get; private set; }

    public long Accepted { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Ids of all entitlements that the drafts mention.</summary>
    public IReadOnlyCollection<string> Entitlements => _numbers.Keys;

    /// <summary>Columns of the file, or all that its good rows name; null where each row says for itself.</summary>
    public IReadOnlyList<string>? Columns => job.Columns ?? (job.IsByRow ? null : [.. _seen]);

    /// <summary>Keys of refused rows; null where a refused row might have been about anything.</summary>
    public IReadOnlyCollection<string>? Kept => _keepsAll ? null : _kept;

    public async Task ReadAll(IRowFile file, CancellationToken cancellationToken)
    {
        var (batch, members) = (new List<PendingRow>(BatchSize), 0);
        await foreach (var row in file.Rows(cancellationToken))
        {
            Read++;
            if (Pending(row) is { } pending)
            {
                batch.Add(pending);
                members += pending.MemberCount;
            }

            if (batch.Count < BatchSize && members < MembersInABatch && Errors.Count < BatchSize)
                continue;
            await Store(batch, cancellationToken);
            batch.Clear();
            members = 0;
        }

        await Store(batch, cancellationToken);
    }

    private void Refuse(long line, string? key, InvalidValueException reason)
    {
        Refused++;
        if (key is null || _kept.Count >= MaxKept)
            _keepsAll = true;
        else
            _kept.Add(key);
        Errors.Add(line, reason);
    }

    private PendingRow? Pending(FileRow row)
    {
        try
        {
            if (row.Problem is not null)
                throw row.Problem;
            if (job.Columns is not null)
                return target.Read(job, row);
            ImportFiles.RequireKnown(target, row);
            return target.Read(job, row) with { Columns = [.. row.Cells.Keys, .. row.Empty] };
        }
        catch (InvalidValueException reason)
        {
            Refuse(row.Line, KeyOf(row), reason);
            return null;
        }
    }

    private string? KeyOf(FileRow row)
    {
        try
        {
            return target.KeyOf(job, row);
        }
        catch (InvalidValueException)
        {
            return null;
        }
    }

    private async Task Store(List<PendingRow> batch, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ISchedulesDb>();
        var rows = await FirstOfTheirKey(db, batch, cancellationToken);
        await Number(rows, cancellationToken);
        Accepted += rows.Count;
        db.AddRange(rows.Select(row => row.Draft(_numbers)));
        if (rows.Exists(row => row.MemberCount > 0))
            db.AddLater(rows.SelectMany(row => row.Members(_numbers)));
        if (job.IsByRow)
            db.AccessImportRows.AddRange(rows.Select(row => ImportedRows.Of(job, row)));
        else
            _seen.UnionWith(rows.SelectMany(row => row.Columns));
        db.AccessImportErrors.AddRange(Errors.Take());
        var import = await db.AccessImports.GetAsync(job.OrganizationId, job.Id, cancellationToken);
        if (!import.IsGoing)
            throw new ConflictException("The import was ended by another process, which had no sign of life of this one.");
        import.Progress(Read, Accepted, Refused, clock.Now());
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<List<PendingRow>> FirstOfTheirKey(ISchedulesDb db, List<PendingRow> batch, CancellationToken cancellationToken)
    {
        var (keys, names) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var part in batch.Chunk(KeysInAQuery))
        {
            keys.UnionWith(await target.Known(db, job, [.. part.Select(row => row.Key)], cancellationToken));
            var sent = part.Select(row => row.UserNameKey).OfType<string>().ToList();
            if (sent.Count > 0)
            {
                names.UnionWith(await db.Identities.Where(i => i.OrganizationId == job.Id && sent.Contains(i.UserNameKey!))
                    .Select(i => i.UserNameKey!).ToListAsync(cancellationToken));
            }
        }

        return [.. batch.Where(row => IsFirst(row, keys, names))];
    }

    // Of a key that comes twice the first row is taken: what it is about is in the file.
    private bool IsFirst(PendingRow row, HashSet<string> keys, HashSet<string> names)
    {
        if (!keys.Add(row.Key))
            Refuse(row.Line, row.Key, Repeated.Key("id", row.Key));
        else if (row.UserNameKey is not null && !names.Add(row.UserNameKey))
            Refuse(row.Line, row.Key, Repeated.Key("userName", row.UserNameKey));
        else
            return true;
        return false;
    }

    private async Task Number(List<PendingRow> rows, CancellationToken cancellationToken)
    {
        var missing = rows.SelectMany(row => row.Entitlements).Where(id => !_numbers.ContainsKey(id)).ToHashSet(StringComparer.Ordinal);
        if (missing.Count == 0)
            return;
        foreach (var (id, number) in await numbers.Of(job.OrganizationId, missing, cancellationToken))
            _numbers[id] = number;
    }
}
