using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Trackers;

/// <summary>One scan of a project, with its report.</summary>
public sealed record GetTrackerScan(Guid OrganizationId, Guid ProjectId, Guid RunId) : IRequest<TrackerScanDto>;

/// <summary>A picture that a scan took.</summary>
/// <param name="Number">As the scan lists it.</param>
public sealed record GetScreenshot(Guid OrganizationId, Guid ProjectId, Guid RunId, int Number) : IRequest<ScanFile>;

/// <param name="Type">The media type.</param>
public sealed record ScanFile(string Name, string Type, byte[] Content);

public sealed class GetTrackerScanHandler(ISchedulesDb db) : IRequestHandler<GetTrackerScan, TrackerScanDto>
{
    public async Task<TrackerScanDto> Handle(GetTrackerScan request, CancellationToken cancellationToken)
    {
        var run = await db.Scans(request.ProjectId).GetAsync(request.OrganizationId, request.RunId, cancellationToken);
        var report = await db.ScanReports.AsNoTracking().FirstOrDefaultAsync(report => report.RunId == run.Id, cancellationToken);
        var pictures = report is null ? null : await db.Screenshots.Where(picture => picture.RunId == run.Id)
            .OrderBy(picture => picture.Number).Select(picture => picture.Number).ToListAsync(cancellationToken);
        return TrackerScanDto.Of(TrackerScanSchedules.Entry(run), run.FullReason, report, pictures);
    }
}

public sealed class GetScreenshotHandler(ISchedulesDb db) : IRequestHandler<GetScreenshot, ScanFile>
{
    public async Task<ScanFile> Handle(GetScreenshot request, CancellationToken cancellationToken)
    {
        var run = await db.Scans(request.ProjectId).GetAsync(request.OrganizationId, request.RunId, cancellationToken);
        var picture = await db.Screenshots.AsNoTracking()
            .FirstOrDefaultAsync(picture => picture.RunId == run.Id && picture.Number == request.Number, cancellationToken)
            ?? throw new NotFoundException("Screenshot", $"{request.Number}");
        return new($"{run.Id}-{picture.Number}.{picture.Type.Split('/')[1]}", picture.Type, picture.Content);
    }
}

internal static class FindScan
{
    /// <summary>The scans of a project, whichever became of them; of one that is deleted the ledger alone tells.</summary>
    public static IQueryable<Run> Scans(this ISchedulesDb db, Guid projectId) => db.Runs.AsNoTracking().Where(
        run => run.TargetType == TargetType.TrackerScan && run.TargetId == projectId && db.Projects.Any(project => project.Id == projectId));
}
