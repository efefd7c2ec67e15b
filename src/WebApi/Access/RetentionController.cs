using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Access;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Access;

/// <summary>How long the organization's ledger is kept.</summary>
[ApiController]
[Authorize(Policy = Policies.Own)]
[Route("api/v1/retention")]
public sealed class RetentionController(IMediator mediator) : ControllerBase
{
    [HttpGet]
    public Task<RetentionDto> Get(CancellationToken cancellationToken) => mediator.Send(new GetRetention(), cancellationToken);

    /// <summary>Has ended runs deleted when they are so many days old: 400 where the body does not say. It cannot be undone.</summary>
    /// <response code="400">days is not 1 to 3650.</response>
    [HttpPut]
    public Task<RetentionDto> Put(PutRetention retention, CancellationToken cancellationToken) => mediator.Send(retention, cancellationToken);

    /// <summary>Leaves it to the server's setting, which keeps all runs where nobody set it.</summary>
    [HttpDelete]
    public async Task<NoContentResult> Delete(CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteRetention(), cancellationToken);
        return NoContent();
    }
}
