using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

/// <summary>What a schedule said, change by change, to start a story from.</summary>
internal static partial class A
{
    /// <summary>Made, and then changed by one person after the other.</summary>
    public static HistoryStory HistoryOf(Rule rule, string madeAt) => new(rule, Instant(madeAt));
}

internal sealed class HistoryStory(Rule rule, Instant madeAt)
{
    private readonly Schedule _schedule = Schedule.Create(
        Guid.NewGuid(), Guid.NewGuid(), new Target(TargetType.SodPolicy, Guid.NewGuid()), rule, "maker", madeAt);

    private readonly List<ScheduleVersion> _versions = [];

    public Schedule Schedule => _schedule;

    public HistoryStory Enabled(string at, Rule? to = null) => Changed(at, to, isEnabled: true, "enabler");

    public HistoryStory Disabled(string at) => Changed(at, null, isEnabled: false, "disabler");

    public ScheduleHistory Removed(string at) =>
        new([.. Versions(), ScheduleVersion.Removed(_schedule, "remover", A.Instant(at))], DateTimeZone.Utc);

    public ScheduleHistory Kept() => new([.. Versions()], DateTimeZone.Utc);

    private HistoryStory Changed(string at, Rule? to, bool isEnabled, string by)
    {
        Versions();
        while (_schedule.NextDueAt <= A.Instant(at))
            _schedule.TakeDueAt(at);
        _schedule.Change(to ?? _schedule.Rule, isEnabled, report: null, by, A.Instant(at), A.Policy);
        _versions.Add(ScheduleVersion.Of(_schedule));
        return this;
    }

    private List<ScheduleVersion> Versions()
    {
        if (_versions.Count == 0)
            _versions.Add(ScheduleVersion.Of(_schedule));
        return _versions;
    }
}
