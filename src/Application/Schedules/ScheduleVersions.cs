using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>What a schedule said from one change to the next.</summary>
/// <param name="Number">Counts the changes that people made.</param>
/// <param name="Enabled">Whether anything is due by it.</param>
/// <param name="Deleted">Whether the schedule is gone from then on.</param>
/// <param name="Rule">In the JSON of the rule's own API.</param>
/// <param name="Description">The rule as an English sentence.</param>
/// <param name="From">It holds for what is due after this.</param>
/// <param name="By">Who made the change.</param>
public sealed record ScheduleVersionDto(int Number, bool Enabled, bool Deleted, JsonNode Rule, string Description, Instant From, string By)
{
    public static ScheduleVersionDto Of(ScheduleVersion version, DispatchPolicy policy) => new(
        version.Version, version.IsEnabled, version.IsDeleted, RuleJson.Show(version.Rule),
        Domain.Schedules.Description.Of(version.Rule, policy.OrganizationZone), version.At, version.ModifierId);
}

/// <summary>Loading a schedule's history.</summary>
public static class ScheduleVersions
{
    /// <summary>The history of a schedule, of a deleted one too.</summary>
    /// <exception cref="NotFoundException">The organization has, and had, no such schedule.</exception>
    public static async Task<ScheduleHistory> GetHistory(
        this ISchedulesDb db, Guid organizationId, Guid scheduleId, DispatchPolicy policy, CancellationToken cancellationToken)
    {
        var versions = await db.ScheduleVersions.AsNoTracking()
            .Where(version => version.ScheduleId == scheduleId && version.OrganizationId == organizationId)
            .OrderBy(version => version.Version).ToListAsync(cancellationToken);
        if (versions.Count == 0)
            versions.Add(ScheduleVersion.Of(await db.Schedules.AsNoTracking().GetAsync(organizationId, scheduleId, cancellationToken)));
        return new ScheduleHistory(versions, policy.OrganizationZone);
    }

    /// <summary>From when on the organization's ledger is whole; null where nothing was deleted from it.</summary>
    public static Task<Instant?> KeptFrom(this ISchedulesDb db, Guid organizationId, CancellationToken cancellationToken) =>
        db.Organizations.Where(organization => organization.Id == organizationId).Select(organization => organization.KeptFrom)
            .SingleAsync(cancellationToken);

    /// <summary>The first occurrence of a schedule that does not stand in the ledger yet; null where none is due, or the schedule is gone.</summary>
    public static Task<Instant?> NextDueAt(this ISchedulesDb db, Guid scheduleId, CancellationToken cancellationToken) =>
        db.Schedules.Where(schedule => schedule.Id == scheduleId).Select(schedule => schedule.NextDueAt).SingleOrDefaultAsync(cancellationToken);
}
