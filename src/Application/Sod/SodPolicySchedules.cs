using AutoMapper;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>A SOD policy's schedule in the members of the governance API. Dates are UTC ISO-8601 with milliseconds.</summary>
public sealed record SodPolicyScheduleDto(
    string? Name,
    string? Created,
    string? Modified,
    string? Description,
    SelectorScheduleDto? Schedule,
    IReadOnlyList<RecipientDto>? Recipients,
    bool? EmailEmptyResults,
    string? CreatorId,
    string? ModifierId);

/// <param name="Type">Always IDENTITY.</param>
/// <param name="Id">The identity's id.</param>
/// <param name="Name">The identity's name where it is known, else what was sent.</param>
public sealed record RecipientDto(string? Type, string? Id, string? Name);

/// <summary>Loading and showing a policy's schedule.</summary>
public static class SodPolicySchedules
{
    public static Target TargetOf(Guid policyId) => new(TargetType.SodPolicy, policyId);

    /// <exception cref="NotFoundException">The organization has no such policy, or the policy no schedule.</exception>
    public static async Task<Schedule> LoadSodPolicySchedule(
        this ISchedulesDb db, Guid organizationId, string policyId, CancellationToken cancellationToken)
    {
        var policy = await db.LoadSodPolicy(organizationId, policyId, cancellationToken);
        return await db.Schedules.FindByTarget(organizationId, TargetOf(policy.Id), cancellationToken)
            ?? throw new NotFoundException("Schedule of SOD policy", policyId);
    }

    /// <summary>The schedule as clients see it, with recipients named as their identities are now.</summary>
    public static async Task<Versioned<SodPolicyScheduleDto>> Show(
        this ISchedulesDb db, Schedule schedule, CancellationToken cancellationToken)
    {
        var report = schedule.Report!;
        var ids = report.Recipients.Select(recipient => recipient.Id).ToList();
        var names = await db.Identities.AsNoTracking()
            .Where(identity => identity.OrganizationId == schedule.OrganizationId && ids.Contains(identity.Id))
            .ToDictionaryAsync(identity => identity.Id, identity => identity.Name, cancellationToken);
        var dto = new SodPolicyScheduleDto(
            report.Name,
            ApiDate.Write(schedule.CreatedAt),
            ApiDate.Write(schedule.ModifiedAt),
            report.Description,
            SelectorScheduleDto.From((SelectorRule)schedule.Rule),
            [.. report.Recipients.Select(r => new RecipientDto("IDENTITY", r.Id, names.GetValueOrDefault(r.Id) ?? r.Name))],
            report.EmailEmptyResults,
            schedule.CreatorId,
            schedule.ModifierId);
        return new Versioned<SodPolicyScheduleDto>(dto, schedule.Version);
    }
}
