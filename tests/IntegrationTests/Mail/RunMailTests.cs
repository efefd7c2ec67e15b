using MediatR;
using NodaTime;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;
using Schedules.IntegrationTests.Schedules;

namespace Schedules.IntegrationTests.Mail;

/// <summary>Which mails a run queues: they stand with its outcome, or not at all.</summary>
public sealed class RunMailTests
{
    private LedgerHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await LedgerHost.Start(MailHost.Now);

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task A_run_queues_one_mail_a_recipient_however_often_he_is_named()
    {
        var run = await _host.Run(await _host.Policy("ann bob ann"));

        var mails = await _host.Mails();
        Assert.That(mails.Select(mail => (mail.RunId, mail.RecipientId, mail.Status)), Is.EqualTo(new[]
        {
            (run, "ann", MailStatus.Queued), (run, "bob", MailStatus.Queued),
        }));
        Assert.That(mails.Select(mail => mail.MessageId), Is.Unique.And.All.Contains($"{run:N}"));
    }

    [TestCase("", false, "ENFORCED", 0, TestName = "{m}(nobody to tell)")]
    [TestCase("bob", false, "NOT_ENFORCED", 0, TestName = "{m}(a policy that is not enforced)")]
    [TestCase("bob", false, "ENFORCED", 1, TestName = "{m}(somebody to tell)")]
    public async Task It_depends_on_the_policy_and_its_schedule(string recipients, bool emptyToo, string state, int mails)
    {
        var run = await _host.Run(await _host.Policy(recipients, emptyToo, state));

        Assert.That(await _host.Mails(), Has.Count.EqualTo(mails));
        Assert.That((await _host.Send(new GetRun(run))).Status, Is.EqualTo("succeeded"));
    }

    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public async Task Where_nothing_is_found_the_schedule_says_whether_that_is_worth_a_mail(bool emptyToo, int mails)
    {
        var schedule = await _host.Policy("bob", emptyToo);
        await _host.Identity("ann", "ann@people.example", "A");

        await _host.Run(schedule);

        Assert.That(await _host.Mails(), Has.Count.EqualTo(mails));
    }

    [Test]
    public async Task An_occurrence_that_came_due_queues_them_as_a_run_by_hand_does()
    {
        await _host.Policy("bob");
        _host.Clock.Advance(Duration.FromDays(1));
        await _host.Send(new DispatchDueSchedules());

        await _host.Send(new ExecuteQueuedRuns(TargetType.SodPolicy, 10));

        Assert.That((await _host.Runs()).Single().DueAt, Is.Not.Null);
        Assert.That(await _host.Mails(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_run_that_was_taken_away_leaves_no_mail_behind()
    {
        var schedule = await _host.Policy("bob");
        var run = (await _host.Send(new RunScheduleNow(schedule))).Id;
        var taken = await _host.Ledger(ledger => ledger.Claim(
            run, taken => taken.Claim("a worker that falls asleep", _host.Clock.Now(), Duration.FromMinutes(1)), default));
        var token = taken!.Token;
        await _host.Send(new CancelRun(run));

        taken.Finish(new RunOutcome(true, null, null), _host.Clock.Now());
        var recorded = await _host.Use(async services =>
        {
            await services.Get<IMediator>().Send(new QueueMails(taken, 1));
            return await services.Get<ILedger>().Record([new(token, taken)], default);
        });

        Assert.That(recorded, Is.Zero);
        Assert.That(await _host.Mails(), Is.Empty);
    }

    [Test]
    public async Task What_is_deleted_of_the_ledger_takes_its_mails_along()
    {
        var schedule = await _host.Policy("bob");
        await _host.Run(schedule);
        await _host.Send(new PutRetention(1));
        _host.Clock.Advance(Duration.FromDays(3));
        var last = await _host.Run(schedule);

        await _host.Send(new DeleteOldRuns());

        Assert.That((await _host.OnlyMail()).RunId, Is.EqualTo(last));
    }
}
