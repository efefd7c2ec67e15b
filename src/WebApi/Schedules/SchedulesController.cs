using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Schedules;

/// <summary>Schedules of both kinds, and their runs.</summary>
[ApiController]
[Authorize(Policy = Policies.Own)]
[Route("api/v1/schedules")]
public sealed class SchedulesController(IMediator mediator) : ControllerBase
{
    [HttpGet]
    public Task<CursorPage<ScheduleDto>> List([FromQuery] ListSchedules query, CancellationToken cancellationToken) =>
        mediator.Send(query, cancellationToken);

    [HttpGet("{id}")]
    public async Task<ScheduleDto> Get(Guid id, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(new GetSchedule(id), cancellationToken));

    [HttpGet("{id}/runs")]
    public Task<CursorPage<RunDto>> Runs(Guid id, [FromQuery] RunQuery query, CancellationToken cancellationToken) =>
        mediator.Send(new ListScheduleRuns(id, query.ToCommand()), cancellationToken);

    /// <summary>Runs the check now, beside its calendar.</summary>
    [HttpPost("{id}/runs")]
    public async Task<ActionResult<RunDto>> Run(Guid id, CancellationToken cancellationToken)
    {
        var run = await mediator.Send(new RunScheduleNow(id), cancellationToken);
        return Accepted($"/api/v1/runs/{run.Id}", run);
    }
}
