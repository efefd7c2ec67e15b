using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Trackers;

/// <summary>Changes the named members of a project's tracker-scan schedule; absent ones stay. The first change makes the schedule.</summary>
public sealed record UpdateTrackerScanSchedule(
    Guid OrganizationId,
    Guid ProjectId,
    bool? ScheduledScanEnabled,
    string? ScanPeriod,
    int? ScheduledHour,
    int? ScheduledDayOfWeek,
    int? ScheduledDayOfMonth,
    string? ExpectedVersion) : IRequest<Versioned<TrackerScanScheduleDto>>;

public sealed class UpdateTrackerScanScheduleHandler(ISchedulesDb db, ScheduleChanges changes)
    : IRequestHandler<UpdateTrackerScanSchedule, Versioned<TrackerScanScheduleDto>>
{
    public async Task<Versioned<TrackerScanScheduleDto>> Handle(UpdateTrackerScanSchedule request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.GetAsync(request.OrganizationId, request.ProjectId, cancellationToken);
        var target = TrackerScanSchedules.TargetOf(request.ProjectId);
        var found = await db.Schedules.FindByTarget(request.OrganizationId, target, cancellationToken);
        var schedule = found ?? await changes.Create(target, PeriodRule.Default, cancellationToken);
        Versions.Require(Versions.Of(schedule.Id, schedule.Version), request.ExpectedVersion);
        if (schedule.Version == 0)
            project.ChangeScheduled();
        var rule = Merge(schedule.Rule as PeriodRule ?? PeriodRule.Default, request);
        var isEnabled = request.ScheduledScanEnabled ?? schedule.IsEnabled;
        if (schedule.Version == 0 || rule != schedule.Rule || isEnabled != schedule.IsEnabled)
            await changes.Change(schedule, rule, isEnabled, report: null, cancellationToken);
        return found is null ? schedule.Show([]) : await db.Show(schedule, cancellationToken);
    }

    private static PeriodRule Merge(PeriodRule rule, UpdateTrackerScanSchedule request) => new(
        request.ScanPeriod is null ? rule.Period : ScanPeriods.Parse(request.ScanPeriod),
        request.ScheduledHour ?? rule.Hour,
        request.ScheduledDayOfWeek ?? rule.DayOfWeek,
        request.ScheduledDayOfMonth ?? rule.DayOfMonth);
}
