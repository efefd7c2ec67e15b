using NodaTime;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;
using Schedules.UnitTests.Schedules;

namespace Schedules.UnitTests.Sod;

public sealed class RunMailTests
{
    private static readonly Instant _now = Instant.FromUtc(2026, 5, 4, 7, 0);
    private static readonly Duration _minute = Duration.FromMinutes(1);

    [Test]
    public void The_Message_ID_is_the_runs_and_the_recipients_and_always_the_same()
    {
        var run = ARun();

        var (first, second) = (Mail(run, "ann").MessageId, Mail(run, "ann").MessageId);
        Assert.That(second, Is.EqualTo(first));
        Assert.That(first, Is.Not.EqualTo(Mail(run, "bob").MessageId).And.Not.EqualTo(Mail(ARun(), "ann").MessageId));
        Assert.That(Mail(run, "a b><@ß").MessageId, Does.Match("^<[0-9a-f]{32}[.][0-9a-f]{24}@sender[.]example>$"));
    }

    [Test]
    public void Pauses_double_up_to_four_hours()
    {
        var mail = Mail(ARun(), "ann");
        var pauses = Enumerable.Range(0, 12).Select(_ => Refused(mail)).Select(pause => pause.TotalMinutes);

        Assert.That(pauses, Is.EqualTo(new double[] { 1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240, 240 }));
    }

    [Test]
    public void After_the_last_attempt_it_is_given_up_and_says_why()
    {
        var mail = Mail(ARun(), "ann");
        mail.Take("a process", _now, _minute, maxAttempts: 1);

        mail.Refused("451 later", maxAttempts: 1, _minute, _now);

        Assert.That((mail.Status, mail.Error, mail.NextAttemptAt, mail.EndedAt), Is.EqualTo((MailStatus.Failed, "451 later (attempt 1 of 1)", (Instant?)null, _now)));
    }

    [Test]
    public void What_is_given_back_was_no_attempt()
    {
        var mail = Mail(ARun(), "ann");
        mail.Take("a process", _now, _minute, maxAttempts: 3);

        mail.Release(_now);

        Assert.That((mail.Attempts, mail.NextAttemptAt), Is.EqualTo((0, _now)));
    }

    [Test]
    public void What_has_ended_cannot_be_sent_again()
    {
        var mail = Mail(ARun(), "ann");
        mail.Take("a process", _now, _minute, maxAttempts: 3);
        mail.Sent(_now);

        Assert.That(() => mail.Take("another", _now, _minute, maxAttempts: 3), Throws.InvalidOperationException);
        Assert.That(() => mail.GiveUp("no", _now), Throws.InvalidOperationException);
    }

    [Test]
    public void A_servers_words_are_cut_where_they_are_too_long_and_never_in_the_midst_of_a_letter()
    {
        var mail = Mail(ARun(), "ann");

        mail.GiveUp(new string('x', RunMail.MaxErrorLength - 1) + "😀\0", _now);

        Assert.That(mail.Error, Is.EqualTo(new string('x', RunMail.MaxErrorLength - 1)));
    }

    private static Duration Refused(RunMail mail)
    {
        mail.Take("a process", _now, _minute, maxAttempts: 100);
        mail.Refused("451 later", maxAttempts: 100, _minute, _now);
        return mail.NextAttemptAt!.Value - _now;
    }

    private static RunMail Mail(Run run, string recipient) => RunMail.Of(run, new Recipient(recipient, null), "sender.example", _now);

    private static Run ARun() => A.QueuedRun();
}
