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
    public Task<CursorPage<RunDto>> List([FromQuery] RunQuery query, CancellationToken cancellationToken) =>
        mediator.Send(query.ToCommand(), cancellationToken);

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

/// <summary>The query string of a list of runs.</summary>
/// <param name="ScheduleId">Runs of this schedule alone.</param>
/// <param name="Status">Statuses, comma-separated: queued, running, succeeded, failed, skipped, missed, cancelled.</param>
/// <param name="TargetType">TRACKER_SCAN or SOD_POLICY.</param>
/// <param name="TargetId">Runs of this project or policy alone.</param>
/// <param name="From">Due, or asked for, at or after this instant; ISO 8601 with an offset.</param>
/// <param name="To">Due, or asked for, before this instant; ISO 8601 with an offset.</param>
/// <param name="Limit">1 to 1000; 100 where absent.</param>
/// <param name="After">The page before's <c>next</c>.</param>
public sealed record RunQuery(
    Guid? ScheduleId, string? Status, string? TargetType, Guid? TargetId, string? From, string? To, int? Limit, string? After)
{
    public ListRuns ToCommand() => new(ScheduleId, Status, TargetType, TargetId, From, To, Limit, After);
}
