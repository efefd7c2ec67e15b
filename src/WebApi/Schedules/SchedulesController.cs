using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Application.Trackers;
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
    public Task<CursorPage<RunDto>> Runs(Guid id, [FromQuery] ListRuns query, CancellationToken cancellationToken) =>
        mediator.Send(new ListScheduleRuns(id, query), cancellationToken);

    /// <summary>Why did it, or did it not, run then? In words, for any instant; a deleted schedule is explained too.</summary>
    /// <param name="id">The schedule.</param>
    /// <param name="at">ISO 8601, for example 2026-03-29T02:30:00+01:00; without an offset it is the clock of the schedule's zone.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <response code="200">The answer, the run, the version of the schedule that was in force, and the nearest occurrences.</response>
    /// <response code="400">at is missing, or no date and time.</response>
    /// <response code="404">There is, and was, no such schedule.</response>
    [HttpGet("{id}/explanation")]
    public Task<ExplanationDto> Explain(Guid id, string? at, CancellationToken cancellationToken) =>
        mediator.Send(new ExplainSchedule(id, at), cancellationToken);

    /// <summary>Sums up a period: "expected 92, done 91, 1 missed: downtime". Expected is what the rules said. Deleted schedules have one too.</summary>
    /// <param name="id">The schedule.</param>
    /// <param name="from">ISO 8601, inclusive; 30 days before the end where absent.</param>
    /// <param name="to">ISO 8601, exclusive; now where absent. What is due later does not count yet.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <response code="404">There is, and was, no such schedule.</response>
    [HttpGet("{id}/report")]
    public Task<ScheduleReportDto> Report(Guid id, string? from, string? to, CancellationToken cancellationToken) =>
        mediator.Send(new ReportSchedule(id, from, to), cancellationToken);

    /// <summary>Runs the check now, beside its calendar.</summary>
    /// <param name="id">The schedule.</param>
    /// <param name="asked">What is asked of this scan alone; nothing of a policy's evaluation.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <response code="202">The run, queued.</response>
    /// <response code="400">depth is another word, or the schedule scans no project.</response>
    /// <response code="409">A run of the schedule is queued or going.</response>
    [HttpPost("{id}/runs")]
    [ProducesResponseType<RunDto>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<RunDto>> Run(
        Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ScanRequest? asked, CancellationToken cancellationToken)
    {
        var run = await mediator.Send(new RunScheduleNow(id, asked), cancellationToken);
        return Accepted($"/api/v1/runs/{run.Id}", run);
    }
}
