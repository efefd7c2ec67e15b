using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class RunTests
{
    private static readonly Instant _now = A.Instant("2026-03-01T09:00:00Z");
    private static readonly Duration _lease = Duration.FromMinutes(1);

    [Test]
    public void A_claimed_run_is_its_owners_until_the_lease_ends()
    {
        var run = Claimed();

        Assert.That((run.Status, run.Owner, run.StartedAt, run.LeaseUntil), Is.EqualTo((RunStatus.Running, "worker", (Instant?)_now, (Instant?)(_now + _lease))));
    }

    [Test]
    public void A_run_is_claimed_once() => Assert.That(() => Claimed().Claim("another", _now, _lease), Throws.InvalidOperationException);

    [TestCase(true, RunStatus.Succeeded)]
    [TestCase(false, RunStatus.Failed)]
    public void An_outcome_ends_the_run(bool succeeded, RunStatus status)
    {
        var run = Claimed();

        run.Finish(new RunOutcome(succeeded, "why", "{}"), _now);

        Assert.That((run.Status, run.Reason, run.Result, run.FinishedAt, run.Owner), Is.EqualTo((status, "why", "{}", (Instant?)_now, (string?)null)));
    }

    [Test]
    public void A_late_run_still_says_that_it_was_late_after_it_succeeded()
    {
        var run = A.DailySchedule("2026-03-01T00:00:00Z").TakeDueAt("2026-03-01T12:00:00Z").Single();
        run.Claim("worker", _now, _lease);

        run.Finish(new RunOutcome(true, null, null), _now);

        Assert.That(run.Reason, Does.StartWith("late"));
    }

    [Test]
    public void An_abandoned_run_is_queued_again_with_the_next_attempt_after_a_pause()
    {
        var run = Claimed();

        run.Abandon("lost", maxAttempts: 3, Duration.FromSeconds(10), _now);

        Assert.That((run.Status, run.Attempt, run.Owner, run.Reason), Is.EqualTo((RunStatus.Queued, 2, (string?)null, "lost")));
        Assert.That(run.AvailableAt, Is.EqualTo(_now + Duration.FromSeconds(10)));
    }

    [Test]
    public void The_last_attempt_ends_in_failure()
    {
        var run = Claimed();
        run.Abandon("lost", maxAttempts: 2, Duration.Zero, _now);
        run.Claim("worker", _now, _lease);

        run.Abandon("lost", maxAttempts: 2, Duration.Zero, _now);

        Assert.That((run.Status, run.Attempt, run.Reason), Is.EqualTo((RunStatus.Failed, 2, "lost (attempt 2 of 2)")));
    }

    [Test]
    public void A_released_run_begins_the_same_attempt_again()
    {
        var run = Claimed();

        run.Release(_now);

        Assert.That((run.Status, run.Attempt, run.Owner), Is.EqualTo((RunStatus.Queued, 1, (string?)null)));
    }

    [Test]
    public void What_has_ended_stays_ended()
    {
        var run = Claimed();
        run.Finish(new RunOutcome(true, null, null), _now);

        Assert.That(() => run.Finish(RunOutcome.Failed("no"), _now), Throws.InvalidOperationException);
        Assert.That(() => run.Abandon("no", 3, Duration.Zero, _now), Throws.InvalidOperationException);
        Assert.That(() => run.Claim("no", _now, _lease), Throws.InvalidOperationException);
    }

    [Test]
    public void A_manual_run_stands_for_no_occurrence_and_says_who_asked()
    {
        var run = Run.Manual(A.DailySchedule("2026-03-01T00:00:00Z"), Guid.NewGuid(), "me", _now);

        Assert.That((run.Trigger, run.DueAt, run.At, run.RequestedBy), Is.EqualTo((RunTrigger.Manual, (Instant?)null, _now, "me")));
    }

    [Test]
    public void A_reason_is_cut_to_what_the_ledger_holds()
    {
        var run = Claimed();

        run.Finish(RunOutcome.Failed(new string('x', 100_000)), _now);

        Assert.That(run.Reason, Has.Length.EqualTo(Run.MaxReasonLength));
    }

    [Test]
    public void A_reason_never_ends_in_half_a_character_and_never_holds_a_nul()
    {
        var run = Claimed();

        run.Finish(RunOutcome.Failed("\0" + new string('x', Run.MaxReasonLength - 2) + "😀"), _now);

        Assert.That(run.Reason, Is.EqualTo(" " + new string('x', Run.MaxReasonLength - 2)));
    }

    private static Run Claimed()
    {
        var run = A.QueuedRun();
        run.Claim("worker", _now, _lease);
        return run;
    }
}
