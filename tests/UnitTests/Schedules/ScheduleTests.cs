using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class ScheduleTests
{
    [Test]
    public void A_new_schedule_is_disabled_and_never_due()
    {
        var schedule = Schedule.Create(
            Guid.NewGuid(), Guid.NewGuid(), new Target(TargetType.SodPolicy, Guid.NewGuid()), A.DailyRule(), "me", A.Instant("2026-03-01T00:00:00Z"));

        Assert.That((schedule.IsEnabled, schedule.NextDueAt, schedule.Version), Is.EqualTo((false, (Instant?)null, 0)));
    }

    [Test]
    public void Enabling_at_the_very_hour_makes_it_due_the_next_time_not_now()
    {
        var schedule = A.DailySchedule("2026-03-01T09:00:00Z", hour: 9);

        Assert.That(schedule.NextDueAt, Is.EqualTo(A.Instant("2026-03-02T09:00:00Z")));
    }

    [Test]
    public void Disabling_leaves_nothing_due()
    {
        var schedule = A.DailySchedule("2026-03-01T00:00:00Z");

        schedule.Change(schedule.Rule, isEnabled: false, null, "me", A.Instant("2026-03-01T08:00:00Z"), A.Policy);

        Assert.That(schedule.NextDueAt, Is.Null);
        Assert.That(schedule.TakeDueAt("2027-01-01T00:00:00Z"), Is.Empty);
    }

    [Test]
    public void Every_change_counts_as_a_version_and_names_who_made_it()
    {
        var schedule = A.DailySchedule("2026-03-01T00:00:00Z");

        schedule.Change(A.DailyRule(10), true, null, "somebody else", A.Instant("2026-03-01T08:00:00Z"), A.Policy);

        Assert.That((schedule.Version, schedule.CreatorId, schedule.ModifierId), Is.EqualTo((2, "somebody", "somebody else")));
        Assert.That(schedule.ModifiedAt, Is.EqualTo(A.Instant("2026-03-01T08:00:00Z")));
    }

    [Test]
    public void A_change_that_would_lose_a_due_occurrence_is_refused()
    {
        var schedule = A.DailySchedule("2026-03-01T00:00:00Z");

        Assert.That(
            () => schedule.Change(A.DailyRule(10), true, null, "me", A.Instant("2026-03-01T09:00:00Z"), A.Policy),
            Throws.InvalidOperationException);
    }

    [TestCase("2026-03-01T08:59:59.999Z", 0)]
    [TestCase("2026-03-01T09:00:00Z", 1)]
    [TestCase("2026-03-02T08:59:59.999Z", 1)]
    [TestCase("2026-03-02T09:00:00Z", 2)]
    [TestCase("2026-03-11T08:00:00Z", 10)]
    public void Every_occurrence_up_to_now_becomes_one_run(string now, int runs)
    {
        var schedule = A.DailySchedule("2026-03-01T00:00:00Z");

        var due = schedule.TakeDueAt(now).Select(run => run.DueAt!.Value).ToList();

        var expected = Enumerable.Range(0, runs).Select(day => A.Instant("2026-03-01T09:00:00Z") + Duration.FromDays(day));
        Assert.That(due, Is.EqualTo(expected));
        Assert.That(schedule.NextDueAt, Is.EqualTo(A.Instant("2026-03-01T09:00:00Z") + Duration.FromDays(runs)));
    }

    [Test]
    public void Taking_again_at_the_same_instant_gives_nothing()
    {
        var schedule = A.DailySchedule("2026-03-01T00:00:00Z");
        schedule.TakeDueAt("2026-03-01T09:00:00Z");

        Assert.That(schedule.TakeDueAt("2026-03-01T09:00:00Z"), Is.Empty);
    }

    [Test]
    public void An_occurrence_on_time_is_queued_without_a_word()
    {
        var run = A.DailySchedule("2026-03-01T00:00:00Z").TakeDueAt("2026-03-01T09:00:30Z").Single();

        Assert.That((run.Status, run.Trigger, run.FullReason), Is.EqualTo((RunStatus.Queued, RunTrigger.Scheduled, (string?)null)));
    }

    [Test]
    public void After_downtime_the_newest_occurrence_runs_late_and_says_so_and_older_ones_are_missed()
    {
        var runs = A.DailySchedule("2026-03-01T00:00:00Z").TakeDueAt("2026-03-03T12:05:00Z");

        Assert.That(runs.Select(run => run.Status), Is.EqualTo(new[] { RunStatus.Missed, RunStatus.Missed, RunStatus.Queued }));
        Assert.That(runs[0].Reason, Does.StartWith("downtime"));
        Assert.That((runs[2].Trigger, runs[2].FullReason), Is.EqualTo((RunTrigger.CatchUp, "late: 3 h 5 min after it was due")));
    }

    [TestCase("2026-03-02T09:00:00Z", RunStatus.Queued)]
    [TestCase("2026-03-02T09:00:01Z", RunStatus.Missed)]
    public void What_is_later_than_the_catch_up_window_is_missed(string now, RunStatus status)
    {
        // Hour 9 once a month, so that only one occurrence is due.
        var rule = new PeriodRule(ScanPeriod.Monthly, 9, 0, 1);
        var schedule = A.DailySchedule("2026-02-28T12:00:00Z");
        schedule.Change(rule, true, null, "me", A.Instant("2026-02-28T13:00:00Z"), A.Policy);

        Assert.That(schedule.TakeDueAt(now).Single().Status, Is.EqualTo(status));
    }

    [Test]
    public void An_occurrence_is_skipped_while_the_run_before_it_is_going()
    {
        var run = A.DailySchedule("2026-03-01T00:00:00Z").TakeDueAt("2026-03-01T09:00:00Z", busy: true).Single();

        Assert.That(run.Status, Is.EqualTo(RunStatus.Skipped));
        Assert.That(run.Reason, Does.StartWith("overlap"));
    }

    [TestCase("2026-03-28T02:00:00Z", "2026-03-29T01:00:00Z", "clock change: 02:00 does not exist on 2026-03-29 in Europe/Berlin; due at 03:00 instead")]
    [TestCase("2026-03-29T02:00:00Z", "2026-03-30T00:00:00Z", null, Description = "the day after")]
    [TestCase("2026-10-24T02:00:00Z", "2026-10-25T00:00:00Z", null, Description = "an hour that comes twice is not moved")]
    [TestCase("2026-03-28T02:00:00Z", "2026-03-29T02:05:00Z", "late: 1 h 5 min after it was due; clock change: 02:00 does not exist on 2026-03-29 in Europe/Berlin; due at 03:00 instead")]
    public void An_occurrence_that_the_clock_moved_says_so(string enabledAt, string now, string? reason)
    {
        var schedule = A.HistoryOf(A.Daily("Europe/Berlin", "2"), enabledAt).Enabled(enabledAt).Schedule;

        Assert.That(schedule.TakeDueAt(now).Single().FullReason, Is.EqualTo(reason));
    }

    [Test]
    public void An_hour_right_after_a_jump_that_the_rule_names_itself_is_not_moved()
    {
        var schedule = A.HistoryOf(A.Daily("Europe/Berlin", "3"), "2026-03-28T02:00:00Z").Enabled("2026-03-28T02:00:00Z").Schedule;

        Assert.That(schedule.TakeDueAt("2026-03-29T01:00:00Z").Single().FullReason, Is.Null);
    }

    [Test]
    public void A_long_downtime_comes_in_bites_and_nothing_is_lost_between_them()
    {
        var schedule = A.DailySchedule("2020-01-01T00:00:00Z");
        var now = "2026-01-01T12:00:00Z";
        var runs = new List<Run>();
        while (schedule.NextDueAt <= A.Instant(now))
            runs.AddRange(schedule.TakeDueAt(now));

        Assert.That(runs, Has.Count.EqualTo(2193), "days from 2020-01-01 to 2026-01-01, both counted");
        Assert.That(runs.Select(run => run.DueAt).Distinct().Count(), Is.EqualTo(2193));
        Assert.That(runs.Count(run => run.Status == RunStatus.Queued), Is.EqualTo(1));
        Assert.That(runs[^1].Trigger, Is.EqualTo(RunTrigger.CatchUp));
    }
}
