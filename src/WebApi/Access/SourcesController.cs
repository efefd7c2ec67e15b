using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Access;

/// <summary>Applications and directories in which identities have accounts.</summary>
[ApiController]
[Route("api/v1/access/sources")]
[Authorize(Policy = Policies.Own)]
public sealed class SourcesController(IMediator mediator) : ControllerBase
{
    /// <summary>Lists sources, ordered by id.</summary>
    [HttpGet]
    public Task<CursorPage<SourceDto>> List([FromQuery] ListSources query, CancellationToken cancellationToken) =>
        mediator.Send(query, cancellationToken);

    [HttpGet("{id}")]
    public Task<SourceDto> Get(string id, CancellationToken cancellationToken) =>
        mediator.Send(new GetSource(PathIds.Decoded(id)), cancellationToken);

    /// <summary>Creates (201) or replaces (200).</summary>
    [HttpPut("{id}")]
    [ProducesResponseType<SourceDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<SourceDto>(StatusCodes.Status201Created)]
    public async Task<ActionResult<SourceDto>> Put(string id, SourceBody body, CancellationToken cancellationToken) =>
        this.Answer(await mediator.Send(new PutSource(PathIds.Decoded(id), body), cancellationToken));

    [HttpDelete("{id}")]
    public async Task<NoContentResult> Delete(string id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteSource(PathIds.Decoded(id)), cancellationToken);
        return NoContent();
    }
}
