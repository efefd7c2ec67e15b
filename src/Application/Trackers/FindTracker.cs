using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

public static class FindTracker
{
    /// <summary>A tracker of a project of the organization.</summary>
    /// <exception cref="NotFoundException">There is none of this id, or it is another project's or organization's.</exception>
    public static async Task<Tracker> GetAsync(
        this IQueryable<Tracker> trackers, Guid organizationId, Guid projectId, Guid id, CancellationToken cancellationToken) =>
        await trackers.FirstOrDefaultAsync(
            tracker => tracker.Id == id && tracker.ProjectId == projectId && tracker.OrganizationId == organizationId, cancellationToken)
        ?? throw new NotFoundException("Tracker", id.ToString());
}
