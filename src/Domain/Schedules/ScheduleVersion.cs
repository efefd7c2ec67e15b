using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>
/// What a schedule said from one change to the next: in force for occurrences after <see cref="At"/>, up to and including the next version's.
/// Never changed, and kept after the schedule is gone, so that anyone can tell later what was due.
/// </summary>
public sealed class ScheduleVersion
{
    private ScheduleVersion()
    {
    }

    public Guid ScheduleId { get; private set; }

    public int Version { get; private set; }

    public Guid OrganizationId { get; private set; }

    public TargetType TargetType { get; private set; }

    public Guid TargetId { get; private set; }

    public Rule Rule { get; private set; } = null!;

    public bool IsEnabled { get; private set; }

    /// <summary>The last version of a schedule that was removed.</summary>
    public bool IsDeleted { get; private set; }

    public Instant At { get; private set; }

    /// <summary>Who made the change.</summary>
    public string ModifierId { get; private set; } = null!;

    /// <summary>The version that the schedule is at.</summary>
    public static ScheduleVersion Of(Schedule schedule) => new()
    {
        ScheduleId = schedule.Id,
        Version = schedule.Version,
        OrganizationId = schedule.OrganizationId,
        TargetType = schedule.TargetType,
        TargetId = schedule.TargetId,
        Rule = schedule.Rule,
        IsEnabled = schedule.IsEnabled,
        At = schedule.ModifiedAt,
        ModifierId = schedule.ModifierId,
    };

    /// <summary>The version in which the schedule is gone.</summary>
    public static ScheduleVersion Removed(Schedule schedule, string modifierId, Instant now)
    {
        var version = Of(schedule);
        version.Version++;
        version.IsEnabled = false;
        version.IsDeleted = true;
        version.At = now;
        version.ModifierId = modifierId;
        return version;
    }
}
