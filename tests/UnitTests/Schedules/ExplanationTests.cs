using NodaTime;
using NodaTime.Text;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

/// <summary>Why did it not run at T? Case by case.</summary>
public sealed class ExplanationTests
{
    private static readonly Instant _now = A.Instant("2026-12-01T00:00:00Z");

    [TestCase("2026-03-28T02:00:00+01:00", ReasonCode.Absent, "It was due on 28 March 2026 at 02:00 in Europe/Berlin, and the ledger has no line of it.")]
    [TestCase("2026-03-28T02:00:00", ReasonCode.Absent, "It was due on 28 March 2026 at 02:00 in Europe/Berlin")]
    [TestCase("2026-03-28T02:30:00+01:00", ReasonCode.NotDue, "It was not due on 28 March 2026 at 02:30 in Europe/Berlin. Its rule was: Every day at 02:00, in Europe/Berlin. "
        + "The nearest occurrences are 28 March 2026 at 02:00 and 29 March 2026 at 03:00.")]
    [TestCase("2026-03-29T02:30:00+01:00", ReasonCode.ClockChange, "02:30 does not exist on 29 March 2026 in Europe/Berlin: the clock was set forward from 02:00 to 03:00. "
        + "The rule runs at the end of the jump instead: it was due on 29 March 2026 at 03:00 in Europe/Berlin")]
    [TestCase("2026-03-29T02:30:00", ReasonCode.Absent, "02:30 does not exist on 29 March 2026 in Europe/Berlin")]
    [TestCase("2026-03-29T02:30:00Z", ReasonCode.NotDue, "It was not due on 29 March 2026 at 04:30 in Europe/Berlin")]
    [TestCase("2026-03-29T02:00:00+01:00", ReasonCode.Absent, "02:00 does not exist on 29 March 2026 in Europe/Berlin")]
    [TestCase("2026-10-25T02:00:00+02:00", ReasonCode.Absent, "02:00 comes twice on 25 October 2026 in Europe/Berlin, as the clock was set back; this is the first time. It was due")]
    [TestCase("2026-10-25T02:00:00", ReasonCode.Absent, "02:00 comes twice on 25 October 2026 in Europe/Berlin, as the clock was set back; this is the first time.")]
    [TestCase("2026-10-25T02:00:00+01:00", ReasonCode.ClockChange, "02:00 comes twice on 25 October 2026 in Europe/Berlin, as the clock was set back; this is the second time. "
        + "The rule runs the first time only: it was due on 25 October 2026 at 02:00 in Europe/Berlin")]
    [TestCase("2026-10-25T02:30:00+01:00", ReasonCode.NotDue, "02:30 comes twice")]
    [TestCase("2027-03-28T02:30:00+01:00", ReasonCode.ClockChange, "02:30 does not exist on 28 March 2027 in Europe/Berlin: the clock was set forward from 02:00 to 03:00. "
        + "The rule runs at the end of the jump instead: it is due on 28 March 2027 at 03:00 in Europe/Berlin and will run then, if nothing is changed before.")]
    [TestCase("2027-01-01T01:00:00Z", ReasonCode.Future, "It is due on 1 January 2027 at 02:00 in Europe/Berlin and will run then, if nothing is changed before.")]
    [TestCase("2027-01-01T02:00:00Z", ReasonCode.NotDue, "It is not due on 1 January 2027 at 03:00 in Europe/Berlin. Its rule is: Every day")]
    [TestCase("2026-01-31T02:00:00+01:00", ReasonCode.NotYetCreated, "There was no such schedule yet on 31 January 2026 at 02:00 in Europe/Berlin: "
        + "it was made by maker on 1 February 2026 at 01:00. There is none before; the next occurrence is 3 February 2026 at 02:00.")]
    [TestCase("2026-02-01T02:00:00+01:00", ReasonCode.Disabled, "It was disabled on 1 February 2026 at 02:00 in Europe/Berlin: "
        + "nobody had enabled it since it was made by maker on 1 February 2026 at 01:00.")]
    public void An_instant_is_explained_by_the_rule_and_the_clock_of_its_zone(string at, ReasonCode reason, string start)
    {
        var explanation = Explain(Berlin().Kept(), at);

        Assert.That(explanation.Reason, Is.EqualTo(reason), explanation.Answer);
        Assert.That(explanation.Answer, Does.StartWith(start));
    }

