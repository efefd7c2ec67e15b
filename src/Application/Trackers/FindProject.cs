using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

public static class FindProject
{
    /// <summary>A project of the organization.</summary>
    /// <exception cref="NotFoundException">There is none of this id, or it belongs to another organization.</exception>
    public static async Task<Project> GetAsync(
        this IQueryable<Project> projects, Guid organizationId, Guid id, CancellationToken cancellationToken) =>
        await projects.FirstOrDefaultAsync(project => project.Id == id && project.OrganizationId == organizationId, cancellationToken)
        ?? throw new NotFoundException("Project", id.ToString());

    /// <summary>Makes sure that the organization has the project, without reading it.</summary>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    public static async Task RequireAsync(
        this IQueryable<Project> projects, Guid organizationId, Guid id, CancellationToken cancellationToken)
    {
        if (!await projects.AnyAsync(project => project.Id == id && project.OrganizationId == organizationId, cancellationToken))
            throw new NotFoundException("Project", id.ToString());
    }
}
