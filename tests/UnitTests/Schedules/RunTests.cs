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

    [TestCase(true, RunStatus.Succeeded, "partial: why")]
    [TestCase(false, RunStatus.Failed, "error: why")]
    public void An_outcome_ends_the_run(bool succeeded, RunStatus status, string reason)
    {
        var run = Claimed();

        run.Finish(new RunOutcome(succeeded, "why", "{}"), _now);

        Assert.That((run.Status, run.Reason, run.Result, run.FinishedAt, run.Owner), Is.EqualTo((status, reason, "{}", (Instant?)_now, (string?)null)));
    }

    [TestCase(true, null, "lost: it is silent; late: 3 h 0 min after it was due", ReasonCode.Lost)]
    [TestCase(true, "one site did not answer", "partial: one site did not answer; late: 3 h 0 min after it was due", ReasonCode.Partial)]
    [TestCase(false, "no site answered", "error: no site answered; late: 3 h 0 min after it was due", ReasonCode.Error)]
    public void A_late_run_says_so_whatever_becomes_of_it(bool succeeded, string? reason, string told, ReasonCode code)
    {
        var run = A.DailySchedule("2026-03-01T00:00:00Z").TakeDueAt("2026-03-01T12:00:00Z").Single();
        run.Claim("worker", _now, _lease);
        run.Abandon("lost: it is silent", maxAttempts: 3, Duration.Zero, _now);
        Assert.That((run.FullReason, run.Code), Is.EqualTo(("lost: it is silent; late: 3 h 0 min after it was due", (ReasonCode?)ReasonCode.Lost)));
        run.Claim("worker", _now, _lease);

        run.Finish(new RunOutcome(succeeded, reason, null), _now);

        Assert.That((run.FullReason, run.Code), Is.EqualTo((told, (ReasonCode?)code)));
    }

    [Test]
    public void A_late_run_still_says_that_it_was_late_after_it_succeeded()
    {
        var run = A.DailySchedule("2026-03-01T00:00:00Z").TakeDueAt("2026-03-01T12:00:00Z").Single();
        run.Claim("worker", _now, _lease);

        run.Finish(new RunOutcome(true, null, null), _now);

        Assert.That((run.FullReason, run.Code), Is.EqualTo(("late: 3 h 0 min after it was due", (ReasonCode?)ReasonCode.Late)));
    }

    [Test]
    public void A_cancelled_run_still_says_that_it_was_late()
    {
        var run = A.DailySchedule("2026-03-01T00:00:00Z").TakeDueAt("2026-03-01T12:00:00Z").Single();

        run.Cancel("me", _now);

        Assert.That(run.FullReason, Is.EqualTo("cancelled by me; late: 3 h 0 min after it was due"));
    }

    [Test]
    public void A_run_that_was_never_tried_is_available_whatever_the_clock_says() =>
        Assert.That(Run.Manual(A.DailySchedule("2026-03-01T00:00:00Z"), Guid.NewGuid(), "me", _now).AvailableAt, Is.LessThan(_now - Duration.FromDays(366)));

    [Test]
    public void An_abandoned_run_is_queued_again_with_the_next_attempt_after_a_pause()
    {
        var run = Claimed();

        run.Abandon("lost: it is silent", maxAttempts: 3, Duration.FromSeconds(10), _now);

        Assert.That((run.Status, run.Attempt, run.Owner, run.Reason), Is.EqualTo((RunStatus.Queued, 2, (string?)null, "lost: it is silent")));
        Assert.That(run.AvailableAt, Is.EqualTo(_now + Duration.FromSeconds(10)));
    }

    [Test]
    public void The_last_attempt_ends_in_failure()
    {
        var run = Claimed();
        run.Abandon("lost", maxAttempts: 2, Duration.Zero, _now);
        run.Claim("worker", _now, _lease);

        run.Abandon("lost: it is silent", maxAttempts: 2, Duration.Zero, _now);

        Assert.That((run.Status, run.Attempt, run.Reason), Is.EqualTo((RunStatus.Failed, 2, "lost: it is silent (attempt 2 of 2)")));
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

    [TestCase("late: 1 h", ReasonCode.Late)]
    [TestCase("clock change: 02:00 does not exist", ReasonCode.ClockChange)]
    [TestCase("cancelled by somebody", ReasonCode.Cancelled)]
    [TestCase("partial: late: no", ReasonCode.Partial)]
    [TestCase("The site answered lost: no", null)]
    [TestCase("lost", null)]
    [TestCase(null, null)]
    public void A_reason_is_told_by_the_words_that_it_begins_with(string? reason, ReasonCode? code)
    {
        Assert.That(Reasons.Of(reason), Is.EqualTo(code));
        Assert.That(Reasons.Of(reason?[..Math.Min(Reasons.CodeLength, reason.Length)]), Is.EqualTo(code), "its start is enough");
    }

    [Test]
    public void A_queued_run_that_is_cancelled_says_by_whom()
    {
        var run = A.QueuedRun();

        run.Cancel("me", _now);

        Assert.That((run.Status, run.Reason, run.FinishedAt, run.StartedAt), Is.EqualTo((RunStatus.Cancelled, "cancelled by me", (Instant?)_now, (Instant?)null)));
        Assert.That(() => run.Cancel("me", _now), Throws.InvalidOperationException);
    }

    [Test]
    public void A_run_that_is_cancelled_while_it_goes_is_nobodys()
    {
        var run = Claimed();

        run.Cancel("me", _now);

        Assert.That((run.Status, run.Owner, run.LeaseUntil), Is.EqualTo((RunStatus.Cancelled, (string?)null, (Instant?)null)));
        Assert.That(() => run.Token, Throws.InvalidOperationException);
    }

    [Test]
    public void A_retry_names_the_run_that_it_is_made_in_place_of()
    {
        var schedule = A.DailySchedule("2026-03-01T00:00:00Z");
        var failed = schedule.TakeDueAt("2026-03-01T09:00:00Z", busy: true).Single();

        var retry = Run.Retry(schedule, failed, Guid.NewGuid(), "me", _now);

        Assert.That((retry.Trigger, retry.RetryOf, retry.DueAt, retry.RequestedBy, retry.Status, retry.Attempt),
            Is.EqualTo((RunTrigger.Retry, (Guid?)failed.Id, (Instant?)null, "me", RunStatus.Queued, 1)));
    }

    [Test]
    public void What_succeeded_or_has_not_ended_is_not_retried()
    {
        var schedule = A.DailySchedule("2026-03-01T00:00:00Z");
        var run = schedule.TakeDueAt("2026-03-01T09:00:00Z").Single();

        Assert.That(() => Run.Retry(schedule, run, Guid.NewGuid(), "me", _now), Throws.InvalidOperationException);
        run.Claim("worker", _now, _lease);
        Assert.That(() => Run.Retry(schedule, run, Guid.NewGuid(), "me", _now), Throws.InvalidOperationException);
        run.Finish(new RunOutcome(true, null, null), _now);
        Assert.That(() => Run.Retry(schedule, run, Guid.NewGuid(), "me", _now), Throws.InvalidOperationException);
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

        run.Finish(RunOutcome.Failed("error:\0" + new string('x', Run.MaxReasonLength - 8) + "😀"), _now);

        Assert.That(run.Reason, Is.EqualTo("error: " + new string('x', Run.MaxReasonLength - 8)));
    }

    private static Run Claimed()
    {
        var run = A.QueuedRun();
        run.Claim("worker", _now, _lease);
        return run;
    }
}
