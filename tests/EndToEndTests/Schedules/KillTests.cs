using System.Text.Json.Nodes;
using Schedules.EndToEndTests.Trackers;
using Schedules.Testing;

namespace Schedules.EndToEndTests.Schedules;

/// <summary>The program killed with SIGKILL, or stopped, and started again on the same data: the ledger holds each occurrence once, and says what happened.</summary>
public sealed class KillTests : ServerTest
{
    [Test]
    public async Task Killed_during_a_scan_the_occurrence_is_finished_by_a_second_attempt_and_no_browser_stays_behind()
    {
        await using var shop = await Shop.Open();
        var tenant = await ScanGoing(shop);

        var orphans = await Server.Kill();
        shop.LetGo();
        await Server.Start("2026-05-04T07:01:00Z");
        var ended = (await tenant.UntilEnded(1)).Single();

        AssertRun(ended, "scheduled", "succeeded", "2026-05-04T07:00:00Z", attempt: 2);
        Assert.That(ended.Text("reason"), Does.StartWith("lost"));
        Assert.That(JsonNode.DeepEquals(ended!["result"]!["results"], Shop.FirstResults), $"{ended["result"]}");
        Assert.That(orphans.Select(orphan => orphan.Name), Has.Some.Contains("headless").Or.Some.Contains("chrom"), "the scan had a browser");
        await Poll.Until("the end of the killed server's browser", () => Living(orphans), living => living.Length == 0);
    }

    [Test]
    public async Task Stopped_during_a_scan_the_same_attempt_begins_again_at_the_next_start()
    {
        await using var shop = await Shop.Open();
        var tenant = await ScanGoing(shop);

        await Server.Stop();
        shop.LetGo();
        await Server.Start("2026-05-04T07:01:00Z");
        var ended = (await tenant.UntilEnded(1)).Single();

        AssertRun(ended, "scheduled", "succeeded", "2026-05-04T07:00:00Z", attempt: 1);
        Assert.That(ended!["reason"], Is.Null);
        Assert.That(JsonNode.DeepEquals(ended["result"]!["results"], Shop.FirstResults), $"{ended["result"]}");
    }

    [Test]
    public async Task Killed_before_the_hour_and_started_after_it_the_occurrence_runs_once_and_says_that_it_is_late()
    {
        var (tenant, policy) = await KilledWithDailyPolicy("2026-05-04T06:00:00Z");

        await Server.Start("2026-05-04T09:00:00Z");
        var run = (await tenant.UntilEnded(1)).Single();

        AssertRun(run, "catchUp", "succeeded", "2026-05-04T07:00:00Z", attempt: 1);
        Assert.That(run.Text("reason"), Is.EqualTo("late: 2 h 0 min after it was due"));
        Assert.That(run!["target"].Text("id"), Is.EqualTo(policy));
    }

    [Test]
    public async Task Down_for_two_days_the_newest_occurrence_runs_and_the_older_ones_are_recorded_as_missed()
    {
        var (tenant, _) = await KilledWithDailyPolicy("2026-05-04T06:00:00Z");

        await Server.Start("2026-05-06T09:00:00Z");
        var runs = (await tenant.UntilEnded(3)).OrderBy(run => run.Moment("dueAt")).ToList();

        Assert.That(runs, Has.Count.EqualTo(3));
        AssertRun(runs[0], "scheduled", "missed", "2026-05-04T07:00:00Z", attempt: 1);
        AssertRun(runs[1], "scheduled", "missed", "2026-05-05T07:00:00Z", attempt: 1);
        AssertRun(runs[2], "catchUp", "succeeded", "2026-05-06T07:00:00Z", attempt: 1);
        Assert.That(runs.Take(2).Select(run => run.Text("reason")), Has.All.StartsWith("downtime: "));
        Assert.That(runs[2].Text("reason"), Does.StartWith("late: 2 h 0 min"));
    }

    [Test]
    public async Task Killed_after_a_run_and_started_again_nothing_runs_twice()
    {
        var (tenant, policy) = await KilledWithDailyPolicy("2026-05-04T06:00:00Z");
        await Server.Start("2026-05-04T07:00:05Z");
        var before = (await tenant.UntilEnded(1)).Single();
        await Server.Kill();

        await Server.Start("2026-05-05T07:00:05Z");
        var after = (await tenant.UntilEnded(2)).OrderBy(run => run.Moment("dueAt")).ToList();

        Assert.That(JsonNode.DeepEquals(after[0], before), $"{before} became {after[0]}");
        Assert.That(after, Has.Count.EqualTo(2));
        AssertRun(after[1], "scheduled", "succeeded", "2026-05-05T07:00:00Z", attempt: 1);
        Assert.That(after[1]!["target"].Text("id"), Is.EqualTo(policy));
    }

    // The site holds its answer back, so the scan is surely going.
    private async Task<Tenant> ScanGoing(Shop shop)
    {
        shop.LeadTo(Server);
        shop.Hold();
        Server.Settings["Runs__Lease"] = "00:00:10";
        var tenant = await Server.CreateTenant();
        await Server.Start("2026-05-04T06:00:00Z");
        var project = await tenant.AddShop();
        await tenant.ScanDaily(project, hour: 7);
        await Server.Stop();
        await Server.Start("2026-05-04T06:59:57Z");
        await Poll.Until("a running scan", () => tenant.RunsOf(project), runs => runs is [var run] && run.Text("status") == "running");
        await Poll.Until("the scan to ask for the page", () => shop.Asked.IsCompleted, asked => asked);
        return tenant;
    }

    private async Task<(Tenant Tenant, string PolicyId)> KilledWithDailyPolicy(string clock)
    {
        var tenant = await Server.CreateTenant();
        await Server.Start(clock);
        var policy = await tenant.AddPolicy();
        await tenant.EvaluateDaily(policy, hour: 7, "UTC");
        await Server.Kill();
        return (tenant, policy);
    }

    private static void AssertRun(JsonNode? run, string trigger, string status, string due, int attempt)
    {
        Assert.That(run.Text("status"), Is.EqualTo(status), $"{run}");
        Assert.That(run.Text("trigger"), Is.EqualTo(trigger));
        Assert.That(run.Moment("dueAt"), Is.EqualTo(Setup.Utc(due)));
        Assert.That((int)run!["attempt"]!, Is.EqualTo(attempt));
    }

    private static string[] Living(IEnumerable<ProcessTree> processes) =>
        [.. processes.Where(process => process.IsAlive).Select(process => $"{process.Id} {process.Name}")];
}
