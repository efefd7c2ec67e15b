using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;

namespace Schedules.Application.Trackers;

/// <summary>How far a scan is.</summary>
/// <param name="Pass">baseline, reject, accept or gpc: the one that a page was last opened in; null before the first.</param>
/// <param name="PagesPlanned">Pages times passes; 0 while it is being found out which.</param>
/// <param name="PagesSeen">Pages that answered.</param>
/// <param name="PagesFailed">Pages that did not.</param>
/// <param name="At">When this was so.</param>
public sealed record RunProgressDto(string? Pass, int PagesPlanned, int PagesSeen, int PagesFailed, Instant At)
{
    /// <summary>Null where nothing has been told yet.</summary>
    internal static async Task<RunProgressDto?> Load(ISchedulesDb db, Guid runId, CancellationToken cancellationToken) =>
        await db.RunProgress.AsNoTracking().SingleOrDefaultAsync(progress => progress.RunId == runId, cancellationToken) is { } progress
            ? new(progress.Pass is { } pass ? RunDtos.Camel(pass) : null, progress.Planned, progress.Seen, progress.Failed, progress.At)
            : null;
}
