using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Trackers;

/// <summary>Changes the named members of a project's tracker-scan schedule; absent ones stay. The first change makes the schedule.</summary>
public sealed record UpdateTrackerScanSchedule(Guid OrganizationId, Guid ProjectId, TrackerScanTerms Terms, string? ExpectedVersion)
    : IRequest<Versioned<TrackerScanScheduleDto>>, IRepeatable;

/// <summary>What is asked of a tracker-scan schedule, in the words of the privacy API; absent members stay as they are.</summary>
public sealed record TrackerScanTerms(
    bool? ScheduledScanEnabled = null,
    string? ScanPeriod = null,
    int? ScheduledHour = null,
    int? ScheduledDayOfWeek = null,
    int? ScheduledDayOfMonth = null)
{
    /// <returns>Null where the schedule says so already; a new one is always changed.</returns>
    public ScheduleChange? ChangeOf(Schedule schedule)
    {
        var rule = Merge(schedule.Rule as PeriodRule ?? PeriodRule.Default);
        var isEnabled = ScheduledScanEnabled ?? schedule.IsEnabled;
        var isChanged = schedule.Version == 0 || rule != schedule.Rule || isEnabled != schedule.IsEnabled;
        return isChanged ? new(schedule, rule, isEnabled, Report: null) : null;
    }

    private PeriodRule Merge(PeriodRule rule) => new(
        ScanPeriod is null ? rule.Period : ScanPeriods.Parse(ScanPeriod),
        ScheduledHour ?? rule.Hour,
        ScheduledDayOfWeek ?? rule.DayOfWeek,
        ScheduledDayOfMonth ?? rule.DayOfMonth);
}

public sealed class UpdateTrackerScanScheduleHandler(ISchedulesDb db, ScheduleChanges changes)
    : IRequestHandler<UpdateTrackerScanSchedule, Versioned<TrackerScanScheduleDto>>
{
    public async Task<Versioned<TrackerScanScheduleDto>> Handle(UpdateTrackerScanSchedule request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.GetAsync(request.OrganizationId, request.ProjectId, cancellationToken);
        var target = TrackerScanSchedules.TargetOf(request.ProjectId);
        var found = await db.Schedules.FindByTarget(request.OrganizationId, target, cancellationToken);
        var schedule = found ?? (await changes.Create([target], PeriodRule.Default, cancellationToken))[0];
        Versions.Require(Versions.Of(schedule.Id, schedule.Version), request.ExpectedVersion);
        if (schedule.Version == 0)
            project.ChangeScheduled();
        if (request.Terms.ChangeOf(schedule) is { } change)
            await changes.Change([change], cancellationToken);
        return found is null ? schedule.Show([]) : await db.Show(schedule, cancellationToken);
    }
}
