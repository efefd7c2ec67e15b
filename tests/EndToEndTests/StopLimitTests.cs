using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Npgsql;
using Schedules.EndToEndTests.Reliability;
using Schedules.EndToEndTests.Trackers;
using Schedules.Testing;

namespace Schedules.EndToEndTests;

/// <summary>Stops with work that does not end by itself: the process ends all the same, and the next one finishes what was going, once.</summary>
public sealed class StopLimitTests : ServerTest
{
    private Shop _shop = null!;

    [SetUp]
    public async Task OpenShop()
    {
        _shop = await Shop.Open();
        Server.Settings["Shutdown__Timeout"] = "00:00:02";
    }

    [TearDown]
    public async Task CloseShop() => await _shop.DisposeAsync();

    [Test]
    public async Task A_check_that_does_not_listen_is_handed_over_within_the_limit_as_the_same_attempt()
    {
        var tenant = await ScanGoing();
        using var request = await UnfinishedRequest();
        // The browser and its driver stand still: neither the page nor the request to close it is ever answered.
        var deaf = ProcessTree.Under(Server.ProcessId!.Value).ToList();
        deaf.ForEach(process => process.Send(Signal.Stop));

        var exitCode = await Server.Stop();
        deaf.ForEach(process => process.Kill());
        var ended = await FinishedByTheNext(tenant);

        Assert.That(exitCode, Is.Zero);
        Assert.That(deaf, Is.Not.Empty, "the scan had a browser");
        Assert.That(((int)ended["attempt"]!, ended["reason"]), Is.EqualTo((1, (JsonNode?)null)), $"{ended}");
    }

    [Test]
    public async Task A_database_that_gives_no_answer_does_not_hold_up_the_end_and_the_run_is_made_again()
    {
        var database = new NpgsqlConnectionStringBuilder(await Postgres.CreateDatabase());
        await using var network = new FaultyNetwork(database.Port);
        Server.UsePostgreSql(new NpgsqlConnectionStringBuilder($"{database}") { Port = network.Port }.ConnectionString);
        Assert.That((await Server.Run("migrate")).ExitCode, Is.Zero);
        var tenant = await ScanGoing();

        network.Hold();
        var exitCode = await Server.Stop();
        network.Heal();
        var ended = await FinishedByTheNext(tenant);

        Assert.That(exitCode, Is.Zero);
        Assert.That((int)ended["attempt"]!, Is.EqualTo(2), $"{ended}");
        Assert.That(ended.Text("reason"), Does.StartWith("lost"));
    }

    // The site holds its answer back, so the scan is surely going.
    private async Task<Tenant> ScanGoing()
    {
        _shop.LeadTo(Server);
        _shop.Hold();
        var tenant = await Server.CreateTenant();
        await Server.Start("2026-05-04T07:00:00Z");
        await tenant.Privacy("POST", $"projects/{await tenant.AddShop()}/tracker-scans");
        await Poll.Until("the scan to ask for the page", () => _shop.Asked.IsCompleted, asked => asked);
        return tenant;
    }

    /// <summary>A request of which the server waits for the rest.</summary>
    private async Task<TcpClient> UnfinishedRequest()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(Server.Address).Port);
        await client.GetStream().WriteAsync("POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\ngrant"u8.ToArray());
        return client;
    }

    private async Task<JsonNode> FinishedByTheNext(Tenant tenant)
    {
        _shop.LetGo();
        await Server.Start("2026-05-04T07:05:00Z");
        var ended = (await tenant.UntilEnded(1)).Single()!;
        Assert.That(ended.Text("status"), Is.EqualTo("succeeded"), $"{ended}");
        Assert.That(JsonNode.DeepEquals(ended["result"]!["results"], Shop.FirstResults), "the first scan that was recorded");
        return ended;
    }
}
