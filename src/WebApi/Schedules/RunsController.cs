using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Schedules;

/// <summary>The ledger.</summary>
[ApiController]
[Authorize(Policy = Policies.Own)]
[Route("api/v1/runs")]
public sealed class RunsController(IMediator mediator) : ControllerBase
{
    [HttpGet]
    public Task<CursorPage<RunDto>> List([FromQuery] ListRuns query, CancellationToken cancellationToken) =>
        mediator.Send(query, cancellationToken);

    [HttpGet("{id}")]
    public Task<RunDto> Get(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetRun(id), cancellationToken);

    /// <summary>Ends a run that is queued or going: its check is told to stop, and what it finds is not recorded. What is due next is due as ever.</summary>
    /// <response code="200">The run, cancelled; its reason says by whom.</response>
    /// <response code="409">The run has ended already.</response>
    [HttpPost("{id}/cancel")]
    public Task<RunDto> Cancel(Guid id, CancellationToken cancellationToken) => mediator.Send(new CancelRun(id), cancellationToken);

    /// <summary>Runs again what failed, was missed, skipped or cancelled: as a run of its own, which stands for no occurrence.</summary>
    /// <response code="202">The new run, queued; <c>retryOf</c> is the first one's id.</response>
    /// <response code="409">The run succeeded or has not ended, another one is queued or going, or its schedule is gone.</response>
    [HttpPost("{id}/retry")]
    [ProducesResponseType<RunDto>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<RunDto>> Retry(Guid id, CancellationToken cancellationToken)
    {
        var run = await mediator.Send(new RetryRun(id), cancellationToken);
        return Accepted($"/api/v1/runs/{run.Id}", run);
    }
}
