using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Common;
using Schedules.Application.Trackers;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Trackers;

/// <summary>The websites of an organization.</summary>
[ApiController]
[Route("privacy-v1/organizations/{organizationId}/projects")]
[Authorize(Policy = Policies.Privacy)]
public sealed class ProjectsController(IMediator mediator) : ControllerBase
{
    [HttpGet]
    public Task<Page<ProjectDto>> List(Guid organizationId, [FromQuery] ListProjectsQuery query, CancellationToken cancellationToken) =>
        mediator.Send(new ListProjects(query), cancellationToken);

    [HttpPost]
    [ProducesResponseType<ProjectDto>(201)]
    public async Task<IActionResult> Create(Guid organizationId, CreateProject command, CancellationToken cancellationToken)
    {
        var project = await mediator.Send(command, cancellationToken);
        return CreatedAtAction(nameof(Get), new { organizationId, projectId = project.Id }, project);
    }

    [HttpGet("{projectId}")]
    public Task<ProjectDto> Get(Guid organizationId, Guid projectId, CancellationToken cancellationToken) =>
        mediator.Send(new GetProject(projectId), cancellationToken);

    /// <summary>Changes the name, the contacts and the settings; what is absent stays as it is.</summary>
    [HttpPatch("{projectId}")]
    public Task<ProjectDto> Update(Guid organizationId, Guid projectId, ProjectChanges changes, CancellationToken cancellationToken) =>
        mediator.Send(changes.ToCommand(projectId), cancellationToken);

    /// <summary>An extension: deletes a project for good, with its schedule, trackers, rules, and what its scans found. The ledger keeps its runs.</summary>
    /// <response code="204">It is gone. A scan that was queued or going is cancelled.</response>
    [HttpDelete("{projectId}")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Delete(Guid organizationId, Guid projectId, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteProject(projectId), cancellationToken);
        return NoContent();
    }

    [HttpGet("{projectId}/domains")]
    public Task<Page<DomainDto>> ListDomains(
        Guid organizationId, Guid projectId, [FromQuery] ListQuery query, CancellationToken cancellationToken) =>
        mediator.Send(new ListDomains(projectId, query), cancellationToken);

    [HttpPost("{projectId}/domains")]
    [ProducesResponseType<DomainDto>(201)]
    public async Task<IActionResult> AddDomain(Guid organizationId, Guid projectId, NewDomain domain, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(new AddDomain(projectId, domain.Name), cancellationToken));
}

/// <param name="Name">2 to 1024 characters.</param>
/// <param name="Status"><c>active</c>: a project has no other status here.</param>
/// <param name="ContactEmails">All its e-mail addresses.</param>
/// <param name="Settings"><c>trackers.deepScan</c>: whether scans open a sample of pages in all passes, or the landing pages alone.</param>
public sealed record ProjectChanges(
    [property: RefuseNull] string? Name,
    [property: RefuseNull] string? Status,
    [property: RefuseNull] IReadOnlyList<string?>? ContactEmails,
    ProjectSettings? Settings)
{
    public UpdateProject ToCommand(Guid projectId) => new(projectId, Name, Status, ContactEmails, Settings);
}

/// <param name="Name">A bare host name such as shop.example.com.</param>
public sealed record NewDomain([property: MustBeSent] string? Name);
