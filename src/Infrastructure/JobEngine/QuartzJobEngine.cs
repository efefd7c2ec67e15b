using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Infrastructure.JobEngine;

/// <summary>Quartz in memory: timers and workers. What is due and what is queued stands in the ledger alone.</summary>
public sealed class QuartzJobEngine(
    [FromKeyedServices(QuartzRegistration.SchedulerName)] IScheduler scheduler, WorkerCount workers, IOptions<JobEngineOptions> options)
    : IJobEngine
{
    /// <summary>Wakes as many idle workers as there is work for; they take it from the ledger, row by row.</summary>
    public async Task Enqueue(IReadOnlyList<Guid> runIds, CancellationToken cancellationToken)
    {
        foreach (var type in Enum.GetValues<TargetType>())
        {
            for (var idle = Math.Min(runIds.Count, options.Value.WorkersOf(type) - workers.Busy(type)); idle > 0; idle--)
                await Wake(WorkJob.Key(type), cancellationToken);
        }
    }

    /// <summary>Nothing to do: each tick reads from the ledger what is due.</summary>
    public Task ScheduleChanged(Guid scheduleId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="ScheduleChanged"/>
    public Task ScheduleRemoved(Guid scheduleId, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Wake(JobKey worker, CancellationToken cancellationToken)
    {
        try
        {
            await scheduler.TriggerJob(worker, cancellationToken);
        }
        catch (SchedulerException) when (scheduler.Status is SchedulerStatus.ShuttingDown or SchedulerStatus.Shutdown)
        {
            // The process stops while requests are still answered. The runs stand in the ledger, where others look for them.
        }
    }
}
