using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>What becomes of a policy's schedule when the policy is deleted or recovered. Each saves what was changed before with it, as one.</summary>
public sealed class SuspendedSchedules(ISchedulesDb db, ScheduleChanges changes)
{
    /// <summary>It is due no more until it is resumed; what was due before stands in the ledger.</summary>
    public Task Suspend(SodPolicy policy, CancellationToken cancellationToken) => SetEnabled(policy, isEnabled: false, cancellationToken);

    public Task Resume(SodPolicy policy, CancellationToken cancellationToken) => SetEnabled(policy, isEnabled: true, cancellationToken);

    public async Task Remove(SodPolicy policy, CancellationToken cancellationToken)
    {
        if (await Find(policy, cancellationToken) is { } schedule)
            await changes.Remove(schedule, cancellationToken);
    }

    private async Task SetEnabled(SodPolicy policy, bool isEnabled, CancellationToken cancellationToken)
    {
        if (await Find(policy, cancellationToken) is { } schedule)
            await changes.Change(schedule, schedule.Rule, isEnabled, schedule.Report, cancellationToken);
    }

    private Task<Schedule?> Find(SodPolicy policy, CancellationToken cancellationToken) =>
        db.Schedules.FindByTarget(policy.OrganizationId, SodPolicySchedules.TargetOf(policy.Id), cancellationToken);
}
