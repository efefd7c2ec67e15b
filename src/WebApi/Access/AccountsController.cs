using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Access;

/// <summary>What identities hold in sources.</summary>
[ApiController]
[Route("api/v1/access/accounts")]
[Authorize(Policy = Policies.Own)]
public sealed class AccountsController(IMediator mediator) : ControllerBase
{
    /// <summary>Lists accounts, ordered by source and id.</summary>
    [HttpGet]
    public Task<CursorPage<AccountDto>> List([FromQuery] ListAccounts query, CancellationToken cancellationToken) =>
        mediator.Send(query, cancellationToken);

    [HttpGet("{sourceId}/{id}")]
    public Task<AccountDto> Get(string sourceId, string id, CancellationToken cancellationToken) =>
        mediator.Send(new GetAccount(PathIds.Decoded(sourceId), PathIds.Decoded(id)), cancellationToken);

    /// <summary>Creates (201) or replaces (200).</summary>
    [HttpPut("{sourceId}/{id}")]
    [ProducesResponseType<AccountDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<AccountDto>(StatusCodes.Status201Created)]
    public async Task<ActionResult<AccountDto>> Put(string sourceId, string id, AccountBody body, CancellationToken cancellationToken) =>
        this.Answer(await mediator.Send(new PutAccount(PathIds.Decoded(sourceId), PathIds.Decoded(id), body), cancellationToken));

    [HttpDelete("{sourceId}/{id}")]
    public async Task<NoContentResult> Delete(string sourceId, string id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteAccount(PathIds.Decoded(sourceId), PathIds.Decoded(id)), cancellationToken);
        return NoContent();
    }
}
