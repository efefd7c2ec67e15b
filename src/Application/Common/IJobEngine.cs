namespace Schedules.Application.Common;

/// <summary>Carries the work: timers and workers. It may deliver late, twice, or not at all after a crash; the ledger decides.</summary>
public interface IJobEngine
{
    /// <summary>These runs are queued in the ledger, and free to be taken.</summary>
    Task Enqueue(IReadOnlyList<Guid> runIds, CancellationToken cancellationToken);

    /// <summary>A schedule is new, or is due at other times than before.</summary>
    Task ScheduleChanged(Guid scheduleId, CancellationToken cancellationToken);

    /// <summary>A schedule is gone.</summary>
    Task ScheduleRemoved(Guid scheduleId, CancellationToken cancellationToken);
}
