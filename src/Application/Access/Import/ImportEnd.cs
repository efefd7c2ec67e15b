using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Brings imports to their end: all takes effect in one transaction, or what was written is taken away.</summary>
public sealed class ImportEnd(IServiceScopeFactory scopes, TimeProvider clock, IOptions<ImportOptions> options, ILogger<ImportEnd> logger)
{
    /// <summary>Does a part of an import, and gives signs of life meanwhile. Where it fails, the import has failed.</summary>
    internal async Task Guarded(ImportJob job, Func<Task> work)
    {
        using var stop = new CancellationTokenSource();
        var beat = Beat(job.Id, stop.Token);
        try
        {
            await work();
        }
        catch (Exception failure)
        {
            await Fail(job, failure);
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            await beat;
        }
    }

    /// <summary>Has the rows take effect, whether or not somebody waits for it. What fails is told by the import.</summary>
    internal Task Apply(ImportJob job, ImportRows rows) => Task.Run(async () =>
    {
        try
        {
            await Guarded(job, () => ApplyRows(job, rows));
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Import {Import} failed", job.Id);
        }
    });

    private async Task ApplyRows(ImportJob job, ImportRows rows)
    {
        if (job.Mode == ImportMode.Full && rows.Accepted == 0)
            throw new InvalidValueException("file", null, "a file with at least one good row, in mode full");
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ISchedulesDb>();
        await SetApplying(db, job.Id);
        await db.TransactAsync(() => ApplyAll(db, job, rows), CancellationToken.None);
    }

    private async Task<int> ApplyAll(ISchedulesDb db, ImportJob job, ImportRows rows)
    {
        db.DiscardChanges();
        // Held until the end: whoever takes the import for crashed waits here, and then sees that it was not.
        await db.AccessImports.Where(import => import.Id == job.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.Error, (string?)null));
        var import = await db.AccessImports.SingleAsync(import => import.Id == job.Id);
        if (import.State != ImportState.Applying)
            throw new ConflictException("The import was ended by another process.");
        var target = ImportTargets.Of(job.Type);
        var refused = await target.Apply(db, job, rows.Kept, CancellationToken.None);
        if (job.IsByRow)
            await ImportedRows.Delete(db, job.Id, CancellationToken.None);
        if (job.Mode == ImportMode.Full && refused.Count == rows.Accepted)
            throw new InvalidValueException("file", null, $"a file with at least one good row, in mode full; its last one was refused, for {Told(refused[^1]).Message.TrimEnd('.')}");
        await EntitlementImport.AddMentioned(db, job, rows.Entitlements, CancellationToken.None);
        return await Succeed(db, job.Id, rows, refused);
    }

    private async Task<int> Succeed(
        ISchedulesDb db, Guid id, ImportRows rows, IReadOnlyList<(string Key, InvalidValueException Reason)> refused)
    {
        var import = await db.AccessImports.SingleAsync(import => import.Id == id);
        // Nothing but the database is changed: it may have the whole transaction repeated.
        db.AccessImportErrors.AddRange(rows.Errors.Last(refused.Select(Told)));
        import.Progress(rows.Read, rows.Accepted - refused.Count, rows.Refused + refused.Count, import.SeenAt);
        import.Succeed(clock.Now());
        return await db.SaveChangesAsync(CancellationToken.None);
    }

    private static InvalidValueException Told((string Key, InvalidValueException Reason) row) => row.Reason.Field == "id"
        ? row.Reason
        : new(row.Reason.Field, row.Reason.Value, $"{row.Reason.Accepted}; {row.Key} has \"{row.Reason.Value}\"");

    private async Task SetApplying(ISchedulesDb db, Guid id)
    {
        var import = await db.AccessImports.SingleAsync(import => import.Id == id);
        import.Apply(clock.Now());
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task Fail(ImportJob job, Exception failure)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ISchedulesDb>();
            var import = await db.AccessImports.SingleAsync(import => import.Id == job.Id);
            if (!import.IsGoing)
                return;
            import.Fail(Reason(failure), clock.Now());
            await ImportTargets.Of(job.Type).Discard(db, job.Id, CancellationToken.None);
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception worse)
        {
            // The database is away, too: the import counts as crashed when its lease is over, and is taken away then.
            logger.LogError(worse, "Import {Import} could not be ended", job.Id);
        }
    }

    private static string Reason(Exception failure) => failure switch
    {
        InvalidValueException refused => refused.Message,
        ConflictException conflict => conflict.Message,
        OperationCanceledException => "The file ended early: its sender closed the connection. Nothing of it took effect.",
        IOException or InvalidDataException => $"The file could not be read to its end: {failure.Message} Nothing of it took effect.",
        _ => "An internal fault occurred; the server's log tells more. Nothing of it took effect.",
    };

    private async Task Beat(Guid id, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.Value.ImportLease / 4, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ISchedulesDb>();
                await db.AccessImports.Where(import => import.Id == id).ExecuteUpdateAsync(s => s.SetProperty(i => i.SeenAt, clock.Now()), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The part is over.
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "Import {Import} gives no sign of life", id);
        }
    }
}
