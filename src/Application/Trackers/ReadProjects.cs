using AutoMapper;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

public sealed record ListProjects(ListProjectsQuery Query) : IRequest<Page<ProjectDto>>;

public sealed record ListProjectsQuery : ListQuery
{
    /// <summary>Lists those of exactly this name.</summary>
    public string? Name { get; init; }
}

public sealed record GetProject(Guid Id) : IRequest<ProjectDto>;

public sealed class ListProjectsHandler(ISchedulesDb db, ICurrentUser user, IMapper mapper)
    : IRequestHandler<ListProjects, Page<ProjectDto>>
{
    private static readonly SortFields<Project> _fields = new()
    {
        ["id"] = project => project.Id,
        ["name"] = project => project.Name,
        ["dateCreated"] = project => project.CreatedAt,
        ["dateUpdated"] = project => project.UpdatedAt,
    };

    public Task<Page<ProjectDto>> Handle(ListProjects request, CancellationToken cancellationToken) => db.Projects
        .AsNoTracking()
        .Where(project => project.OrganizationId == user.OrganizationId)
        .Where(project => request.Query.Name == null || project.Name == request.Query.Name)
        .ToPageAsync(request.Query, _fields, mapper.Map<ProjectDto>, cancellationToken);
}

public sealed class GetProjectHandler(ISchedulesDb db, ICurrentUser user, IMapper mapper) : IRequestHandler<GetProject, ProjectDto>
{
    public async Task<ProjectDto> Handle(GetProject request, CancellationToken cancellationToken) =>
        mapper.Map<ProjectDto>(await db.Projects.GetAsync(user.OrganizationId, request.Id, cancellationToken));
}
