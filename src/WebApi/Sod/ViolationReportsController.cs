using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Schedules.Application.Common;
using Schedules.Application.Sod.Reports;
using Schedules.Domain.Access;

namespace Schedules.WebApi.Sod;

/// <summary>Reports of who violates one policy: made by runs of the ledger, whose ids are the reports'.</summary>
[ApiController]
[Route("sod-policies/v1")]
public sealed class PolicyReportsController(IMediator mediator) : ControllerBase
{
    /// <summary>Runs the scheduled report of a policy now; its recipients are told. One that is queued or going already is the answer.</summary>
    /// <response code="400">The policy has no schedule.</response>
    /// <response code="404">There is no such policy.</response>
    [HttpPost("{id}/evaluate")]
    [Authorize(Policy = Scopes.SodViolationManage)]
    public Task<ReportResultReference> Evaluate(string id, CancellationToken cancellationToken) =>
        mediator.Send(new StartScheduledReport(id), cancellationToken);

    /// <summary>Makes a report of a policy, which needs no schedule; nobody is told.</summary>
    [HttpPost("{id}/violation-report/run")]
    [Authorize(Policy = Scopes.SodViolationManage)]
    public Task<ReportResultReference> Run(string id, CancellationToken cancellationToken) =>
        mediator.Send(new StartPolicyReport(id), cancellationToken);

    /// <summary>How far the latest report of a policy is. The id of a report will do too.</summary>
    [HttpGet("{id}/violation-report")]
    [Authorize(Policy = Scopes.SodViolationRead)]
    public Task<ReportResultReference> Status(string id, CancellationToken cancellationToken) =>
        mediator.Send(new GetPolicyReportStatus(id), cancellationToken);

    /// <summary>How far a report is.</summary>
    [HttpGet("sod-violation-report-status/{reportResultId}")]
    [Authorize(Policy = Scopes.SodViolationRead)]
    public Task<ReportResultReference> RunStatus(string reportResultId, CancellationToken cancellationToken) =>
        mediator.Send(new GetReportStatus(reportResultId), cancellationToken);
}

/// <param name="FilteredPolicyList">Ids of policies; all where it is empty or absent.</param>
public sealed record MultiPolicyRequest(IReadOnlyList<string?>? FilteredPolicyList);

/// <summary>Reports of all policies, and the files of all reports.</summary>
[ApiController]
[Route("sod-violation-report/v1")]
public sealed class ViolationReportsController(IMediator mediator, ICurrentUser user) : ControllerBase
{
    /// <summary>Makes one report of all policies, or of those that are named.</summary>
    /// <response code="400">A named policy is not there.</response>
    [HttpPost("run")]
    [Authorize(Policy = Scopes.SodViolationManage)]
    public Task<ReportResultReference> Run(
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] MultiPolicyRequest? request, CancellationToken cancellationToken) =>
        mediator.Send(new StartAllPoliciesReport(request?.FilteredPolicyList), cancellationToken);

    /// <summary>How far the latest report of all policies is.</summary>
    [HttpGet]
    [Authorize(Policy = Scopes.SodViolationRead)]
    public Task<ReportResultReference> Status(CancellationToken cancellationToken) =>
        mediator.Send(new GetAllPoliciesReportStatus(), cancellationToken);

    /// <summary>The file of a report: a ZIP of a CSV and a page to read.</summary>
    /// <response code="404">There is no such report, or it is not made yet.</response>
    [HttpGet("{reportResultId}/download")]
    [Authorize(Policy = Scopes.SodViolationRead)]
    [ProducesResponseType<Stream>(StatusCodes.Status200OK, "application/zip")]
    public Task<ReportResult> Download(string reportResultId, CancellationToken cancellationToken) =>
        File(reportResultId, null, cancellationToken);

    /// <summary>As download, with a name of the caller's own.</summary>
    [HttpGet("{reportResultId}/download/{fileName}")]
    [Authorize(Policy = Scopes.SodViolationRead)]
    [ProducesResponseType<Stream>(StatusCodes.Status200OK, "application/zip")]
    public Task<ReportResult> DownloadAs(string reportResultId, string fileName, CancellationToken cancellationToken) =>
        File(reportResultId, fileName, cancellationToken);

    private async Task<ReportResult> File(string reportResultId, string? fileName, CancellationToken cancellationToken)
    {
        var id = (await mediator.Send(new GetReportStatus(reportResultId), cancellationToken)).Id;
        return new(await mediator.Send(new GetViolationReport(user.OrganizationId, id), cancellationToken), fileName);
    }
}
