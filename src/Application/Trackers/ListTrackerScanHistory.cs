using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Trackers;

/// <summary>A project's schedule with its scans as a list of at most one, which is how the privacy API reads a schedule.</summary>
/// <param name="OrganizationId">Whose project it must be.</param>
/// <param name="ProjectId">The project.</param>
/// <param name="Filter">What the schedule must be like to be listed.</param>
public sealed record ListTrackerScanHistory(Guid OrganizationId, Guid ProjectId, TrackerScanHistoryFilter Filter)
    : IRequest<Page<TrackerScanScheduleDto>>;

/// <summary>Members that a schedule must have, and the list's parameters.</summary>
public sealed record TrackerScanHistoryFilter : ListQuery
{
    /// <summary>The project's id.</summary>
    public string? Id { get; init; }

    /// <summary>The organization's id, as in the path.</summary>
    public string? OrganizationId { get; init; }

    public bool? ScheduledScanEnabled { get; init; }

    public string? ScanPeriod { get; init; }

    public int? ScheduledHour { get; init; }

    public int? ScheduledDayOfWeek { get; init; }

    public int? ScheduledDayOfMonth { get; init; }

    /// <exception cref="InvalidValueException">A value that no schedule can have.</exception>
    public bool Matches(TrackerScanScheduleDto schedule)
    {
        if (OrganizationId is not null && !Guid.TryParse(OrganizationId, out _))
            throw new InvalidValueException("organizationId", OrganizationId, "a UUID");
        _ = new PeriodRule(
            ScanPeriods.Parse(ScanPeriod ?? schedule.ScanPeriod), ScheduledHour ?? 0, ScheduledDayOfWeek ?? 0, ScheduledDayOfMonth ?? 1);
        return Is(Id, schedule.ProjectId)
            && Is(OrganizationId, schedule.OrganizationId)
            && (ScheduledScanEnabled ?? schedule.ScheduledScanEnabled) == schedule.ScheduledScanEnabled
            && (ScanPeriod ?? schedule.ScanPeriod) == schedule.ScanPeriod
            && (ScheduledHour ?? schedule.ScheduledHour) == schedule.ScheduledHour
            && (ScheduledDayOfWeek ?? schedule.ScheduledDayOfWeek) == schedule.ScheduledDayOfWeek
            && (ScheduledDayOfMonth ?? schedule.ScheduledDayOfMonth) == schedule.ScheduledDayOfMonth;
    }

    private static bool Is(string? wanted, Guid id) => (wanted ?? $"{id}").Equals($"{id}", StringComparison.OrdinalIgnoreCase);
}

public sealed class ListTrackerScanHistoryHandler(ISchedulesDb db)
    : IRequestHandler<ListTrackerScanHistory, Page<TrackerScanScheduleDto>>
{
    private static readonly string[] _sortFields =
        ["id", "scheduledScanEnabled", "scanPeriod", "scheduledHour", "scheduledDayOfWeek", "scheduledDayOfMonth"];

    public async Task<Page<TrackerScanScheduleDto>> Handle(ListTrackerScanHistory request, CancellationToken cancellationToken)
    {
        await db.Projects.RequireAsync(request.OrganizationId, request.ProjectId, cancellationToken);
        request.Filter.Check(_sortFields);
        var schedule = (await db.Show(request.OrganizationId, request.ProjectId, cancellationToken)).Value;
        TrackerScanScheduleDto[] matching = request.Filter.Matches(schedule) ? [schedule] : [];
        var items = matching.Skip(request.Filter.Offset).Take(request.Filter.Limit).ToList();
        return new Page<TrackerScanScheduleDto>(request.Filter.Offset, items.Count, matching.Length, items);
    }
}
