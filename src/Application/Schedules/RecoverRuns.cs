using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Queues again what a dead worker left behind, and reminds the engine of queued runs that it lost.</summary>
/// <returns>The number of runs whose lease had run out.</returns>
public sealed record RecoverRuns : IRequest<int>;

public sealed class RecoverRunsHandler(ISchedulesDb db, ILedger ledger, IJobEngine engine, IOptions<RunOptions> options)
    : IRequestHandler<RecoverRuns, int>
{
    private const int BatchSize = 1000;

    public async Task<int> Handle(RecoverRuns request, CancellationToken cancellationToken)
    {
        var now = await ledger.Now(cancellationToken);
        var lost = await ledger.Recover(
            now, BatchSize,
            run => run.Abandon("lost: its worker stopped without a word", options.Value.MaxAttempts, Duration.Zero, now), cancellationToken);
        foreach (var type in Enum.GetValues<TargetType>())
            await Remind(type, now, cancellationToken);
        return lost;
    }

    // A kind at a time, in the order of its queue: all kinds together would have to be sorted.
    private async Task Remind(TargetType type, Instant now, CancellationToken cancellationToken)
    {
        var waiting = await db.Runs
            .Where(run => run.Status == RunStatus.Queued && run.TargetType == type && run.AvailableAt <= now)
            .OrderBy(run => run.Turn).Take(BatchSize).Select(run => run.Id)
            .ToListAsync(cancellationToken);
        if (waiting.Count > 0)
            await engine.Enqueue(waiting, cancellationToken);
    }
}
