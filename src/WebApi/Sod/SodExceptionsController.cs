using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Sod;

/// <summary>Exceptions: who may violate a policy for a while, why, and who says so.</summary>
[ApiController]
[Authorize(Policy = Policies.Own)]
[Route("api/v1/sod-exceptions")]
public sealed class SodExceptionsController(IMediator mediator) : ControllerBase
{
    /// <summary>Lists exceptions, newest first; those that have ended too.</summary>
    [HttpGet]
    public Task<CursorPage<SodExceptionDto>> List([FromQuery] ListSodExceptions query, CancellationToken cancellationToken) =>
        mediator.Send(query, cancellationToken);

    [HttpGet("{id}")]
    public Task<SodExceptionDto> Get(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetExceptionGrant(id), cancellationToken);

    /// <summary>Grants an exception: until it ends, the violation does not count, is listed apart, and nobody is told of it.</summary>
    /// <response code="201">The exception; its member grantedBy says whose credential granted it.</response>
    /// <response code="400">There is no such policy or identity, the end has passed, no reason is given, or entitlements is there and empty.</response>
    /// <response code="409">The identity has an exception for the same already.</response>
    [HttpPost]
    [ProducesResponseType<SodExceptionDto>(StatusCodes.Status201Created)]
    public async Task<ActionResult<SodExceptionDto>> Create(CreateExceptionGrant exception, CancellationToken cancellationToken)
    {
        var created = await mediator.Send(exception, cancellationToken);
        return Created($"/api/v1/sod-exceptions/{created.Id}", created);
    }

    /// <summary>Ends an exception now. It stays listed, with who ended it.</summary>
    /// <response code="200">The exception as it is now. One that had ended before is unchanged.</response>
    [HttpDelete("{id}")]
    public Task<SodExceptionDto> Revoke(Guid id, CancellationToken cancellationToken) => mediator.Send(new RevokeExceptionGrant(id), cancellationToken);
}