    [Test]
    public void A_disabled_schedule_says_since_when_and_by_whom()
    {
        var history = Berlin().Disabled("2026-05-01T10:00:00Z").Disabled("2026-05-02T10:00:00Z").Kept();

        Assert.That(Explain(history, "2026-05-04T00:00:00Z"), Is.EqualTo(new Explanation(
            ReasonCode.Disabled,
            "It was disabled on 4 May 2026 at 02:00 in Europe/Berlin: it was disabled by disabler on 1 May 2026 at 12:00. "
            + "The last occurrence before is 1 May 2026 at 02:00; none follows.")));
    }

    [Test]
    public void A_deleted_schedule_says_since_when_and_by_whom()
    {
        var history = Berlin().Removed("2026-05-01T10:00:00Z");

        Assert.That(Explain(history, "2026-05-04T00:00:00Z"), Is.EqualTo(new Explanation(
            ReasonCode.Deleted,
            "On 4 May 2026 at 02:00 in Europe/Berlin the schedule was gone: it was deleted by remover on 1 May 2026 at 12:00. "
            + "The last occurrence before is 1 May 2026 at 02:00; none follows.")));
    }

    [Test]
    public void A_schedule_that_was_not_enabled_when_it_was_deleted_names_the_deletion()
    {
        const string Deleted = "On 4 May 2026 at 02:00 in Europe/Berlin the schedule was gone: it was deleted by remover on 1 May 2026 at 12:00.";
        var disabled = Berlin().Disabled("2026-05-01T09:59:54Z").Removed("2026-05-01T10:00:00Z");
        var neverEnabled = A.HistoryOf(A.Daily("Europe/Berlin", "2"), "2026-02-01T00:00:00Z").Removed("2026-05-01T10:00:00Z");

        Assert.That(Explain(disabled, "2026-05-04T00:00:00Z").Answer, Does.StartWith(Deleted));
        Assert.That(Explain(neverEnabled, "2026-05-04T00:00:00Z").Answer, Does.StartWith(Deleted));
    }

    [Test]
    public void A_rule_that_had_ended_says_when()
    {
        var rule = new SelectorRule(ScheduleType.DAILY, null, null, A.List("9"), A.Instant("2026-04-01T09:00:00Z"), "UTC");
        var history = A.HistoryOf(rule, "2026-03-01T00:00:00Z").Enabled("2026-03-01T00:00:00Z").Kept();

        Assert.That(Explain(history, "2026-04-01T09:00:00Z").Reason, Is.EqualTo(ReasonCode.Absent), "exactly at its end it is due");
        Assert.That(Explain(history, "2026-04-02T09:00:00Z"), Is.EqualTo(new Explanation(
            ReasonCode.Expired,
            "On 2 April 2026 at 09:00 in UTC its rule had ended: it expired on 1 April 2026 at 09:00. "
            + "The last occurrence before is 1 April 2026 at 09:00; none follows.")));
    }

    [Test]
    public void What_the_ledger_does_not_keep_is_not_explained()
    {
        var explanation = Explain(Berlin().Kept(), "2026-03-28T01:00:00Z", facts => facts with { KeptFrom = A.Instant("2026-04-01T00:00:00Z") });

        Assert.That(explanation, Is.EqualTo(new Explanation(
            ReasonCode.Forgotten,
            "28 March 2026 at 02:00 in Europe/Berlin is older than the ledger keeps: what was due before 1 April 2026 at 02:00 has been deleted from it.")));
    }

    [Test]
    public void What_the_dispatcher_has_yet_to_come_to_is_pending() => Assert.That(
        Explain(Berlin().Kept(), "2026-03-28T01:00:00Z", facts => facts with { Pending = true }).Reason, Is.EqualTo(ReasonCode.Pending));

    [Test]
    public void A_rule_that_is_not_understood_says_so()
    {
        var history = A.HistoryOf(new UnreadableRule("{}", "type must be there."), "2026-03-01T00:00:00Z").Enabled("2026-03-01T00:00:00Z").Kept();

        Assert.That(Explain(history, "2026-03-28T01:00:00Z"), Is.EqualTo(new Explanation(
            ReasonCode.Rule, "Its rule is not understood any more: type must be there. Nothing is due by it.")));
    }

