using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Sod;
using Schedules.Domain.Access;

namespace Schedules.WebApi.Sod;

/// <summary>SOD policies, the same under every version of the path.</summary>
[ApiController]
[Route("sod-policies/v1")]
public sealed class SodPoliciesController(IMediator mediator) : ControllerBase
{
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
        var list = await mediator.Send(new ListSodPolicies(limit, offset, count, filters, sorters), cancellationToken);
        if (list.Total is { } total)
            Response.Headers["X-Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
        return list.Items;
    }

    /// <summary>Creates a policy.</summary>
    [HttpPost]
    [Authorize(Policy = Scopes.SodPolicyManage)]
    [ProducesResponseType<SodPolicyDto>(StatusCodes.Status201Created)]
    public async Task<ActionResult<SodPolicyDto>> Create(SodPolicyBody policy, CancellationToken cancellationToken) =>
        StatusCode(StatusCodes.Status201Created, await mediator.Send(new CreateSodPolicy(policy), cancellationToken));

    /// <summary>Shows a policy.</summary>
    [HttpGet("{id}")]
    [Authorize(Policy = Scopes.SodPolicyRead)]
    public Task<SodPolicyDto> Get(string id, CancellationToken cancellationToken) =>
        mediator.Send(new GetSodPolicy(id), cancellationToken);
}
