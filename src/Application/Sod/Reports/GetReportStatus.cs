using MediatR;
using Schedules.Application.Common;
using Schedules.Application.Schedules;

namespace Schedules.Application.Sod.Reports;

/// <summary>The latest report of a policy, its schedule's or another.</summary>
/// <param name="Id">A policy's id, or a report's: the API describes it as the one and has it in the place of the other.</param>
/// <exception cref="NotFoundException">No such policy or report, or the policy has none yet.</exception>
public sealed record GetPolicyReportStatus(string Id) : IRequest<ReportResultReference>;

/// <summary>How far a report is.</summary>
/// <exception cref="NotFoundException">No such report.</exception>
public sealed record GetReportStatus(string ReportResultId) : IRequest<ReportResultReference>;

/// <summary>The latest report of many policies.</summary>
/// <exception cref="NotFoundException">There is none yet.</exception>
public sealed record GetAllPoliciesReportStatus : IRequest<ReportResultReference>;

internal sealed class GetPolicyReportStatusHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<GetPolicyReportStatus, ReportResultReference>
{
    public async Task<ReportResultReference> Handle(GetPolicyReportStatus request, CancellationToken cancellationToken)
    {
        var ofPolicy = SodPolicies.ParseId(request.Id) is { } id && id != user.OrganizationId
            ? await db.LatestReport(user.OrganizationId, SodPolicySchedules.TargetOf(id), cancellationToken)
            : null;
        return await db.Refer(ofPolicy ?? await db.GetReport(user.OrganizationId, request.Id, cancellationToken), cancellationToken);
    }
}

internal sealed class GetReportStatusHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<GetReportStatus, ReportResultReference>
{
    public async Task<ReportResultReference> Handle(GetReportStatus request, CancellationToken cancellationToken) =>
        await db.Refer(await db.GetReport(user.OrganizationId, request.ReportResultId, cancellationToken), cancellationToken);
}

internal sealed class GetAllPoliciesReportStatusHandler(ISchedulesDb db, ICurrentUser user)
    : IRequestHandler<GetAllPoliciesReportStatus, ReportResultReference>
{
    public async Task<ReportResultReference> Handle(GetAllPoliciesReportStatus request, CancellationToken cancellationToken)
    {
        var run = await db.LatestReport(user.OrganizationId, ReportReferences.AllPolicies(user.OrganizationId), cancellationToken);
        return await db.Refer(run ?? throw new NotFoundException("Report", TargetNames.AllPolicies), cancellationToken);
    }
}
