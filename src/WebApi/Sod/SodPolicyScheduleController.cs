using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Sod;
using Schedules.Domain.Access;

namespace Schedules.WebApi.Sod;

/// <summary>When a SOD policy is evaluated, and who is told.</summary>
[ApiController]
[Route("sod-policies/v1/{id}/schedule")]
public sealed class SodPolicyScheduleController(IMediator mediator) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.SodPolicyRead)]
    public async Task<SodPolicyScheduleDto> Get(string id, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(new GetSodPolicySchedule(id), cancellationToken));

    [HttpPut]
    [Authorize(Policy = Scopes.SodPolicyManage)]
    public async Task<SodPolicyScheduleDto> Put(string id, SodPolicyScheduleBody body, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(new PutSodPolicySchedule(id, body, this.ExpectedVersion()), cancellationToken));

    [HttpDelete]
    [Authorize(Policy = Scopes.SodPolicyManage)]
    public async Task<NoContentResult> Delete(string id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteSodPolicySchedule(id, this.ExpectedVersion()), cancellationToken);
        return NoContent();
    }
}
