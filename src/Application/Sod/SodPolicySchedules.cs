using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>A SOD policy's schedule in the members of the governance API, which knows no null here: what is absent is left out.</summary>
public sealed record SodPolicyScheduleDto(
    string Name,
    Instant Created,
    Instant Modified,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Description,
    SelectorScheduleDto Schedule,
    IReadOnlyList<RecipientDto> Recipients,
    bool EmailEmptyResults,
    string CreatorId,
    string ModifierId);

/// <summary>What a client may say of it; the read-only members of a body are ignored, so that GET, edit, PUT works.</summary>
public sealed record SodPolicyScheduleBody(
    string? Name,
    string? Description,
    [property: MustBeSent] SelectorScheduleDto? Schedule,
    IReadOnlyList<RecipientDto?>? Recipients,
    bool? EmailEmptyResults);

/// <param name="Type">Always IDENTITY.</param>
/// <param name="Id">The identity's id.</param>
/// <param name="Name">The identity's name where it is known, else what was sent.</param>
public sealed record RecipientDto(
    [property: MustBeSent] string? Type,
    [property: MustBeSent] string? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name);

/// <summary>Loading and showing a policy's schedule.</summary>
public static class SodPolicySchedules
{
    public static Target TargetOf(Guid policyId) => new(TargetType.SodPolicy, policyId);

    /// <exception cref="NotFoundException">The organization has no such policy, or the policy no schedule.</exception>
    public static async Task<Schedule> LoadSodPolicySchedule(
        this ISchedulesDb db, Guid organizationId, string policyId, CancellationToken cancellationToken)
    {
        var policy = await db.SodPolicies.AsNoTracking().GetAsync(organizationId, policyId, cancellationToken);
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
            schedule.CreatedAt,
            schedule.ModifiedAt,
            report.Description,
            schedule.Rule is SelectorRule rule ? SelectorScheduleDto.From(rule) : RuleJson.ReadSelector(schedule.Rule),
            [.. report.Recipients.Select(r => new RecipientDto("IDENTITY", r.Id, names.GetValueOrDefault(r.Id) ?? r.Name))],
            report.EmailEmptyResults,
            schedule.CreatorId,
            schedule.ModifierId);
        return new Versioned<SodPolicyScheduleDto>(dto, Versions.Of(schedule.Id, schedule.Version));
    }
}
