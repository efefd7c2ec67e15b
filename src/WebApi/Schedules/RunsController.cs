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
