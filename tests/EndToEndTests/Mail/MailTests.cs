using System.Text.Json.Nodes;
using Schedules.Testing;

namespace Schedules.EndToEndTests.Mail;

/// <summary>The published program and a real mail server: from what is due to what arrives, also where one of them is killed in between.</summary>
public sealed class MailTests : ServerTest
{
    private SmtpServer _mail = null!;

    [SetUp]
    public async Task StartMail() => _mail = await SmtpServer.Start();

    [TearDown]
    public async Task StopMail() => await _mail.DisposeAsync();

    [Test]
    public async Task What_came_due_is_mailed_once_with_its_report()
    {
        Connect(Server.Settings);
        Server.Settings["Server__PublicUrl"] = "https://s.example/";
        var tenant = await RunNow("ann@people.example");

        var run = await Sent(tenant);

        var mail = _mail.Received.Single();
        Assert.That((mail.To, mail.IsEncrypted, mail.User), Is.EqualTo(("ann@people.example", true, SmtpServer.UserName)));
        Assert.That(mail.Header("Subject"), Is.EqualTo("SOD policy Payables: 2 violations, 2 new"));
        Assert.That(mail.Raw, Does.Contain("filename=\"PolicyReport.zip\"").And.Contain("text/plain").And.Contain("text/html"));
        Assert.That(mail.Raw.Replace("=\r\n", "", StringComparison.Ordinal), Does.Contain($"\n  https://s.example/?run=3D{run.Text("id")}"));
        Assert.That(run["mails"]!["recipients"]![0].Text("messageId"), Is.EqualTo(mail.MessageId));
    }

    [Test]
    public async Task Killed_after_the_server_has_the_mail_and_before_that_is_recorded_it_sends_the_same_again()
    {
        Connect(Server.Settings);
        Server.Settings["Mail__Timeout"] = "00:00:05";
        var tenant = await RunNow("holds-ann@people.example");
        await _mail.Until("holds-ann@people.example");

        await Server.Kill();
        await Server.Start("2026-05-04T06:30:00Z");
        var run = await Sent(tenant);

        Assert.That(_mail.Received, Has.Count.EqualTo(2));
        Assert.That(_mail.Received[1].Raw, Is.EqualTo(_mail.Received[0].Raw));
        Assert.That((int)run["mails"]!["recipients"]![0]!["attempts"]!, Is.EqualTo(2));
    }

    [Test]
    public async Task Killed_after_it_is_recorded_it_sends_nothing_again()
    {
        Connect(Server.Settings);
        var tenant = await RunNow("ann@people.example");
        await Sent(tenant);

        await Server.Kill();
        await Server.Start("2026-05-05T07:00:05Z");
        await Poll.Until("the next day's mail", () => _mail.Received.Count, count => count >= 2);

        Assert.That(_mail.Received.Select(mail => mail.MessageId), Is.Unique);
    }

    [Test]
    public async Task Without_a_mail_server_mails_are_files()
    {
        var tenant = await RunNow("ann@people.example");

        var run = await Sent(tenant);

        var file = Directory.GetFiles(Path.Combine(Server.Folder, "data", "outbox")).Single();
        Assert.That(file, Does.EndWith(".eml"));
        Assert.That(await File.ReadAllTextAsync(file), Does.Contain(run["mails"]!["recipients"]![0].Text("messageId")).And.Contain("ann@people.example"));
    }

    [TestCase("Mail__Host", "localhost", "Mail:From")]
    [TestCase("Mail__Port", "465", "Mail:Port 465")]
    [TestCase("Mail__UserName", "somebody", "Mail:UserName and Mail:Password")]
    [TestCase("Mail__TrustedCertificates", "nowhere.pem", "Mail:TrustedCertificates")]
    [TestCase("Server__PublicUrl", "ftp://schedules.example.com", "Server:PublicUrl")]
    public async Task Settings_that_nobody_can_mean_are_said_at_the_start(string name, string value, string said)
    {
        Server.Settings[name] = value;

        var outcome = await Server.Run("--urls", "http://127.0.0.1:0");

        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Errors, Does.Contain("Not started: ").And.Contain(said));
    }

    private void Connect(Dictionary<string, string> settings)
    {
        settings["Mail__Host"] = SmtpServer.Host;
        settings["Mail__Port"] = $"{_mail.Port}";
        settings["Mail__From"] = "Schedules <schedules@sender.example>";
        settings["Mail__UserName"] = SmtpServer.UserName;
        settings["Mail__Password"] = SmtpServer.Password;
        settings["Mail__TrustedCertificates"] = _mail.Authority.Authority;
    }

    /// <summary>A policy that two violate and whose daily schedule, which is run by hand, tells ann, who has this address.</summary>
    private async Task<Tenant> RunNow(string address)
    {
        var tenant = await Server.CreateTenant();
        await Server.Start("2026-05-04T06:00:00Z");
        await tenant.AddIdentities();
        await tenant.Own("PUT", "access/identities/ann", $$"""
            {"id":"ann","name":"Ann","email":"{{address}}","entitlements":[{"id":"PAY"},{"id":"ORDER"}]}
            """);
        var policy = await tenant.AddPolicy();
        await tenant.Governance("PUT", $"sod-policies/{policy}/schedule", """
            {"name":"Daily","schedule":{"type":"DAILY","hours":{"type":"LIST","values":["7"]}},"recipients":[{"type":"IDENTITY","id":"ann"}]}
            """);
        var schedule = (await tenant.Own("GET", "schedules?targetType=SOD_POLICY"))["items"]![0].Text("id");
        await tenant.Own("POST", $"schedules/{schedule}/runs");
        return tenant;
    }

    /// <summary>Waits until the only run's mails are sent.</summary>
    /// <returns>The run.</returns>
    private static async Task<JsonNode> Sent(Tenant tenant)
    {
        var run = (await tenant.UntilEnded(1)).Single();
        return await Poll.Until(
            "the mails of the run", () => tenant.Own("GET", $"runs/{run.Text("id")}"), shown => (int?)shown["mails"]?["sent"] == 1);
    }
}
