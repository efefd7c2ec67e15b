using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Sod;

namespace Schedules.WebApi.Sod;

/// <summary>SOD policies, the same under every version of the path.</summary>
[ApiController]
[Route("{version:regex(^(beta|v3|v2024|v2025|v2026)$)}/sod-policies")]
[Route("sod-policies/v1")]
[Route("sod-policies")]
public sealed class SodPoliciesController(IMediator mediator) : ControllerBase
{
    /// <summary>Lists policies; <c>count=true</c> tells how many there are in the header X-Total-Count.</summary>
    [HttpGet]
    [Authorize(Policy = "idn:sod-policy:read")]
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
    [Authorize(Policy = "idn:sod-policy:manage")]
    [ProducesResponseType<SodPolicyDto>(StatusCodes.Status201Created)]
    public async Task<ActionResult<SodPolicyDto>> Create(SodPolicyBody policy, CancellationToken cancellationToken) =>
        StatusCode(StatusCodes.Status201Created, await mediator.Send(new CreateSodPolicy(policy), cancellationToken));

    /// <summary>Shows a policy.</summary>
    [HttpGet("{id}")]
    [Authorize(Policy = "idn:sod-policy:read")]
    public Task<SodPolicyDto> Get(string id, CancellationToken cancellationToken) =>
        mediator.Send(new GetSodPolicy(id), cancellationToken);
}
