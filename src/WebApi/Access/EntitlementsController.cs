using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Access;

/// <summary>What can be held.</summary>
[ApiController]
[Route("api/v1/access/entitlements")]
[Authorize(Policy = Policies.Own)]
public sealed class EntitlementsController(IMediator mediator) : ControllerBase
{
    /// <summary>Lists entitlements, ordered by id.</summary>
    [HttpGet]
    public Task<CursorPage<EntitlementDetailsDto>> List([FromQuery] ListEntitlements query, CancellationToken cancellationToken) =>
        mediator.Send(query, cancellationToken);

    [HttpGet("{id}")]
    public Task<EntitlementDetailsDto> Get(string id, CancellationToken cancellationToken) =>
        mediator.Send(new GetEntitlement(PathIds.Decoded(id)), cancellationToken);

    /// <summary>Creates (201) or replaces (200).</summary>
    [HttpPut("{id}")]
    [ProducesResponseType<EntitlementDetailsDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<EntitlementDetailsDto>(StatusCodes.Status201Created)]
    public async Task<ActionResult<EntitlementDetailsDto>> Put(string id, EntitlementBody body, CancellationToken cancellationToken) =>
        this.Answer(await mediator.Send(new PutEntitlement(PathIds.Decoded(id), body), cancellationToken));

    [HttpDelete("{id}")]
    public async Task<NoContentResult> Delete(string id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteEntitlement(PathIds.Decoded(id)), cancellationToken);
        return NoContent();
    }
}
