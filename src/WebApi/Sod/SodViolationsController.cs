using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Sod;
using Schedules.Domain.Access;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Sod;

/// <summary>What new access would violate, before anybody is given it.</summary>
[ApiController]
[Route("sod-violations/v1")]
public sealed class SodViolationsController(IMediator mediator) : ControllerBase
{
    /// <summary>Answers at once.</summary>
    /// <response code="404">There is no such identity.</response>
    [HttpPost("predict")]
    [Authorize(Policy = Scopes.SodViolationRead)]
    public Task<ViolationPredictionDto> Predict(PredictViolations request, CancellationToken cancellationToken) =>
        mediator.Send(request, cancellationToken);

    /// <summary>Keeps the answer, to be read at /api/v1/sod-violation-checks/{requestId}.</summary>
    [HttpPost("check")]
    [Authorize(Policy = Scopes.SodViolationRead)]
    [ProducesResponseType<SodViolationCheckDto>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<SodViolationCheckDto>> Check(CheckViolations request, CancellationToken cancellationToken)
    {
        var check = await mediator.Send(request, cancellationToken);
        return Accepted($"/api/v1/sod-violation-checks/{check.RequestId}", check);
    }
}

/// <summary>The answers of checks.</summary>
[ApiController]
[Authorize(Policy = Policies.Own)]
[Route("api/v1/sod-violation-checks")]
public sealed class ViolationChecksController(IMediator mediator) : ControllerBase
{
    /// <summary>The answer of a check: state, violationCheckResult. Kept for 30 days.</summary>
    [HttpGet("{requestId}")]
    public Task<JsonNode> Get(Guid requestId, CancellationToken cancellationToken) => mediator.Send(new GetViolationCheck(requestId), cancellationToken);
}
