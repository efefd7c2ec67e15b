using MediatR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Puts every occurrence that is due into the ledger, batch by batch, and hands what is to be executed to the engine.</summary>
/// <returns>The number of schedules that were due.</returns>
public sealed record DispatchDueSchedules : IRequest<int>;

public sealed class DispatchDueSchedulesHandler(
    ILedger ledger, IJobEngine engine, TimeProvider clock, DispatchPolicy policy, IOptions<DispatchOptions> options,
    ILogger<DispatchDueSchedulesHandler> logger)
    : IRequestHandler<DispatchDueSchedules, int>
{
    public async Task<int> Handle(DispatchDueSchedules request, CancellationToken cancellationToken)
    {
        var now = await ledger.Now(cancellationToken);
        var limit = options.Value.BatchSize;
        var total = 0;
        DispatchedBatch batch;
        do
        {
            batch = await ledger.Dispatch(now, limit, Take, cancellationToken);
            if (batch.QueuedRunIds.Count > 0)
                await engine.Enqueue(batch.QueuedRunIds, cancellationToken);
            total += batch.Schedules;
        }
        while (batch.Schedules > 0);

        return total;

        IReadOnlyList<Run> Take(Schedule schedule, bool busy)
        {
            if (schedule.Rule is UnreadableRule broken)
                logger.LogError("The rule of schedule {ScheduleId} is not understood, and nothing is due by it until it is replaced: {Problem}", schedule.Id, broken.Problem);
            return schedule.TakeDue(now, busy, policy, clock.NewId);
        }
    }
}
