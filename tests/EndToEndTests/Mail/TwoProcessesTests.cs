using Schedules.Testing;

namespace Schedules.EndToEndTests.Mail;

/// <summary>Two processes on one database: they share the mails, and none is sent twice.</summary>
public sealed class TwoProcessesTests
{
    private const int Recipients = 120;

    [Test]
    public async Task Two_processes_share_the_mails_of_a_run_and_send_none_twice()
    {
        await using var mail = await SmtpServer.Start(new SmtpSettings(Encrypts: false, Password: null));
        await using var database = await PostgresServer.Start(PostgresServer.Fast);
        await using PublishedServer one = new(), other = new();
        var connection = await database.CreateDatabase();
        Prepare(one, connection, mail);
        Prepare(other, connection, mail);
        Assert.That((await one.Run("migrate")).ExitCode, Is.Zero);
        var tenant = await one.CreateTenant();
        await Task.WhenAll(one.Start(), other.Start());

        var run = await Run(tenant);
        var mails = (await Poll.Until(
            "the mails", () => tenant.Own("GET", $"runs/{run}"), shown => (int?)shown["mails"]?["sent"] == Recipients))["mails"]!["recipients"]!.AsArray();

        Assert.That(mail.Received.Select(received => received.To), Is.EquivalentTo(Ids.Select(id => $"{id}@people.example")));
        Assert.That(mails.Select(sent => (int)sent!["attempts"]!), Is.All.EqualTo(1));
    }

    private static IReadOnlyList<string> Ids { get; } = [.. Enumerable.Range(0, Recipients).Select(i => $"p{i:D3}")];

    private static void Prepare(PublishedServer server, string connection, SmtpServer mail)
    {
        server.Settings["Database__Provider"] = "PostgreSql";
        server.Settings["ConnectionStrings__Schedules"] = connection;
        server.Settings["Mail__Host"] = SmtpServer.Host;
        server.Settings["Mail__Port"] = $"{mail.Port}";
        server.Settings["Mail__From"] = "schedules@sender.example";
        server.Settings["Mail__StartTls"] = "false";
    }

    /// <summary>A run by hand of a schedule that tells them all.</summary>
    private static async Task<string> Run(Tenant tenant)
    {
        await tenant.AddIdentities();
        var identities = string.Join(',', Ids.Select(id => $$"""{"id":"{{id}}","name":"{{id}}","email":"{{id}}@people.example","entitlements":[]}"""));
        await tenant.Own("PUT", "access/identities", $$"""{"identities":[{{identities}}]}""");
        var policy = await tenant.AddPolicy();
        var recipients = string.Join(',', Ids.Select(id => $$"""{"type":"IDENTITY","id":"{{id}}"}"""));
        await tenant.Governance("PUT", $"sod-policies/{policy}/schedule", $$"""
            {"name":"Once","recipients":[{{recipients}}],
             "schedule":{"type":"CALENDAR","days":{"type":"LIST","values":["2037-01-01"]},"hours":{"type":"LIST","values":["7"]} } }
            """);
        var schedule = (await tenant.Own("GET", "schedules?targetType=SOD_POLICY"))["items"]![0].Text("id");
        return (await tenant.Own("POST", $"schedules/{schedule}/runs")).Text("id");
    }
}
