using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Access;

/// <summary>Groups and roles: entitlements that contain others, and that their members hold.</summary>
[ApiController]
[Route("api/v1/access/groups")]
[Authorize(Policy = Policies.Own)]
public sealed class GroupsController(IMediator mediator) : ControllerBase
{
    /// <summary>Lists groups, ordered by id.</summary>
    [HttpGet]
    public Task<CursorPage<GroupDto>> List([FromQuery] ListGroups query, CancellationToken cancellationToken) =>
        mediator.Send(query, cancellationToken);

    [HttpGet("{id}")]
    public Task<GroupDto> Get(string id, CancellationToken cancellationToken) =>
        mediator.Send(new GetGroup(PathIds.Decoded(id)), cancellationToken);

    /// <summary>Creates (201) or replaces (200).</summary>
    [HttpPut("{id}")]
    [ProducesResponseType<GroupDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<GroupDto>(StatusCodes.Status201Created)]
    public async Task<ActionResult<GroupDto>> Put(string id, GroupBody body, CancellationToken cancellationToken) =>
        this.Answer(await mediator.Send(new PutGroup(PathIds.Decoded(id), body), cancellationToken));

    [HttpDelete("{id}")]
    public async Task<NoContentResult> Delete(string id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteGroup(PathIds.Decoded(id)), cancellationToken);
        return NoContent();
    }

    /// <summary>Lists the identities that are members themselves, ordered by id.</summary>
    [HttpGet("{id}/members")]
    public Task<CursorPage<MemberDto>> Members(string id, int limit = 100, string? after = null, CancellationToken cancellationToken = default) =>
        mediator.Send(new ListGroupMembers(PathIds.Decoded(id), limit, after), cancellationToken);

    /// <summary>Makes an identity a member.</summary>
    [HttpPut("{id}/members/{identityId}")]
    public async Task<NoContentResult> PutMember(string id, string identityId, CancellationToken cancellationToken)
    {
        await mediator.Send(new PutGroupMember(PathIds.Decoded(id), PathIds.Decoded(identityId)), cancellationToken);
        return NoContent();
    }

    [HttpDelete("{id}/members/{identityId}")]
    public async Task<NoContentResult> DeleteMember(string id, string identityId, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteGroupMember(PathIds.Decoded(id), PathIds.Decoded(identityId)), cancellationToken);
        return NoContent();
    }
}
