using System.Text.Json.Nodes;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>A schedule, as <c>/api/v1</c> shows it.</summary>
/// <param name="Rule">In the JSON of the rule's own API.</param>
/// <param name="TimeZone">The zone that the rule is read in: its own, or the organization's.</param>
/// <param name="Description">The rule as a sentence for people.</param>
/// <param name="NextDueAt">Null while disabled, or where no occurrence follows.</param>
/// <param name="Version">Counts the changes that people made.</param>
public sealed record ScheduleDto(
    Guid Id, TargetDto Target, string? Name, bool Enabled, JsonNode Rule, string TimeZone, string Description, Instant? NextDueAt,
    int Version, string CreatorId, Instant Created, string ModifierId, Instant Modified)
{
    public static ScheduleDto Of(Schedule schedule, TargetNames names, DispatchPolicy policy) => new(
        schedule.Id, names.Show(schedule.Target), schedule.Report?.Name, schedule.IsEnabled,
        RuleJson.Show(schedule.Rule), schedule.Rule.Compile(policy.OrganizationZone).Zone.Id,
        Domain.Schedules.Description.Of(schedule.Rule, policy.OrganizationZone), schedule.NextDueAt,
        schedule.Version, schedule.CreatorId, schedule.CreatedAt, schedule.ModifierId, schedule.ModifiedAt);
}
