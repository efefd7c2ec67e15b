using AutoMapper;
using MediatR;
using Schedules.Application.Common;

namespace Schedules.Application.Trackers;

/// <summary>Changes how a project's trackers are looked for. What is absent stays as it is.</summary>
/// <exception cref="NotFoundException">No such project.</exception>
public sealed record UpdateProject(Guid ProjectId, ProjectSettings? Settings) : IRequest<ProjectDto>;

public sealed class UpdateProjectHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock, IMapper mapper) : IRequestHandler<UpdateProject, ProjectDto>
{
    public async Task<ProjectDto> Handle(UpdateProject request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.GetAsync(user.OrganizationId, request.ProjectId, cancellationToken);
        project.ScanDeeply(request.Settings?.Trackers?.DeepScan, clock.Now());
        await db.SaveChangesAsync(cancellationToken);
        return mapper.Map<ProjectDto>(project);
    }
}
