using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Access;

/// <summary>The access data that SOD policies are evaluated over: who holds which entitlements.</summary>
[ApiController]
[Route("api/v1/access/identities")]
[Authorize(Policy = Policies.Own)]
public sealed class IdentitiesController(IMediator mediator) : ControllerBase
{
    /// <summary>Ten thousand identities with a hundred entitlements each are some 60 MB.</summary>
    private const int MaxBodyBytes = 100_000_000;

    /// <summary>Lists identities, ordered by id.</summary>
    [HttpGet]
    public Task<CursorPage<IdentityDto>> List(int limit = 100, string? after = null, CancellationToken cancellationToken = default) =>
        mediator.Send(new ListIdentities(limit, after), cancellationToken);

    /// <summary>Creates or replaces up to 10,000 identities: all of them, or none.</summary>
    [HttpPut]
    [RequestSizeLimit(MaxBodyBytes)]
    public Task<PutIdentitiesResult> PutMany(PutIdentities identities, CancellationToken cancellationToken) =>
        mediator.Send(identities, cancellationToken);

    /// <summary>Shows an identity.</summary>
    [HttpGet("{id}")]
    public Task<IdentityDto> Get(string id, CancellationToken cancellationToken) =>
        mediator.Send(new GetIdentity(PathIds.Decoded(id)), cancellationToken);

    /// <summary>Shows all that an identity effectively holds, and through which account or group.</summary>
    [HttpGet("{id}/access")]
    public Task<IdentityAccessDto> Access(string id, CancellationToken cancellationToken) =>
        mediator.Send(new GetIdentityAccess(PathIds.Decoded(id)), cancellationToken);

    /// <summary>Creates (201) or replaces (200) an identity.</summary>
    [HttpPut("{id}")]
    [ProducesResponseType<IdentityDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<IdentityDto>(StatusCodes.Status201Created)]
    public async Task<ActionResult<IdentityDto>> Put(string id, IdentityBody identity, CancellationToken cancellationToken)
    {
        var put = await mediator.Send(new PutIdentity(PathIds.Decoded(id), identity), cancellationToken);
        return StatusCode(put.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK, put.Identity);
    }

    /// <summary>Deletes an identity.</summary>
    [HttpDelete("{id}")]
    public async Task<NoContentResult> Delete(string id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteIdentity(PathIds.Decoded(id)), cancellationToken);
        return NoContent();
    }
}
