using System.Globalization;
using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain.Access;
using Schedules.WebApi.Json;
using Schedules.WebApi.Surfaces;

namespace Schedules.WebApi.Sod;

/// <summary>SOD policies, the same under every version of the path.</summary>
[ApiController]
[Route("sod-policies/v1")]
public sealed class SodPoliciesController(IMediator mediator) : ControllerBase
{
    private static readonly SodPolicyJson _json = new(
        policy => JsonSerializer.SerializeToNode(policy, JsonSetup.Options)!.AsObject(),
        JsonTypes.Read<SodPolicyBody>);

    private SodPolicyVersion Version => RequestedSurface.Of(HttpContext).Version == "v1" ? SodPolicyVersion.V1 : SodPolicyVersion.Yearly;

    /// <summary>Lists policies; <c>count=true</c> tells how many there are in the header X-Total-Count.</summary>
    [HttpGet]
    [Authorize(Policy = Scopes.SodPolicyRead)]
    public async Task<IReadOnlyList<SodPolicyDto>> List(
        int limit = 250,
        int offset = 0,
        bool count = false,
        string? filters = null,
        string? sorters = null,
        CancellationToken cancellationToken = default)
    {
        var list = await mediator.Send(new ListSodPolicies(limit, offset, count, filters, sorters, Version), cancellationToken);
        if (list.Total is { } total)
            Response.Headers["X-Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
        return list.Items;
    }

    /// <summary>Creates a policy.</summary>
    [HttpPost]
    [Authorize(Policy = Scopes.SodPolicyManage)]
    [ProducesResponseType<SodPolicyDto>(StatusCodes.Status201Created)]
    public async Task<ActionResult<SodPolicyDto>> Create(SodPolicyBody policy, CancellationToken cancellationToken) =>
        StatusCode(StatusCodes.Status201Created, await mediator.Send(new CreateSodPolicy(policy, Version), cancellationToken));

    /// <summary>Shows a policy; one that was deleted, and can be recovered, too.</summary>
    [HttpGet("{id}")]
    [Authorize(Policy = Scopes.SodPolicyRead)]
    public async Task<SodPolicyDto> Get(string id, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(new GetSodPolicy(id, Version), cancellationToken));

    /// <summary>Replaces a policy wholly. One that was deleted is recovered by it.</summary>
    [HttpPut("{id}")]
    [Authorize(Policy = Scopes.SodPolicyManage)]
    public async Task<SodPolicyDto> Put(string id, SodPolicyBody policy, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(new PutSodPolicy(id, policy, Version, this.ExpectedVersion()), cancellationToken));

    /// <summary>Changes members of a CONFLICTING_ACCESS_BASED policy by a JSON Patch (RFC 6902), whole or not at all.</summary>
    [HttpPatch("{id}")]
    [Authorize(Policy = Scopes.SodPolicyManage)]
    public async Task<SodPolicyDto> Patch(string id, IReadOnlyList<JsonPatchOperation?> operations, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(new PatchSodPolicy(id, operations, Version, this.ExpectedVersion(), _json), cancellationToken));

    /// <summary>Deletes a policy: it can be recovered (PUT) unless <c>logical=false</c>.</summary>
    [HttpDelete("{id}")]
    [Authorize(Policy = Scopes.SodPolicyManage)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<NoContentResult> Delete(string id, bool logical = true, CancellationToken cancellationToken = default)
    {
        await mediator.Send(new DeleteSodPolicy(id, logical, this.ExpectedVersion()), cancellationToken);
        return NoContent();
    }
}
