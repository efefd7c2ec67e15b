using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Trackers;

/// <summary>Changes the named members of many projects' tracker-scan schedules, as <see cref="UpdateTrackerScanSchedule"/> one's: all of them, or none.</summary>
/// <param name="OrganizationId">Whose projects.</param>
/// <param name="ProjectIds">1 to 1000 projects of the organization; one that is named twice counts once.</param>
/// <param name="Terms">What all of them are to say.</param>
public sealed record UpdateTrackerScanSchedules(Guid OrganizationId, IReadOnlyList<Guid>? ProjectIds, TrackerScanTerms Terms)
    : IRequest<IReadOnlyList<TrackerScanTermsDto>>, IRepeatable
{
    public const int MaxProjects = 1000;
}

public sealed class UpdateTrackerScanSchedulesHandler(ISchedulesDb db, ScheduleChanges changes)
    : IRequestHandler<UpdateTrackerScanSchedules, IReadOnlyList<TrackerScanTermsDto>>
{
    public async Task<IReadOnlyList<TrackerScanTermsDto>> Handle(UpdateTrackerScanSchedules request, CancellationToken cancellationToken)
    {
        if (request.ProjectIds is not { Count: >= 1 and <= UpdateTrackerScanSchedules.MaxProjects } ids)
            throw new InvalidValueException("projectIds", null, $"a list of 1 to {UpdateTrackerScanSchedules.MaxProjects} ids");
        var projects = await db.Projects.Where(project => project.OrganizationId == request.OrganizationId && ids.Contains(project.Id))
            .ToDictionaryAsync(project => project.Id, cancellationToken);
        if (ids.Index().FirstOrDefault(id => !projects.ContainsKey(id.Item), (-1, default)) is (>= 0 and var unknown, var missing))
            throw new InvalidValueException($"projectIds[{unknown}]", $"{missing}", "the id of a project of the organization");

        var schedules = await FindOrCreate(request.OrganizationId, [.. projects.Keys], cancellationToken);
        foreach (var schedule in schedules.Values.Where(schedule => schedule.Version == 0))
            projects[schedule.TargetId].ChangeScheduled();
        await changes.Change([.. schedules.Values.Select(request.Terms.ChangeOf).OfType<ScheduleChange>()], cancellationToken);
        return [.. ids.Distinct().Select(id => TrackerScanTermsDto.Of(schedules[id]))];
    }

    private async Task<Dictionary<Guid, Schedule>> FindOrCreate(Guid organizationId, IReadOnlyList<Guid> projectIds, CancellationToken cancellationToken)
    {
        var schedules = await db.Schedules
            .Where(schedule => schedule.TargetType == TargetType.TrackerScan && projectIds.Contains(schedule.TargetId) && schedule.OrganizationId == organizationId)
            .ToDictionaryAsync(schedule => schedule.TargetId, cancellationToken);
        var missing = projectIds.Where(id => !schedules.ContainsKey(id)).Select(TrackerScanSchedules.TargetOf).ToList();
        foreach (var created in await changes.Create(missing, PeriodRule.Default, cancellationToken))
            schedules.Add(created.TargetId, created);
        return schedules;
    }
}

/// <summary>A tracker-scan schedule without its history, in the words of the privacy API.</summary>
public sealed record TrackerScanTermsDto(
    Guid ProjectId, bool ScheduledScanEnabled, string ScanPeriod, int ScheduledHour, int ScheduledDayOfWeek, int ScheduledDayOfMonth)
{
    public static TrackerScanTermsDto Of(Schedule schedule)
    {
        var rule = schedule.Rule as PeriodRule ?? PeriodRule.Default;
        return new(schedule.TargetId, schedule.IsEnabled, rule.Period.Word(), rule.Hour, rule.DayOfWeek, rule.DayOfMonth);
    }
}
