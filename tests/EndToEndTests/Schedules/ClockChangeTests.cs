using System.Globalization;
using System.Text.Json.Nodes;
using Schedules.EndToEndTests.Trackers;

namespace Schedules.EndToEndTests.Schedules;

/// <summary>The whole way, on days on which clocks change: set up over HTTP, due, run by the real browser and over real access data, read in the ledger.</summary>
public sealed class ClockChangeTests : ServerTest
{
    private Shop _shop = null!;

    [SetUp]
    public async Task OpenShop() => _shop = await Shop.Open();

    [TearDown]
    public async Task CloseShop() => await _shop.DisposeAsync();

    [TestCase("America/New_York", 2, "2026-03-08T07:00:00Z", "2026-03-09T06:00:00Z", Description = "02:00 is missing: 03:00 EDT")]
    [TestCase("Europe/London", 1, "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z", Description = "01:00 comes twice: 01:00 BST")]
    public async Task What_is_due_on_the_day_of_a_clock_change_runs_once_and_finds_what_is_there(string zone, int hour, string due, string next)
    {
        _shop.LeadTo(Server);
        var tenant = await Server.CreateTenant();
        // Set up long before, so that a slow machine is not late; then the clock goes on ten seconds before the hour.
        await Server.Start(Before(due, TimeSpan.FromHours(1)));
        var (project, policy) = (await tenant.AddShop(), await tenant.AddPolicy());
        await tenant.AddIdentities();
        await tenant.ScanDaily(project, Setup.Utc(due).Hour);
        await tenant.EvaluateDaily(policy, hour, zone);
        await Server.Stop();
        await Server.Start(Before(due, TimeSpan.FromSeconds(10)));

        await tenant.UntilEnded(2);

        await AssertScan(tenant, project, due);
        await AssertEvaluation(tenant, policy, due);
        var schedules = (await tenant.Own("GET", "schedules"))["items"]!.AsArray();
        Assert.That(schedules.Single(schedule => schedule!["target"].Text("id") == policy).Moment("nextDueAt"), Is.EqualTo(Setup.Utc(next)));
        await AssertSecondScanKnowsAll(tenant, project);
        Assert.That(await tenant.Runs(), Has.Count.EqualTo(3), "scheduled scan, evaluation, second scan");
    }

    [Test]
    public async Task An_hour_that_comes_twice_is_due_the_first_time_only()
    {
        var tenant = await Server.CreateTenant();
        await Server.Start("2026-10-24T23:00:00Z");
        var (policy, marker) = (await tenant.AddPolicy(), await tenant.AddPolicy());
        await tenant.EvaluateDaily(policy, hour: 1, "Europe/London");
        await tenant.EvaluateDaily(marker, hour: 1, "UTC");
        await Server.Stop();
        await Server.Start("2026-10-25T00:00:00Z");
        await tenant.UntilEnded(1);
        await Server.Stop();

        await Server.Start("2026-10-25T00:59:55Z");
        await tenant.UntilEnded(2);

        Assert.That((await tenant.RunsOf(policy)).Single().Moment("dueAt"), Is.EqualTo(Setup.Utc("2026-10-25T00:00:00Z")));
        Assert.That((await tenant.RunsOf(marker)).Single().Moment("dueAt"), Is.EqualTo(Setup.Utc("2026-10-25T01:00:00Z")));
    }

    private static async Task AssertScan(Tenant tenant, string project, string due)
    {
        var run = (await tenant.RunsOf(project)).Single();
        AssertRanInTime(run, due, "TRACKER_SCAN", reason: null);
        var result = new JsonObject { ["domainsCount"] = 2, ["results"] = Shop.FirstResults };
        Assert.That(JsonNode.DeepEquals(run!["result"], result), $"expected {result}, not {run["result"]}");

        var scan = (await History(tenant, project)).Single();
        AssertScan(scan, "scheduled", Shop.FirstResults);
        Assert.That(scan.Text("taskArn"), Is.EqualTo(run.Text("id")));
        Assert.That(scan!["date"]!.GetValue<long>(), Is.GreaterThanOrEqualTo(Setup.Utc(due).ToUnixTimeMilliseconds()));
    }

    private static async Task AssertEvaluation(Tenant tenant, string policy, string due)
    {
        var run = (await tenant.RunsOf(policy)).Single();
        AssertRanInTime(run, due, "SOD_POLICY", Moved(due));
        var result = run!["result"]!;
        Assert.That((int)result["violations"]!, Is.EqualTo(2));
        Assert.That((int)result["new"]!, Is.EqualTo(2));
        Assert.That((int)result["resolved"]!, Is.Zero);
        Assert.That(result["sample"]!.AsArray().Select(Words), Is.EqualTo(new[] { "ann (Ann): PAY | ORDER", "dora (Dora): PAY, REFUND | ORDER" }));
    }

    private static async Task AssertSecondScanKnowsAll(Tenant tenant, string project)
    {
        var started = await tenant.Privacy("POST", $"projects/{project}/tracker-scans");
        var scan = await Poll.Until(
            "the end of the second scan",
            () => tenant.Privacy("GET", $"projects/{project}/tracker-scans/{started.Text("taskArn")}"),
            scan => scan.Text("status") != "running");
        AssertScan(scan, "manual", Shop.LaterResults);
        Assert.That((await History(tenant, project)).Select(entry => entry.Text("scanType")), Is.EqualTo(new[] { "manual", "scheduled" }));
    }

    private static string? Moved(string due) =>
        due.StartsWith("2026-03-08", StringComparison.Ordinal) ? "clock change: 02:00 does not exist on 2026-03-08 in America/New_York; due at 03:00 instead" : null;

    private static void AssertRanInTime(JsonNode? run, string due, string type, string? reason)
    {
        Assert.That(run.Text("status"), Is.EqualTo("succeeded"), $"{run}");
        Assert.That(run.Text("trigger"), Is.EqualTo("scheduled"));
        Assert.That(run.Moment("dueAt"), Is.EqualTo(Setup.Utc(due)));
        Assert.That(run.Moment("startedAt"), Is.GreaterThanOrEqualTo(Setup.Utc(due)));
        Assert.That(run!["reason"]?.GetValue<string>(), Is.EqualTo(reason));
        Assert.That((int)run["attempt"]!, Is.EqualTo(1));
        Assert.That(run["target"].Text("type"), Is.EqualTo(type));
    }

    private static void AssertScan(JsonNode? scan, string scanType, JsonNode results)
    {
        Assert.That(scan.Text("status"), Is.EqualTo("completed"), $"{scan}");
        Assert.That(scan.Text("scanType"), Is.EqualTo(scanType));
        Assert.That((int)scan!["domainsCount"]!, Is.EqualTo(2));
        Assert.That(JsonNode.DeepEquals(scan["results"], results), $"expected {results}, not {scan["results"]}");
    }

    private static async Task<JsonArray> History(Tenant tenant, string project) =>
        (await tenant.Privacy("GET", $"projects/{project}/tracker-scan-history"))["items"]!.AsArray().Single()!["scanHistory"]!.AsArray();

    private static string Words(JsonNode? violation) =>
        $"{violation.Text("identityId")} ({violation.Text("name")}): {Ids(violation!["left"])} | {Ids(violation["right"])}";

    private static string Ids(JsonNode? entitlements) => string.Join(", ", entitlements!.AsArray().Select(entitlement => entitlement.Text("id")));

    private static string Before(string moment, TimeSpan span) => (Setup.Utc(moment) - span).ToString("O", CultureInfo.InvariantCulture);
}
