using AutoMapper;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

public sealed record ListProjects(ListProjectsQuery Query) : IRequest<Page<ProjectDto>>;

public sealed record ListProjectsQuery : ListQuery
{
    /// <summary>Lists those of exactly this name.</summary>
    public string? Name { get; init; }

    /// <summary>Lists those of this status, which is <c>active</c> for each.</summary>
    public string? Status { get; init; }

    /// <summary>Lists those with exactly this address among their contacts; at most 64 characters.</summary>
    public string? ContactEmails { get; init; }

    /// <summary>Refused: mails are sent from the server's address.</summary>
    public string? SendFromEmail { get; init; }
}

public sealed record GetProject(Guid Id) : IRequest<ProjectDto>;

public sealed class ListProjectsHandler(ISchedulesDb db, ICurrentUser user, IMapper mapper)
    : IRequestHandler<ListProjects, Page<ProjectDto>>
{
    private const int MaxFilterLength = 64;

    private static readonly SortFields<Project> _fields = new()
    {
        ["id"] = project => project.Id,
        ["name"] = project => project.Name,
        ["dateCreated"] = project => project.CreatedAt,
        ["dateUpdated"] = project => project.UpdatedAt,
    };

    public Task<Page<ProjectDto>> Handle(ListProjects request, CancellationToken cancellationToken) =>
        Filtered(request.Query).ToPageAsync(request.Query, _fields, mapper.Map<ProjectDto>, cancellationToken);

    private IQueryable<Project> Filtered(ListProjectsQuery query)
    {
        if (query.SendFromEmail is not null)
            throw new InvalidValueException("sendFromEmail", query.SendFromEmail, "absent: projects have no sender of their own");
        if (query.ContactEmails?.Length > MaxFilterLength)
            throw new InvalidValueException("contactEmails", query.ContactEmails, $"an address of at most {MaxFilterLength} characters");
        var projects = db.Projects.AsNoTracking()
            .Where(project => project.OrganizationId == user.OrganizationId)
            .Where(project => query.Name == null || project.Name == query.Name);
        if (query.Status is not (null or "active"))
            projects = projects.Where(_ => false);
        return query.ContactEmails is { } address ? projects.Where(project => project.ContactEmails.Contains(address)) : projects;
    }
}

public sealed class GetProjectHandler(ISchedulesDb db, ICurrentUser user, IMapper mapper) : IRequestHandler<GetProject, ProjectDto>
{
    public async Task<ProjectDto> Handle(GetProject request, CancellationToken cancellationToken) =>
        mapper.Map<ProjectDto>(await db.Projects.GetAsync(user.OrganizationId, request.Id, cancellationToken));
}
