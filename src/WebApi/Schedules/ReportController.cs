using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Schedules;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Schedules;

/// <summary>What was due, and what became of it.</summary>
[ApiController]
[Authorize(Policy = Policies.Own)]
[Route("api/v1/report")]
public sealed class ReportController(IMediator mediator) : ControllerBase
{
    /// <summary>Sums up a period over all schedules of the organization, deleted ones too: "expected 92, done 91, 1 missed: downtime".</summary>
    /// <param name="from">ISO 8601, inclusive; 30 days before the end where absent.</param>
    /// <param name="to">ISO 8601, exclusive; now where absent. What is due later does not count yet.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    [HttpGet]
    public Task<OrganizationReportDto> Get(string? from, string? to, CancellationToken cancellationToken) =>
        mediator.Send(new ReportOrganization(from, to), cancellationToken);
}
