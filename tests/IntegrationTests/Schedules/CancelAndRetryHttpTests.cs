using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Schedules;

/// <summary>POST /api/v1/runs/{id}/cancel and /retry.</summary>
public sealed class CancelAndRetryHttpTests : HttpFixture
{
    private string _project = null!;

    [SetUp]
    public async Task NewScan()
    {
        Browser.During = _ => Task.CompletedTask;
        _project = await NewProject();
    }

    [Test]
    public async Task A_cancelled_run_says_so_on_both_surfaces()
    {
        var run = await Start();

        var (status, cancelled) = await Key.Send("POST", $"/api/v1/runs/{run}/cancel");

        Assert.That((status, Members(cancelled)), Is.EqualTo((200, LedgerHttpTests.RunMembers)));
        Assert.That((cancelled.Text("status"), cancelled.Text("reason")[..13], cancelled.Text("reasonCode")), Is.EqualTo(("cancelled", "cancelled by ", "cancelled")));
        Assert.That((await Key.Get($"/api/v1/runs/{run}")).ToJsonString(), Is.EqualTo(cancelled!.ToJsonString()));
        Assert.That((await Key.Get($"{_project}/tracker-scans/{run}")).Text("status"), Is.EqualTo("stopped"));
        await Work();
        Assert.That((await Key.Get($"/api/v1/runs/{run}")).Text("status"), Is.EqualTo("cancelled"));
    }

    [Test]
    public async Task A_retry_is_a_run_of_its_own_that_names_the_first()
    {
        var first = await Start();
        await Key.Send("POST", $"/api/v1/runs/{first}/cancel");

        var (status, retry) = await Key.Send("POST", $"/api/v1/runs/{first}/retry");

        Assert.That((status, retry.Text("trigger"), retry.Text("retryOf"), retry!["dueAt"]), Is.EqualTo((202, "retry", first, (JsonNode?)null)));
        Assert.That(retry["requestedBy"], Is.Not.Null);
        await Work();
        Assert.That((await Key.Get($"/api/v1/runs/{retry.Text("id")}")).Text("status"), Is.EqualTo("succeeded"));
        Assert.That((await Key.Get($"/api/v1/runs/{first}")).Text("status"), Is.EqualTo("cancelled"), "the first stands as it was");
        Assert.That((await Key.Get($"{_project}/tracker-scans/{retry.Text("id")}")).Text("scanType"), Is.EqualTo("manual"));
    }

    [Test]
    public async Task What_failed_or_was_missed_or_skipped_is_retried_too()
    {
        var scan = $"{_project}/tracker-scan-schedule";
        await MoveTo("2026-01-10T00:00:00Z");
        await Key.Send("PATCH", scan, """{"scheduledScanEnabled":true,"scanPeriod":"daily","scheduledHour":9}""");
        await MoveTo("2026-01-11T09:00:00Z");
        await Dispatch();
        await MoveTo("2026-01-12T09:00:00Z");
        await Dispatch();
        await Work();

        foreach (var status in new[] { "missed", "skipped" })
        {
            var run = (await Key.Get($"/api/v1/runs?targetId={IdOf(_project)}&status={status}"))["items"]![0].Text("id");
            Assert.That((await Key.Send("POST", $"/api/v1/runs/{run}/retry")).Status, Is.EqualTo(202), status);
            await Work();
        }
    }

    [Test]
    public async Task What_is_not_to_be_cancelled_or_retried_is_a_conflict()
    {
        var run = await Start();
        await AssertConflict($"runs/{run}/retry", "The run is queued.");
        await Work();
        await AssertConflict($"runs/{run}/retry", "The run is succeeded.");
        await AssertConflict($"runs/{run}/cancel", "The run has ended: it is succeeded.");
        var second = await Start();
        await Key.Send("POST", $"/api/v1/runs/{second}/cancel");
        await AssertConflict($"runs/{second}/cancel", "The run has ended: it is cancelled.");
        await Start();
        await AssertConflict($"runs/{second}/retry", "A run of this schedule is queued or going.");
    }

    [Test]
    public async Task A_run_whose_schedule_is_gone_is_not_retried()
    {
        var policy = await NewPolicy();
        await Token.Send("PUT", $"/v3/sod-policies/{policy}/schedule", """{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]}}}""");
        var schedule = (await Key.Get($"/api/v1/schedules?targetId={policy}"))["items"]![0].Text("id");
        var (_, run) = await Key.Send("POST", $"/api/v1/schedules/{schedule}/runs");
        await Key.Send("POST", $"/api/v1/runs/{run.Text("id")}/cancel");
        await Token.Send("DELETE", $"/v3/sod-policies/{policy}/schedule");

        await AssertConflict($"runs/{run.Text("id")}/retry", "The run's schedule is gone");
    }

    [TestCase("cancel")]
    [TestCase("retry")]
    public async Task Another_organizations_run_is_none_and_a_narrow_token_will_not_do(string what)
    {
        var run = await Start();
        using var other = Server.WithKey(await Server.NewTenant("Other"));
        using var narrow = await Server.WithToken(scope: "idn:sod-policy:read");
        using var nobody = Server.Anonymous();
        Assert.That((await other.Send("POST", $"/api/v1/runs/{run}/{what}")).Status, Is.EqualTo(404));
        Assert.That((await narrow.Send("POST", $"/api/v1/runs/{run}/{what}")).Status, Is.EqualTo(403));
        Assert.That((await nobody.Send("POST", $"/api/v1/runs/{run}/{what}")).Status, Is.EqualTo(401));
        Assert.That((await Key.Get($"/api/v1/runs/{run}")).Text("status"), Is.EqualTo("queued"));
        await Work();
    }

    private async Task AssertConflict(string path, string detail)
    {
        var (status, problem) = await Key.Send("POST", $"/api/v1/{path}");
        Assert.That((status, problem.Text("title")), Is.EqualTo((409, "Conflict")));
        Assert.That(problem.Text("detail"), Does.StartWith(detail));
    }

    private async Task<string> Start()
    {
        var (status, scan) = await Key.Send("POST", $"{_project}/tracker-scans");
        Assert.That(status, Is.EqualTo(202));
        return scan.Text("taskArn");
    }
}
