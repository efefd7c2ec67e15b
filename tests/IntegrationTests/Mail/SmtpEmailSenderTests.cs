using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;
using Schedules.Infrastructure.Mail;
using Schedules.Testing;

namespace Schedules.IntegrationTests.Mail;

/// <summary>The sender against a real server: what goes over the wire, and what is said when it does not.</summary>
public sealed class SmtpEmailSenderTests
{
    private SmtpServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await SmtpServer.Start();

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task A_mail_goes_encrypted_and_logged_in_and_arrives_as_it_was_written()
    {
        await Send(To("ann@people.example"));

        var mail = await Received("ann@people.example");
        Assert.That((mail.IsEncrypted, mail.User, mail.From), Is.EqualTo((true, SmtpServer.UserName, "schedules@sender.example")));
        Assert.That(mail.MessageId, Is.EqualTo("<ann@people.example.1@sender.example>"));
        Assert.That(mail.Raw, Is.EqualTo(System.Text.Encoding.ASCII.GetString(MimeMessage.Write(To("ann@people.example"), Options().Sender!))));
    }

    [TestCase("PLAIN")]
    [TestCase("LOGIN")]
    public async Task It_logs_in_by_the_way_that_the_server_knows(string without)
    {
        await using var server = await SmtpServer.Start(new SmtpSettings(Without: [without]));

        await Sender(Options(server)).Send(To("ann@people.example"), default);

        Assert.That((await Received("ann@people.example", server)).User, Is.EqualTo(SmtpServer.UserName));
    }

    [Test]
    public Task A_wrong_password_is_said_to_be_one_and_stands_nowhere() => AssertRefused(
        Options() with { Password = "wrong horse" }, "ann@people.example", isFinal: false, "535", without: "horse");

    [Test]
    public Task A_certificate_of_an_authority_that_is_not_trusted_is_refused() => AssertRefused(
        Options() with { TrustedCertificates = null }, "ann@people.example", isFinal: false, "certificate is not trusted");

    [Test]
    public Task A_certificate_of_another_name_is_refused() => AssertRefused(
        Options() with { Host = "127.0.0.1" }, "ann@people.example", isFinal: false, "certificate is not trusted");

    [Test]
    public async Task A_server_without_encryption_gets_nothing_where_encryption_is_asked_for()
    {
        await using var server = await SmtpServer.Start(new SmtpSettings(Encrypts: false, Password: null));

        await AssertRefused(Options(server) with { UserName = null, Password = null }, "ann@people.example", isFinal: false, "offers no encryption");
        Assert.That(server.Received, Is.Empty);
    }

    [Test]
    public async Task A_server_without_encryption_gets_it_where_nobody_asks_for_more()
    {
        await using var server = await SmtpServer.Start(new SmtpSettings(Encrypts: false, Password: null));

        await Sender(Options(server) with { UserName = null, Password = null, StartTls = false }).Send(To("ann@people.example"), default);

        Assert.That((await Received("ann@people.example", server)).IsEncrypted, Is.False);
    }

    [TestCase("busy9-ann@people.example", false, "RCPT TO: 451 4.3.2 The mailbox is busy; come back later")]
    [TestCase("unknown-ann@people.example", true, "RCPT TO: 550 5.1.1 There is no such person here")]
    [TestCase("full-ann@people.example", true, "DATA: 552 5.2.2 The mailbox is full")]
    [TestCase("änn@people.example", true, "address: ")]
    public Task What_the_server_says_is_said_and_tells_whether_to_come_back(string address, bool isFinal, string words) =>
        AssertRefused(Options(), address, isFinal, words);

    [Test]
    public Task A_connection_that_ends_before_the_answer_is_to_be_tried_again() =>
        AssertRefused(Options(), "dies-ann@people.example", isFinal: false, "closed");

    [Test]
    public Task A_server_that_does_not_answer_is_not_waited_for_for_ever() =>
        AssertRefused(Options() with { Timeout = TimeSpan.FromMilliseconds(300) }, "holds-ann@people.example", isFinal: false, "timeout");

    [Test]
    public Task A_server_that_is_not_there_is_to_be_tried_again() =>
        AssertRefused(Options() with { Port = LoopbackPort.Free() }, "ann@people.example", isFinal: false, "refused");

    [Test]
    public void Told_to_stop_it_stops_and_the_mail_is_not_sent()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.That(() => Sender(Options()).Send(To("stopped@people.example"), stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static async Task AssertRefused(MailSettings settings, string address, bool isFinal, string words, string without = "nothing like it")
    {
        var refused = await Assert.ThrowsAsync<EmailRefusedException>(() => Sender(settings).Send(To(address), default));
        Assert.That(refused!.Message, Does.Contain(words).And.Not.Contain(without));
        Assert.That(refused.IsFinal, Is.EqualTo(isFinal));
    }

    private Task Send(Email email) => Sender(Options()).Send(email, default);

    private Task<ReceivedMail> Received(string address, SmtpServer? server = null) => (server ?? _server).Until(address);

    private MailSettings Options(SmtpServer? server = null) => new((server ?? _server).Port, (server ?? _server).Authority.Authority);

    private static SmtpEmailSender Sender(MailSettings settings) => new(settings.ToOptions(), new ServerTrust(settings.ToOptions()));

    private static Email To(string address) => new(
        address, "Ann", "Wörds", "Text.\n.\nAfter the dot.", "<p>Text.</p>", $"<{address}.1@sender.example>", Instant.FromUtc(2026, 5, 4, 7, 0), null);

    /// <summary>Options, of which a test changes one.</summary>
    private sealed record MailSettings(int Port, string? TrustedCertificates)
    {
        public string Host { get; init; } = SmtpServer.Host;

        public string? UserName { get; init; } = SmtpServer.UserName;

        public string? Password { get; init; } = SmtpServer.Password;

        public bool StartTls { get; init; } = true;

        public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

        public System.Net.Mail.MailAddress? Sender => ToOptions().Value.Sender;

        public IOptions<MailOptions> ToOptions() => Microsoft.Extensions.Options.Options.Create(new MailOptions
        {
            Host = Host, Port = Port, From = "Schedules <schedules@sender.example>", UserName = UserName, Password = Password, StartTls = StartTls,
            TrustedCertificates = TrustedCertificates, Timeout = Timeout,
        });
    }
}
