using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;
using Schedules.Application.Sod.Reports;
using Schedules.Domain.Sod;
using Schedules.IntegrationTests.Schedules;
using Schedules.Testing;

namespace Schedules.IntegrationTests.Mail;

/// <summary>From the send ledger to a real server, by a clock that stands still.</summary>
public sealed class SendMailsTests
{
    private static readonly Duration _minute = Duration.FromMinutes(1);
    private static readonly Duration _moment = Duration.FromMilliseconds(1);

    private SmtpServer _server = null!;
    private LedgerHost _host = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await SmtpServer.Start();
        _host = await LedgerHost.Start(MailHost.Now, [.. MailHost.SettingsOf(_server), ("Mail:MaxAttempts", "3")]);
    }

    [TearDown]
    public async Task Stop()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Each_recipient_gets_one_mail_and_the_run_says_so()
    {
        await _host.Identity("bob", "bob@people.example");
        var run = await _host.Run(await _host.Policy("ann bob"));

        await _host.SendAfter(_minute, _minute * 1000);

        Assert.That(_server.Received.Select(mail => mail.To), Is.EquivalentTo(new[] { "ann@people.example", "bob@people.example" }));
        var mails = (await _host.Send(new GetRun(run))).Mails!;
        Assert.That((mails.Queued, mails.Sent, mails.Failed), Is.EqualTo((0, 2, 0)));
        Assert.That(mails.Recipients.Select(mail => (mail.Id, mail.Status, mail.Address, mail.Attempts)), Is.EqualTo(new[]
        {
            ("ann", "sent", "ann@people.example", 1), ("bob", "sent", "bob@people.example", 1),
        }));
        Assert.That(_server.Received.Select(mail => mail.MessageId), Is.EquivalentTo(mails.Recipients.Select(mail => mail.MessageId)));
    }

    [Test]
    public async Task A_mail_tells_what_was_found_what_is_new_and_what_is_resolved()
    {
        var schedule = await _host.Policy("bob");
        await _host.Identity("bob", "bob@people.example", "B", "D");
        await _host.Run(schedule);
        await _host.SendAfter(_minute);
        await _host.Identity("ann", "ann@people.example", "A");
        await _host.Identity("cid", "cid@people.example", "A", "B", "C");
        await _host.Run(schedule);

        await _host.SendAfter();

        var mail = _server.Received[^1];
        Assert.That(mail.Header("Subject"), Is.EqualTo("SOD policy Payables: 2 violations, 1 new, 1 resolved"));
        Assert.That(mail.Raw, Does.Contain("* NEW cid's name (cid)\r\n    Pay, B\r\n    together with C")
            .And.Contain("* bob's name (bob)\r\n    B\r\n    together with D").And.Contain("ann's name\r\n").And.Contain("4 May 2026, 09:01 (Europe/Berlin)"));
    }

    [Test]
    public async Task A_busy_mailbox_is_tried_again_after_pauses_that_double()
    {
        await Run("busy2-bob@people.example");

        await _host.SendAfter(_minute - _moment);
        Assert.That(await State(), Is.EqualTo((MailStatus.Queued, 1, "RCPT TO: 451 4.3.2 The mailbox is busy; come back later")), "it pauses");
        await _host.SendAfter(_moment, (_minute * 2) - _moment);
        Assert.That((await State()).Attempts, Is.EqualTo(2));
        await _host.SendAfter(_moment, _minute * 1000);

        Assert.That(await State(), Is.EqualTo((MailStatus.Sent, 3, (string?)null)));
        Assert.That(_server.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_goes_on_refusing_ends_as_a_failure_that_the_run_shows()
    {
        var run = await Run("busy9-bob@people.example");

        await _host.SendAfter(_minute, _minute * 2, _minute * 1000);

        var mails = (await _host.Send(new GetRun(run))).Mails!;
        Assert.That((mails.Failed, mails.Recipients[0].Attempts, mails.Recipients[0].NextAttemptAt), Is.EqualTo((1, 3, (Instant?)null)));
        Assert.That(mails.Recipients[0].Error, Does.Contain("The mailbox is busy").And.EndsWith("(attempt 3 of 3)"));
        var report = await _host.Send(new ReportSchedule((await _host.Send(new GetRun(run))).ScheduleId!.Value, null, null));
        Assert.That(report.Mails, Is.EqualTo(new MailCountsDto(0, 0, 1)));
    }

    [Test]
    public async Task A_refusal_for_good_ends_at_once()
    {
        await Run("unknown-bob@people.example");

        await _host.SendAfter();

        Assert.That(await State(), Is.EqualTo((MailStatus.Failed, 1, "RCPT TO: 550 5.1.1 There is no such person here")));
    }

    [TestCase(null, "no address: the identity has no e-mail address")]
    [TestCase("", "no address: there is no such identity")]
    public async Task A_recipient_without_an_address_is_a_failure_that_is_seen(string? address, string error)
    {
        await Run(address);

        await _host.SendAfter();

        Assert.That(await State(), Is.EqualTo((MailStatus.Failed, 1, error)));
    }

    [Test]
    public async Task Who_was_deactivated_is_told_no_more()
    {
        await Run("bob@people.example");
        await _host.Send(new PutIdentity("bob", new IdentityBody("bob", "Bob", "bob@people.example", []) { Active = false }));

        await _host.SendAfter();

        Assert.That(await State(), Is.EqualTo((MailStatus.Failed, 1, "no address: the identity is deactivated")));
        Assert.That(_server.Received, Is.Empty);
    }

    [Test]
    public async Task A_report_that_is_asked_for_beside_the_schedule_mails_nobody()
    {
        await _host.Run(await _host.Policy("bob"));
        var run = (await _host.Runs()).Single();

        var report = await _host.Send(new StartPolicyReport($"{run.TargetId}"));
        await _host.Send(new ExecuteRun(report.Id));

        Assert.That((await _host.Send(new GetRun(report.Id))).Status, Is.EqualTo("succeeded"));
        Assert.That((await _host.OnlyMail()).RunId, Is.EqualTo(run.Id));
    }

    [Test]
    public async Task The_address_is_the_one_at_the_time_of_sending()
    {
        await Run("before@people.example");
        await _host.Identity("bob", "after@people.example");

        await _host.SendAfter();

        Assert.That(_server.Received.Single().To, Is.EqualTo("after@people.example"));
    }

    [Test]
    public async Task A_server_that_dies_before_its_answer_gets_the_same_mail_again()
    {
        await Run("dies-bob@people.example");

        await _host.SendAfter(_minute);

        Assert.That(await State(), Is.EqualTo((MailStatus.Sent, 2, (string?)null)));
        Assert.That(_server.Received, Has.Count.EqualTo(2));
        Assert.That(_server.Received[0].Raw, Is.EqualTo(_server.Received[1].Raw), "who reads the Message-ID can tell that it is the same");
    }

    [Test]
    public async Task A_senders_mail_is_another_ones_when_its_lease_is_over_and_not_before()
    {
        await Run("bob@people.example");
        await Take("a process that dies");

        await _host.SendAfter(_minute * 2 - _moment);
        Assert.That(_server.Received, Is.Empty);
        await _host.SendAfter(_moment);

        Assert.That(await State(), Is.EqualTo((MailStatus.Sent, 2, (string?)null)));
    }

    [Test]
    public async Task A_mail_whose_senders_keep_dying_is_given_up_in_the_end()
    {
        await Run("bob@people.example");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Take("a process that dies");
            _host.Clock.Advance(_minute * 2);
        }

        await _host.SendAfter();

        Assert.That(await State(), Is.EqualTo((MailStatus.Failed, 3, "lost: the process that was sending it stopped without a word")));
        Assert.That(_server.Received, Is.Empty);
    }

    [Test]
    public async Task A_sender_that_slept_through_its_lease_cannot_overwrite()
    {
        await Run("bob@people.example");
        var mail = (await Take("a process that sleeps")).Single();
        var attempt = mail.Attempt;
        _host.Clock.Advance(_minute * 2);
        await _host.SendAfter();

        mail.GiveUp("nonsense", _host.Clock.Now());
        var recorded = await _host.Use(services => services.Get<ISendLedger>().Record(attempt, mail, default));

        Assert.That(recorded, Is.False);
        Assert.That((await State()).Status, Is.EqualTo(MailStatus.Sent));
    }

    [Test]
    public async Task Told_to_stop_it_gives_back_what_it_has_not_begun()
    {
        await Run("bob@people.example");
        using var stop = new CancellationTokenSource();

        await _host.Use(async services =>
        {
            using var send = new SendMailsHandler(
                services.Get<ISchedulesDb>(), services.Get<ILedger>(), new Stopping(services.Get<ISendLedger>(), stop), services.Get<IEmailSender>(),
                services.Get<MailComposer>(), services.Get<HeldRuns>(), services.Get<IOptions<MailOptions>>(), services.Get<IOptions<RunOptions>>(),
                NullLogger<SendMailsHandler>.Instance);
            return await send.Handle(new SendMails(), stop.Token);
        });

        Assert.That(await State(), Is.EqualTo((MailStatus.Queued, 0, (string?)null)));
        await _host.SendAfter();
        Assert.That((await State()).Status, Is.EqualTo(MailStatus.Sent));
    }

    [Test]
    public async Task Many_senders_at_once_send_each_mail_once()
    {
        var ids = Enumerable.Range(0, 60).Select(i => $"p{i:D2}").ToList();
        foreach (var id in ids)
            await _host.Identity(id, $"{id}@people.example");
        await _host.Run(await _host.Policy(string.Join(' ', ids)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (await _host.Send(new SendMails()) > 0)
            {
            }
        })));

        Assert.That(_server.Received.Select(mail => mail.To), Is.EquivalentTo(ids.Select(id => $"{id}@people.example")));
        Assert.That((await _host.Mails()).All(mail => mail is { Status: MailStatus.Sent, Attempts: 1 }));
    }

    [Test]
    public async Task One_sender_hands_over_a_few_side_by_side_and_each_once()
    {
        var ids = Enumerable.Range(0, 3).Select(i => $"p{i}").ToList();
        foreach (var id in ids)
            await _host.Identity(id, $"meets3-{id}@people.example");
        await _host.Run(await _host.Policy(string.Join(' ', ids)));

        await _host.SendAfter(_minute * 1000);

        Assert.That((await _host.Mails()).Select(mail => (mail.Status, mail.Attempts)), Is.All.EqualTo((MailStatus.Sent, 1)));
        Assert.That(_server.Received.Select(mail => mail.To), Is.EquivalentTo(ids.Select(id => $"meets3-{id}@people.example")));
    }

    /// <summary>A run that tells bob, who has this address; none where it is empty.</summary>
    private async Task<Guid> Run(string? address)
    {
        if (address is not "")
            await _host.Identity("bob", address);
        return await _host.Run(await _host.Policy("bob"));
    }

    private Task<IReadOnlyList<RunMail>> Take(string owner) => _host.Use(services => services.Get<ISendLedger>().Take(
        _host.Clock.Now(), 10, mail => mail.Take(owner, _host.Clock.Now(), _minute * 2, 3), default));

    private async Task<(MailStatus Status, int Attempts, string? Error)> State()
    {
        var mail = await _host.OnlyMail();
        return (mail.Status, mail.Attempts, mail.Error);
    }

    /// <summary>Somebody says stop as soon as mails are taken.</summary>
    private sealed class Stopping(ISendLedger queue, CancellationTokenSource stop) : ISendLedger
    {
        public async Task<IReadOnlyList<RunMail>> Take(Instant now, int limit, Action<RunMail> take, CancellationToken cancellationToken)
        {
            var mails = await queue.Take(now, limit, take, CancellationToken.None);
            await stop.CancelAsync();
            return mails;
        }

        public Task<bool> Record(MailAttempt attempt, RunMail mail, CancellationToken cancellationToken) => queue.Record(attempt, mail, cancellationToken);
    }
}
