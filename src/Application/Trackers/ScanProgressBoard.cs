using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>Shows how far a scan is while it goes on. In the database, for another process may be asked; a unit of work of its own, as the scan's is saved last.</summary>
public sealed class ScanProgressBoard(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ScanProgressBoard> logger)
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>Makes a scan while what it tells of itself is shown, at most once a second.</summary>
    public async Task<BrowserScan> Show(Guid runId, Func<IProgress<ScanProgress>, Task<BrowserScan>> scan)
    {
        var latest = new Latest();
        using var done = new CancellationTokenSource();
        var showing = Show(runId, latest, done.Token);
        try
        {
            return await scan(latest);
        }
        finally
        {
            await done.CancelAsync();
            await showing;
            await Write(db => Remove(db, runId));
        }
    }

    private async Task Show(Guid runId, Latest latest, CancellationToken done)
    {
        using var timer = new PeriodicTimer(_pause);
        ScanProgress? shown = null;
        while (!done.IsCancellationRequested)
        {
            if (latest.Progress is { } progress && progress != shown)
                await Write(db => Put(db, runId, shown = progress));
            await Next(timer, done);
        }
    }

    private static async Task Next(PeriodicTimer timer, CancellationToken done)
    {
        try
        {
            await timer.WaitForNextTickAsync(done);
        }
        catch (OperationCanceledException)
        {
            // The scan is done.
        }
    }

    private async Task Put(ISchedulesDb db, Guid runId, ScanProgress progress)
    {
        var row = await db.RunProgress.SingleOrDefaultAsync(row => row.RunId == runId, CancellationToken.None);
        if (row is null)
            db.RunProgress.Add(row = new(runId));
        row.Set(progress, clock.Now());
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private static async Task Remove(ISchedulesDb db, Guid runId)
    {
        if (await db.RunProgress.SingleOrDefaultAsync(row => row.RunId == runId, CancellationToken.None) is not { } row)
            return;
        db.RunProgress.Remove(row);
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task Write(Func<ISchedulesDb, Task> write)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await write(scope.ServiceProvider.GetRequiredService<ISchedulesDb>());
        }
#pragma warning disable CA1031 // A scan is worth more than the news of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogWarning(exception, "The progress of a scan could not be shown");
        }
    }

    private sealed class Latest : IProgress<ScanProgress>
    {
        private volatile ScanProgress? _progress;

        public ScanProgress? Progress => _progress;

        public void Report(ScanProgress value) => _progress = value;
    }
}
