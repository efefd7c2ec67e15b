using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Schedules.Application.Common;
using Schedules.Application.Trackers;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Trackers;

/// <summary>When a project's sites are scanned for trackers, and the scans that were made.</summary>
[ApiController]
[Authorize(Policy = Policies.Privacy)]
[Route("privacy-v1/organizations/{organizationId}/projects/{projectId}")]
public sealed class TrackerScanScheduleController(IMediator mediator) : ControllerBase
{
    [HttpPatch("tracker-scan-schedule")]
    public async Task<TrackerScanScheduleDto> Update(
        Guid organizationId, Guid projectId, UpdateTrackerScanScheduleBody body, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(new UpdateTrackerScanSchedule(organizationId, projectId, body.Terms(), this.ExpectedVersion()), cancellationToken));

    /// <summary>An extension: changes the schedules of up to 1000 projects: all of them, or none.</summary>
    [HttpPatch("/privacy-v1/organizations/{organizationId}/tracker-scan-schedules")]
    public Task<IReadOnlyList<TrackerScanTermsDto>> UpdateMany(
        Guid organizationId, UpdateTrackerScanSchedulesBody body, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateTrackerScanSchedules(organizationId, body.ProjectIds, body.Terms()), cancellationToken);

    /// <summary>An extension: the published contract reads a schedule by its history alone.</summary>
    [HttpGet("tracker-scan-schedule")]
    public async Task<TrackerScanScheduleDto> Get(Guid organizationId, Guid projectId, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(new GetTrackerScanSchedule(organizationId, projectId), cancellationToken));

    /// <summary>The schedule with its scans, in a list of at most one.</summary>
    [HttpGet("tracker-scan-history")]
    public Task<Page<TrackerScanScheduleDto>> History(
        Guid organizationId, Guid projectId, [FromQuery] TrackerScanHistoryFilter filter, CancellationToken cancellationToken) =>
        mediator.Send(new ListTrackerScanHistory(organizationId, projectId, filter), cancellationToken);

    /// <summary>An extension: scans now; as the project says, where nothing else is asked of this scan.</summary>
    [HttpPost("tracker-scans")]
    [ProducesResponseType<ScanHistoryEntryDto>(202)]
    public async Task<ActionResult<ScanHistoryEntryDto>> Start(
        Guid organizationId, Guid projectId, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ScanRequest? asked, CancellationToken cancellationToken)
    {
        var scan = await mediator.Send(new StartTrackerScan(organizationId, projectId, asked), cancellationToken);
        return Accepted($"{Request.Path}/{scan.TaskArn}", scan);
    }

    /// <summary>An extension: one scan, with what it found, what is different, and how much of the site it saw.</summary>
    [HttpGet("tracker-scans/{runId}")]
    public Task<TrackerScanDto> Scan(Guid organizationId, Guid projectId, Guid runId, CancellationToken cancellationToken) =>
        mediator.Send(new GetTrackerScan(organizationId, projectId, runId), cancellationToken);

    /// <summary>An extension: a scan as a file. format is json, csv or har.</summary>
    [HttpGet("tracker-scans/{runId}/export")]
    [ProducesResponseType<Stream>(200, "application/json", "text/csv")]
    public async Task<FileContentResult> Export(
        Guid organizationId, Guid projectId, Guid runId, [FromQuery] string? format, CancellationToken cancellationToken) =>
        Download(await mediator.Send(new ExportTrackerScan(organizationId, projectId, runId, format), cancellationToken));

    /// <summary>An extension: a picture that a scan took.</summary>
    [HttpGet("tracker-scans/{runId}/screenshots/{number}")]
    [ProducesResponseType<Stream>(200, "image/jpeg", "image/png")]
    public async Task<FileContentResult> Screenshot(Guid organizationId, Guid projectId, Guid runId, int number, CancellationToken cancellationToken) =>
        Download(await mediator.Send(new GetScreenshot(organizationId, projectId, runId, number), cancellationToken));

    // Pages choose names and pictures: no browser is to take the file for anything but what it says it is.
    private FileContentResult Download(ScanFile file)
    {
        Response.Headers.XContentTypeOptions = "nosniff";
        return File(file.Content, file.Type, file.Name);
    }
}

/// <summary>Absent members stay as they are; an explicit null is refused.</summary>
public record UpdateTrackerScanScheduleBody(
    [property: RefuseNull] bool? ScheduledScanEnabled,
    [property: RefuseNull] string? ScanPeriod,
    [property: RefuseNull] int? ScheduledHour,
    [property: RefuseNull] int? ScheduledDayOfWeek,
    [property: RefuseNull] int? ScheduledDayOfMonth)
{
    public TrackerScanTerms Terms() => new(ScheduledScanEnabled, ScanPeriod, ScheduledHour, ScheduledDayOfWeek, ScheduledDayOfMonth);
}

/// <param name="ProjectIds">1 to 1000 projects of the organization.</param>
/// <param name="ScheduledScanEnabled">As of one schedule; so are the others.</param>
public sealed record UpdateTrackerScanSchedulesBody(
    [property: RefuseNull] IReadOnlyList<Guid>? ProjectIds,
    bool? ScheduledScanEnabled,
    string? ScanPeriod,
    int? ScheduledHour,
    int? ScheduledDayOfWeek,
    int? ScheduledDayOfMonth)
    : UpdateTrackerScanScheduleBody(ScheduledScanEnabled, ScanPeriod, ScheduledHour, ScheduledDayOfWeek, ScheduledDayOfMonth);
