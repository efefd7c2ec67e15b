using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Application.Trackers;
using Schedules.Domain.Schedules;

namespace Schedules.IntegrationTests.Schedules;

public sealed class DispatchTests
{
    private LedgerHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await LedgerHost.Start("2026-03-01T08:00:00Z", ("Dispatch:BatchSize", "2"));

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task Before_the_hour_nothing_stands_in_the_ledger()
    {
        await _host.Project(hour: 9);

        Assert.That(await _host.Send(new DispatchDueSchedules()), Is.Zero);
        Assert.That(await _host.Runs(), Is.Empty);
    }

    [Test]
    public async Task At_the_hour_one_run_is_queued_the_engine_is_told_and_the_schedule_moves_on()
    {
        var project = await _host.Project(hour: 9);
        SetClock("2026-03-01T09:00:00Z");

        Assert.That(await _host.Send(new DispatchDueSchedules()), Is.EqualTo(1));

        var run = (await _host.Runs()).Single();
        Assert.That((run.Status, run.Trigger, run.DueAt), Is.EqualTo((RunStatus.Queued, RunTrigger.Scheduled, (Instant?)At("2026-03-01T09:00:00Z"))));
        Assert.That((run.TargetId, run.ScheduleVersion, run.Attempt), Is.EqualTo((project, 1, 1)));
        Assert.That(_host.Engine.Enqueued, Is.EqualTo(new[] { run.Id }));
        Assert.That((await _host.ScheduleOf(project)).NextDueAt, Is.EqualTo(At("2026-03-02T09:00:00Z")));
    }

    [Test]
    public async Task Dispatching_again_makes_nothing_twice()
    {
        await _host.Project(hour: 9);
        SetClock("2026-03-01T09:00:00Z");

        await _host.Send(new DispatchDueSchedules());
        await _host.Send(new DispatchDueSchedules());

        Assert.That(await _host.Runs(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Every_due_schedule_is_taken_however_many_batches_it_needs()
    {
        for (var i = 0; i < 7; i++)
            await _host.Project(hour: 9);
        SetClock("2026-03-01T09:00:00Z");

        Assert.That(await _host.Send(new DispatchDueSchedules()), Is.EqualTo(7));
        Assert.That((await _host.Runs()).Select(run => run.ScheduleId).Distinct().Count(), Is.EqualTo(7));
    }

    [Test]
    public async Task Four_dispatchers_at_once_make_each_run_once()
    {
        for (var i = 0; i < 20; i++)
            await _host.Project(hour: 9);
        SetClock("2026-03-05T09:00:00Z");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _host.Send(new DispatchDueSchedules()))));

        var runs = await _host.Runs();
        Assert.That(runs, Has.Count.EqualTo(20 * 5));
        Assert.That(runs.Select(run => (run.ScheduleId, run.DueAt)).Distinct().Count(), Is.EqualTo(20 * 5));
    }

    [Test]
    public async Task An_occurrence_that_stands_already_is_left_as_it_is_and_the_schedule_moves_on()
    {
        var project = await _host.Project(hour: 9);
        SetClock("2026-03-01T09:00:00Z");
        await _host.Send(new DispatchDueSchedules());
        await MoveBack(project, "2026-03-01T09:00:00Z");

        await _host.Send(new DispatchDueSchedules());

        Assert.That(await _host.Runs(), Has.Count.EqualTo(1));
        Assert.That((await _host.ScheduleOf(project)).NextDueAt, Is.EqualTo(At("2026-03-02T09:00:00Z")));
    }

