using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Reports;

/// <summary>Runs the report that a policy's schedule says now, recipients and all. One that is queued or going already is the one that is asked for.</summary>
/// <exception cref="NotFoundException">No such policy.</exception>
/// <exception cref="InvalidValueException">schedule: the policy has none.</exception>
public sealed record StartScheduledReport(string PolicyId) : IRequest<ReportResultReference>;

/// <summary>Has a report of a policy made, whether it is scheduled or not; nobody is told of it.</summary>
/// <exception cref="NotFoundException">No such policy.</exception>
public sealed record StartPolicyReport(string PolicyId) : IRequest<ReportResultReference>;

/// <summary>Has one report of many policies made.</summary>
/// <param name="FilteredPolicyList">Ids of policies; all policies where it is empty or absent.</param>
/// <exception cref="InvalidValueException">filteredPolicyList[0]: no such policy.</exception>
public sealed record StartAllPoliciesReport(IReadOnlyList<string?>? FilteredPolicyList) : IRequest<ReportResultReference>;

internal sealed class StartScheduledReportHandler(ISchedulesDb db, ICurrentUser user, ScheduleChanges changes)
    : IRequestHandler<StartScheduledReport, ReportResultReference>
{
    public async Task<ReportResultReference> Handle(StartScheduledReport request, CancellationToken cancellationToken)
    {
        var policy = await db.SodPolicies.AsNoTracking().GetAsync(user.OrganizationId, request.PolicyId, cancellationToken);
        var schedule = await db.Schedules.FindByTarget(user.OrganizationId, SodPolicySchedules.TargetOf(policy.Id), cancellationToken)
            ?? throw new InvalidValueException("schedule", null, "set before: it says whom to tell (PUT the policy's schedule)");
        return await db.Refer(await changes.RunNowOrFind(schedule, cancellationToken), cancellationToken);
    }
}

internal sealed class StartPolicyReportHandler(ISchedulesDb db, ICurrentUser user, ScheduleChanges changes)
    : IRequestHandler<StartPolicyReport, ReportResultReference>
{
    public async Task<ReportResultReference> Handle(StartPolicyReport request, CancellationToken cancellationToken)
    {
        var policy = await db.SodPolicies.AsNoTracking().GetAsync(user.OrganizationId, request.PolicyId, cancellationToken);
        return await db.Refer(await changes.Report(SodPolicySchedules.TargetOf(policy.Id), null, cancellationToken), cancellationToken);
    }
}

internal sealed class StartAllPoliciesReportHandler(ISchedulesDb db, ICurrentUser user, ScheduleChanges changes)
    : IRequestHandler<StartAllPoliciesReport, ReportResultReference>
{
    public async Task<ReportResultReference> Handle(StartAllPoliciesReport request, CancellationToken cancellationToken)
    {
        var ids = await Checked(request.FilteredPolicyList ?? [], cancellationToken);
        var parameters = ids.Count == 0 ? null : JsonSerializer.Serialize(ids);
        return await db.Refer(await changes.Report(ReportReferences.AllPolicies(user.OrganizationId), parameters, cancellationToken), cancellationToken);
    }

    private async Task<List<Guid>> Checked(IReadOnlyList<string?> sent, CancellationToken cancellationToken)
    {
        if (sent.Count > SodPolicy.MaxInOrganization)
            throw new InvalidValueException("filteredPolicyList", $"{sent.Count}", $"a list of at most {SodPolicy.MaxInOrganization} ids");
        var parsed = sent.Select(id => SodPolicies.ParseId(id ?? "")).ToList();
        var known = await db.SodPolicies.Where(policy => policy.OrganizationId == user.OrganizationId && parsed.Contains(policy.Id))
            .Select(policy => policy.Id).ToHashSetAsync(cancellationToken);
        foreach (var (i, id) in parsed.Index())
        {
            if (id is null || !known.Contains(id.Value))
                throw new InvalidValueException($"filteredPolicyList[{i}]", sent[i], "the id of a policy");
        }

        return [.. known.Order()];
    }
}
