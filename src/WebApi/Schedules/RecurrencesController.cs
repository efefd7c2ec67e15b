using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Schedules;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Schedules;

/// <summary>When a rule would run.</summary>
[ApiController]
[Authorize(Policy = Policies.Own)]
[Route("api/v1/recurrences")]
public sealed class RecurrencesController(IMediator mediator) : ControllerBase
{
    /// <summary>Lists the next occurrences of a rule that need not be stored anywhere.</summary>
    /// <response code="200">The occurrences, a sentence that says the rule, and whether it ends with them.</response>
    /// <response code="400">A member means nothing; the error names it, for example rule.hours.values.</response>
    [HttpPost("preview")]
    public async Task<ActionResult<RecurrencePreview>> Preview(PreviewRecurrence command, CancellationToken cancellationToken) =>
        await mediator.Send(command, cancellationToken);
}