    [Test]
    public async Task While_a_run_waits_the_next_occurrence_is_skipped_and_says_why()
    {
        await _host.Project(hour: 9);
        SetClock("2026-03-01T09:00:00Z");
        await _host.Send(new DispatchDueSchedules());

        SetClock("2026-03-02T09:00:00Z");
        await _host.Send(new DispatchDueSchedules());

        var runs = await _host.Runs();
        Assert.That(runs.Select(run => run.Status), Is.EqualTo(new[] { RunStatus.Queued, RunStatus.Skipped }));
        Assert.That(runs[1].Reason, Does.StartWith("overlap"));
        Assert.That(_host.Engine.Enqueued, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task After_downtime_the_newest_runs_late_and_the_older_ones_are_missed()
    {
        await _host.Project(hour: 9);

        SetClock("2026-03-04T10:30:00Z");
        await _host.Send(new DispatchDueSchedules());

        var runs = await _host.Runs();
        Assert.That(runs.Select(run => run.Status), Is.EqualTo(new[] { RunStatus.Missed, RunStatus.Missed, RunStatus.Missed, RunStatus.Queued }));
        Assert.That((runs[3].Trigger, runs[3].FullReason), Is.EqualTo((RunTrigger.CatchUp, "late: 1 h 30 min after it was due")));
    }

    [Test]
    public async Task Long_downtime_of_many_schedules_is_recorded_in_transactions_of_about_a_batch()
    {
        for (var i = 0; i < 4; i++)
            await _host.Project(hour: 9);
        var now = At("2026-03-03T09:00:00Z");
        var policy = new DispatchPolicy(Duration.FromDays(1), DateTimeZone.Utc);

        var first = await _host.Ledger(ledger => ledger.Dispatch(now, 2, (schedule, busy) => schedule.TakeDue(now, busy, policy, Guid.NewGuid), default));

        Assert.That(first.Schedules, Is.EqualTo(1));
        Assert.That(await _host.Runs(), Has.Count.EqualTo(3));
    }

    [TestCase("""{"type":"DAILY","hours":{"type":"LIST","values":["9"]},"timeZoneId":"US/Pacific-New"}""", "timeZoneId")]
    [TestCase("not JSON", "JSON literal")]
    public async Task A_rule_that_is_not_understood_any_more_fails_its_run_and_holds_up_nobody(string rule, string why)
    {
        var broken = await _host.Project(hour: 8);
        await _host.Project(hour: 9);
        await _host.In(db => db.Schedules.Where(schedule => schedule.TargetId == broken).ExecuteUpdateAsync(set => set.SetProperty(s => s.Rule, new UnreadableRule(rule, ""))));
        SetClock("2026-03-02T09:00:00Z");

        await _host.Send(new DispatchDueSchedules());

        var runs = await _host.Runs();
        Assert.That(runs.Select(run => run.Status), Is.EqualTo(new[] { RunStatus.Missed, RunStatus.Failed, RunStatus.Queued }));
        Assert.That(runs[1].Reason, Does.Contain("not understood any more").And.Contain(why));
        Assert.That((await _host.ScheduleOf(broken)).NextDueAt, Is.Null);
        Assert.That((await _host.Send(new ListSchedules(null, null, null, null, null, null, null, null, null))).Items, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_rule_that_is_not_understood_any_more_is_kept_as_it_is_until_it_is_replaced()
    {
        var project = await _host.Project(hour: 8);
        await _host.In(db => db.Schedules.ExecuteUpdateAsync(set => set.SetProperty(s => s.Rule, new UnreadableRule("later", ""))));
        SetClock("2026-03-02T08:30:00Z");

        Assert.That(((UnreadableRule)(await _host.ScheduleOf(project)).Rule).Text, Is.EqualTo("later"));
        await _host.Send(new UpdateTrackerScanSchedule(_host.User.OrganizationId, project, new(ScanPeriod: "daily", ScheduledHour: 9), null));

        Assert.That((await _host.Runs()).Single().Status, Is.EqualTo(RunStatus.Failed));
        Assert.That((await _host.ScheduleOf(project)).NextDueAt, Is.EqualTo(At("2026-03-02T09:00:00Z")));
    }

    [Test]
    public async Task A_disabled_schedule_is_never_due()
    {
        var project = await _host.Project(hour: 9);
        await _host.Send(new UpdateTrackerScanSchedule(_host.User.OrganizationId, project, new(ScheduledScanEnabled: false), null));

        SetClock("2026-06-01T00:00:00Z");
        await _host.Send(new DispatchDueSchedules());

        Assert.That(await _host.Runs(), Is.Empty);
    }

    [Test]
    public async Task A_change_at_a_due_moment_puts_what_is_due_into_the_ledger_first()
    {
        var project = await _host.Project(hour: 9);
        SetClock("2026-03-01T09:00:00.5Z");

        await _host.Send(new UpdateTrackerScanSchedule(_host.User.OrganizationId, project, new(ScheduledHour: 22), null));

        Assert.That((await _host.Runs()).Single().DueAt, Is.EqualTo(At("2026-03-01T09:00:00Z")));
        Assert.That((await _host.ScheduleOf(project)).NextDueAt, Is.EqualTo(At("2026-03-01T22:00:00Z")));
    }

    [Test]
    public async Task A_change_that_was_based_on_an_older_version_is_refused()
    {
        var project = await _host.Project(hour: 9);

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => _host.In(async db =>
        {
            var schedule = await db.Schedules.SingleAsync();
            await _host.Send(new UpdateTrackerScanSchedule(_host.User.OrganizationId, project, new(ScheduledHour: 10), null));
            schedule.Change(new PeriodRule(ScanPeriod.Daily, 11, 0, 1), true, null, "late", _host.Clock.Now(), new DispatchPolicy(Duration.Zero, DateTimeZone.Utc));
            return await db.SaveChangesAsync(default);
        }));

        Assert.That(((PeriodRule)(await _host.ScheduleOf(project)).Rule).Hour, Is.EqualTo(10));
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private void SetClock(string text) => _host.Clock.Set(At(text));

    private Task<int> MoveBack(Guid project, string dueAt)
    {
        var instant = At(dueAt);
        return _host.In(db => db.Schedules.Where(s => s.TargetId == project).ExecuteUpdateAsync(s => s.SetProperty(x => x.NextDueAt, instant)));
    }
}
