using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Loading, so that null never reaches a handler.</summary>
public static class ScheduleQueries
{
    /// <exception cref="NotFoundException">The organization has no such schedule.</exception>
    public static async Task<Schedule> GetAsync(
        this IQueryable<Schedule> schedules, Guid organizationId, Guid id, CancellationToken cancellationToken) =>
        await schedules.SingleOrDefaultAsync(s => s.Id == id && s.OrganizationId == organizationId, cancellationToken)
            ?? throw new NotFoundException("Schedule", id.ToString());

    /// <exception cref="NotFoundException">The organization has no such run.</exception>
    public static async Task<Run> GetAsync(this IQueryable<Run> runs, Guid organizationId, Guid id, CancellationToken cancellationToken) =>
        await runs.SingleOrDefaultAsync(r => r.Id == id && r.OrganizationId == organizationId, cancellationToken)
            ?? throw new NotFoundException("Run", id.ToString());

    public static Task<Schedule?> FindByTarget(
        this IQueryable<Schedule> schedules, Guid organizationId, Target target, CancellationToken cancellationToken) =>
        schedules.SingleOrDefaultAsync(
            s => s.TargetType == target.Type && s.TargetId == target.Id && s.OrganizationId == organizationId, cancellationToken);

    /// <summary>Whether a run of the schedule is queued or going.</summary>
    public static Task<bool> IsBusy(this ISchedulesDb db, Guid scheduleId, CancellationToken cancellationToken) =>
        db.Runs.AnyAsync(
            run => run.ScheduleId == scheduleId && (run.Status == RunStatus.Queued || run.Status == RunStatus.Running),
            cancellationToken);
}
