using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Sod.Reports;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Sod;

/// <summary>The columns of the CSV in violation reports.</summary>
[ApiController]
[Authorize(Policy = Policies.Own)]
[Route("api/v1/sod-report-configs")]
public sealed class ReportConfigsController(IMediator mediator) : ControllerBase
{
    /// <summary>All columns: those that reports have, from left to right, and then the others.</summary>
    [HttpGet]
    public Task<ReportConfigsDto> Get(CancellationToken cancellationToken) => mediator.Send(new GetReportConfigs(), cancellationToken);

    /// <summary>Chooses columns and their order. Reports that were made before are written with these too when they are downloaded.</summary>
    /// <response code="400">There is no such column, or a required one is altered or left out.</response>
    [HttpPut]
    public Task<ReportConfigsDto> Put(PutReportConfigs configs, CancellationToken cancellationToken) => mediator.Send(configs, cancellationToken);

    /// <summary>Goes back to the columns of everybody.</summary>
    [HttpDelete]
    public async Task<NoContentResult> Delete(CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteReportConfigs(), cancellationToken);
        return NoContent();
    }
}
