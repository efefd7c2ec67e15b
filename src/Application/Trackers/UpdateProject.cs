using AutoMapper;
using MediatR;
using Schedules.Application.Common;
using Schedules.Domain;

namespace Schedules.Application.Trackers;

/// <summary>Changes a project. What is absent stays as it is.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Name">2 to 1024 characters.</param>
/// <param name="Status"><c>active</c>, as every project is.</param>
/// <param name="ContactEmails">All its e-mail addresses, at most 100.</param>
/// <param name="Settings">How its trackers are looked for.</param>
/// <exception cref="InvalidValueException">A member is not such a value.</exception>
/// <exception cref="NotFoundException">No such project.</exception>
public sealed record UpdateProject(
    Guid ProjectId, string? Name, string? Status, IReadOnlyList<string?>? ContactEmails, ProjectSettings? Settings) : IRequest<ProjectDto>;

public sealed class UpdateProjectHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock, IMapper mapper) : IRequestHandler<UpdateProject, ProjectDto>
{
    public async Task<ProjectDto> Handle(UpdateProject request, CancellationToken cancellationToken)
    {
        if (request.Status is not (null or "active"))
            throw new InvalidValueException("status", request.Status, "active");
        var project = await db.Projects.GetAsync(user.OrganizationId, request.ProjectId, cancellationToken);
        var now = clock.Now();
        project.Rename(request.Name, now);
        project.Contact(request.ContactEmails, now);
        project.ScanDeeply(request.Settings?.Trackers?.DeepScan, now);
        await db.SaveChangesAsync(cancellationToken);
        return mapper.Map<ProjectDto>(project);
    }
}
