using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Scim;
using Schedules.WebApi.Access;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Scim;

/// <summary>Groups as SCIM has them (RFC 7644): the groups of access data.</summary>
[ApiController]
[Route("scim/v2/Groups")]
[Authorize(Policy = Policies.Own)]
public sealed class ScimGroupsController(IMediator mediator) : ControllerBase
{
    /// <summary>Ten thousand members are some megabytes.</summary>
    private const int MaxBodyBytes = 20_000_000;

    [HttpGet]
    public async Task<IActionResult> List(string? filter, string? startIndex, string? count, CancellationToken cancellationToken) =>
        this.List(await mediator.Send(new ListScimGroups(filter, ScimNumbers.Parse("startIndex", startIndex), ScimNumbers.Parse("count", count), Members: this.Wants("members")), cancellationToken));

    [HttpGet("{id}")]
    public async Task<IActionResult> Get(string id, CancellationToken cancellationToken)
    {
        var resource = await mediator.Send(new GetScimGroup(PathIds.Decoded(id), Members: this.Wants("members")), cancellationToken);
        return Request.Headers.IfNoneMatch.Contains(resource["meta"]!["version"]!.GetValue<string>())
            ? StatusCode(StatusCodes.Status304NotModified)
            : this.Resource(resource);
    }

    [HttpPost]
    [RequestSizeLimit(MaxBodyBytes)]
    public async Task<IActionResult> Create([FromBody] JsonNode body, CancellationToken cancellationToken) =>
        this.Resource(await mediator.Send(new CreateScimGroup(ScimBody.Object(body)), cancellationToken), StatusCodes.Status201Created);

    [HttpPut("{id}")]
    [RequestSizeLimit(MaxBodyBytes)]
    public async Task<IActionResult> Replace(string id, [FromBody] JsonNode body, CancellationToken cancellationToken) =>
        this.Resource(await mediator.Send(new ReplaceScimGroup(PathIds.Decoded(id), ScimBody.Object(body), Request.Headers.IfMatch), cancellationToken));

    /// <summary>Answers without the group, which may have very many members.</summary>
    [HttpPatch("{id}")]
    [RequestSizeLimit(MaxBodyBytes)]
    public async Task<NoContentResult> Patch(string id, [FromBody] JsonNode body, CancellationToken cancellationToken)
    {
        await mediator.Send(new PatchScimGroup(PathIds.Decoded(id), ScimBody.Object(body), Request.Headers.IfMatch), cancellationToken);
        return NoContent();
    }

    [HttpDelete("{id}")]
    public async Task<NoContentResult> Delete(string id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteScimGroup(PathIds.Decoded(id), Request.Headers.IfMatch), cancellationToken);
        return NoContent();
    }
}
