using AutoMapper;
using MediatR;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>Makes a project, and so a place where trackers can be looked for.</summary>
/// <param name="Name">2 to 1024 characters.</param>
/// <param name="Type"><c>website</c>, or absent.</param>
/// <param name="Domains">Bare host names, at most 100.</param>
/// <param name="PrivacyPolicyUrl">An absolute web address.</param>
/// <param name="TermsOfServiceUrl">An absolute web address.</param>
/// <param name="ContactEmails">E-mail addresses, at most 100.</param>
/// <param name="Settings">Where absent, scans are deep.</param>
public sealed record CreateProject(
    [property: MustBeSent] string? Name, string? Type, IReadOnlyList<string?>? Domains, string? PrivacyPolicyUrl, string? TermsOfServiceUrl,
    IReadOnlyList<string?>? ContactEmails = null, ProjectSettings? Settings = null) : IRequest<ProjectDto>;

public sealed class CreateProjectHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock, IMapper mapper)
    : IRequestHandler<CreateProject, ProjectDto>
{
    public async Task<ProjectDto> Handle(CreateProject request, CancellationToken cancellationToken)
    {
        if (request.Type is not (null or "website"))
            throw new InvalidValueException("type", request.Type, "website");
        var project = new Project(clock.NewId(), user.OrganizationId, request.Name, request.Domains ?? [], clock.Now());
        project.LinkTo(request.PrivacyPolicyUrl, request.TermsOfServiceUrl);
        project.Contact(request.ContactEmails, project.CreatedAt);
        project.ScanDeeply(request.Settings?.Trackers?.DeepScan, project.CreatedAt);
        db.Projects.Add(project);
        await db.SaveChangesAsync(cancellationToken);
        return mapper.Map<ProjectDto>(project);
    }
}
