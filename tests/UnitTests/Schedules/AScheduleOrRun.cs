using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

/// <summary>Schedules and runs to start a story from.</summary>
internal static partial class A
{
    public static readonly DispatchPolicy Policy = new(Duration.FromDays(1), DateTimeZone.Utc);

    public static PeriodRule DailyRule(int hour = 9) => new(ScanPeriod.Daily, hour, 0, 1);

    /// <summary>Enabled at the instant given, so that its first occurrence is strictly after it.</summary>
    public static Schedule DailySchedule(string enabledAt, int hour = 9)
    {
        var now = Instant(enabledAt);
        var schedule = Schedule.Create(
            Guid.NewGuid(), Guid.NewGuid(), new Target(TargetType.TrackerScan, Guid.NewGuid()), DailyRule(hour), "somebody", now);
        schedule.Change(DailyRule(hour), isEnabled: true, report: null, "somebody", now, Policy);
        return schedule;
    }

    public static IReadOnlyList<Run> TakeDueAt(this Schedule schedule, string now, bool busy = false) =>
        schedule.TakeDue(Instant(now), busy, Policy, Guid.NewGuid);

    public static Run QueuedRun() => DailySchedule("2026-03-01T00:00:00Z").TakeDueAt("2026-03-01T09:00:00Z").Single();
}