    [Test]
    public void An_hour_that_a_rule_does_not_name_is_not_due_on_the_day_that_it_does_not_exist()
    {
        var history = A.HistoryOf(A.Daily("Europe/Berlin", "9"), "2026-03-01T00:00:00Z").Enabled("2026-03-01T00:00:00Z").Kept();

        var explanation = Explain(history, "2026-03-29T02:30:00+01:00");

        Assert.That((explanation.Reason, explanation.Answer.Split(". ")[1]), Is.EqualTo((ReasonCode.NotDue, "It was not due on 29 March 2026 at 03:30 in Europe/Berlin")));
    }

    [TestCase(RunStatus.Queued, ReasonCode.Queued, "and waits in the queue for a worker.")]
    [TestCase(RunStatus.Running, ReasonCode.Running, "and is going since 02:00:01.")]
    [TestCase(RunStatus.Succeeded, ReasonCode.Partial, "and ran: it began at 02:00:01, took 2.5 s and succeeded (partial: why).")]
    [TestCase(RunStatus.Failed, ReasonCode.Error, "and ran: it began at 02:00:01, and failed (error: why).")]
    [TestCase(RunStatus.Cancelled, ReasonCode.Cancelled, "and was cancelled by me, at 02:00:03.")]
    public void A_run_says_what_became_of_it(RunStatus status, ReasonCode reason, string end)
    {
        var run = Berlin().Schedule.TakeDueAt("2026-02-03T01:00:00Z").Single();
        var began = A.Instant("2026-02-03T01:00:01Z");
        if (status != RunStatus.Queued)
            run.Claim("worker", began, Duration.FromMinutes(1));
        if (status == RunStatus.Cancelled)
            run.Cancel("me", began + Duration.FromSeconds(2));
        else if (status is RunStatus.Succeeded or RunStatus.Failed)
            run.Finish(new RunOutcome(status == RunStatus.Succeeded, "why", null), began + Duration.FromSeconds(2.5));

        var explanation = Explain(Berlin().Kept(), "2026-02-03T02:00:00+01:00", facts => facts with { Run = run });

        Assert.That(explanation, Is.EqualTo(new Explanation(reason, $"It was due on 3 February 2026 at 02:00 in Europe/Berlin {end}")));
    }

    [Test]
    public void A_run_that_was_not_made_says_why()
    {
        var missed = Berlin().Schedule.TakeDueAt("2026-02-04T12:00:00Z")[0];
        var schedule = Berlin().Schedule;
        var skipped = schedule.TakeDueAt("2026-02-03T01:00:00Z", busy: true).Single();
        var blocking = Run.Manual(schedule, Guid.Empty, "me", A.Instant("2026-02-03T00:55:00Z"));

        Assert.That(Explain(Berlin().Kept(), "2026-02-03T02:00:00+01:00", facts => facts with { Run = missed }), Is.EqualTo(new Explanation(
            ReasonCode.Downtime,
            "It was due on 3 February 2026 at 02:00 in Europe/Berlin and was missed, as the server was down "
            + "(downtime: a later occurrence was due too when the server was back).")));
        Assert.That(Explain(Berlin().Kept(), "2026-02-03T02:00:00+01:00", facts => facts with { Run = skipped, Blocking = blocking }), Is.EqualTo(new Explanation(
            ReasonCode.Overlap,
            "It was due on 3 February 2026 at 02:00 in Europe/Berlin and was skipped: the run that me asked for on 3 February 2026 at 01:55 "
            + "was still queued or going (run 00000000-0000-0000-0000-000000000000).")));
    }

    private static HistoryStory Berlin() => A.HistoryOf(A.Daily("Europe/Berlin", "2"), "2026-02-01T00:00:00Z").Enabled("2026-02-02T12:00:00Z");

    private static Explanation Explain(ScheduleHistory history, string at, Func<LedgerFacts, LedgerFacts>? with = null)
    {
        var asked = Ask(history, at);
        var facts = new LedgerFacts(
            null, null, false, null, asked.Version is { } version ? history.Since(version) : history.Versions[0],
            history.Before(asked.At), history.After(asked.At), _now);
        return Explanation.Of(asked, with?.Invoke(facts) ?? facts);
    }

    private static AskedInstant Ask(ScheduleHistory history, string at)
    {
        if (LocalDateTimePattern.ExtendedIso.Parse(at) is { Success: true, Value: var local })
            return history.Ask(local, null);
        var moment = OffsetDateTimePattern.ExtendedIso.Parse(at).Value;
        return history.Ask(moment.LocalDateTime, moment.Offset);
    }
}
