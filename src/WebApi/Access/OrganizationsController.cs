using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Access;

/// <summary>Tenants. A key sees its own only.</summary>
[ApiController]
[Route("privacy-v1/organizations")]
[Authorize(Policy = Policies.Privacy)]
public sealed class OrganizationsController(IMediator mediator) : ControllerBase
{
    [HttpGet]
    public Task<Page<OrganizationDto>> List([FromQuery] ListOrganizationsQuery query, CancellationToken cancellationToken) =>
        mediator.Send(new ListOrganizations(query), cancellationToken);

    /// <summary>Makes a tenant and tells its credentials, this once.</summary>
    [HttpPost]
    [ProducesResponseType<NewOrganization>(201)]
    public async Task<IActionResult> Create(CreateOrganization command, CancellationToken cancellationToken)
    {
        var created = await mediator.Send(command, cancellationToken);
        return CreatedAtAction(nameof(Get), new { organizationId = created.Organization.Id }, NewOrganization.Of(created));
    }

    [HttpGet("{organizationId}")]
    public Task<OrganizationDto> Get(Guid organizationId, CancellationToken cancellationToken) =>
        mediator.Send(new GetOrganization(organizationId), cancellationToken);
}

/// <summary>An organization as listed, with the secrets that are told once.</summary>
public sealed record NewOrganization(
    Guid Id, string Name, string Slug, string Status, StatusFlags StatusFlags, long DateCreated, long DateUpdated,
    string ApiKey, string ClientId, string ClientSecret)
{
    public static NewOrganization Of(CreatedOrganization created) => new(
        created.Organization.Id, created.Organization.Name, created.Organization.Slug, created.Organization.Status,
        created.Organization.StatusFlags, created.Organization.DateCreated, created.Organization.DateUpdated,
        created.ApiKey, created.ClientId, created.ClientSecret);
}
