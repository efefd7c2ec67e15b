using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>Deleting a project, over HTTP.</summary>
public sealed class ProjectDeletionTests : HttpFixture
{
    private string _project = null!;

    [SetUp]
    public async Task MakeProject()
    {
        Browser.During = _ => Task.CompletedTask;
        _project = await NewProject();
    }

    [Test]
    public async Task A_deleted_project_takes_all_along_but_its_runs_which_the_ledger_keeps()
    {
        await Key.Send("PATCH", $"{_project}/tracker-scan-schedule", """{"scheduledScanEnabled":true,"scanPeriod":"daily","scheduledHour":9}""");
        await Key.Send("PUT", $"{_project}/tracker-rules", """{"items":[{"category":"ignored","name":"x"}]}""");
        var scan = await Scan();
        await Server.Database(async db =>
        {
            db.Screenshots.Add(new(Guid.Parse(scan), 0, [0xFF, 0xD8]));
            return await db.SaveChangesAsync();
        });
        var schedule = (await Key.Get($"/api/v1/schedules?targetId={IdOf(_project)}"))["items"]![0].Text("id");
        Assert.That(await Kept(scan), Is.EqualTo((1, 1, 1, 1)));

        Assert.That((await Key.Send("DELETE", _project)).Status, Is.EqualTo(204));

        Assert.That(await Kept(scan), Is.EqualTo((0, 0, 0, 0)));
        Assert.That(await Row(IdOf(_project)), Is.EqualTo("none"));
        var run = (await Key.Get($"/api/v1/runs?targetId={IdOf(_project)}"))["items"]!.AsArray().Single();
        Assert.That((run.Text("status"), run!["result"]!["domainsCount"]!.GetValue<int>(), run["target"]!["name"]), Is.EqualTo(("succeeded", 1, (JsonNode?)null)));
        Assert.That((await Key.Get($"/api/v1/schedules/{schedule}/explanation?at=2026-01-02T09:00:00Z")).ToJsonString(), Does.Contain("deleted"));
    }

    [Test]
    public async Task What_was_the_projects_is_not_found_any_more_and_nothing_new_is_made_there()
    {
        var scan = await Scan();
        var tracker = (await Key.Get($"{_project}/trackers"))["items"]![0].Text("id");
        var (_, gone) = await Key.Send("DELETE", $"{Organization}/projects/{Guid.NewGuid()}");
        await Key.Send("DELETE", _project);

        foreach (var (method, path, body) in new[]
        {
            ("DELETE", "", null), ("GET", "", null), ("PATCH", "", "{}"), ("GET", "/domains", null), ("POST", "/domains", """{"name":"a.example"}"""),
            ("GET", "/trackers", null), ("GET", $"/trackers/{tracker}", null), ("GET", "/tracker-rules", null), ("GET", "/tracker-scan-schedule", null),
            ("PATCH", "/tracker-scan-schedule", """{"scheduledHour":1}"""), ("GET", "/tracker-scan-history", null), ("POST", "/tracker-scans", null),
            ("GET", $"/tracker-scans/{scan}", null), ("GET", $"/tracker-scans/{scan}/export?format=json", null), ("GET", $"/tracker-scans/{scan}/screenshots/0", null),
        })
        {
            var (status, error) = await Key.Send(method, _project + path, body);
            Assert.That((status, Members(error)), Is.EqualTo((404, Members(gone))), $"{method} {path}");
        }

        Assert.That((await Key.Get($"{Organization}/projects?limit=1000"))["items"]!.AsArray().Any(project => project.Text("id") == IdOf(_project)), Is.False);
    }

    [Test]
    public async Task Another_organizations_project_is_not_deleted()
    {
        var other = await Server.NewTenant("Other");
        using var key = Server.WithKey(other);
        using var nobody = Server.Anonymous();

        Assert.That((await key.Send("DELETE", _project)).Status, Is.EqualTo(403));
        Assert.That((await key.Send("DELETE", $"/organizations/{other.OrganizationId}/projects/{IdOf(_project)}")).Status, Is.EqualTo(404));
        Assert.That((await nobody.Send("DELETE", _project)).Status, Is.EqualTo(401));
        Assert.That((await Key.Send("DELETE", $"{Organization}/projects/nonsense")).Status, Is.EqualTo(400));
        Assert.That((await Key.Send("GET", _project)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_scan_that_waits_is_cancelled_and_so_is_one_that_was_due_and_not_begun()
    {
        await MoveTo("2026-02-01T00:00:00Z");
        await Key.Send("PATCH", $"{_project}/tracker-scan-schedule", """{"scheduledScanEnabled":true,"scanPeriod":"daily","scheduledHour":9}""");
        var visits = Browser.Visits;
        await MoveTo("2026-02-01T09:00:00Z");

        await Key.Send("DELETE", _project);
        await Work();

        var run = (await Key.Get($"/api/v1/runs?targetId={IdOf(_project)}"))["items"]!.AsArray().Single();
        Assert.That((run.Text("status"), run.Text("dueAt"), Browser.Visits), Is.EqualTo(("cancelled", "2026-02-01T09:00:00.000Z", visits)));
    }

    [Test]
    public async Task A_scan_that_is_going_is_told_to_stop_and_leaves_nothing()
    {
        var wasTold = false;
        Browser.During = async cancelled =>
        {
            Assert.That((await Key.Send("DELETE", _project)).Status, Is.EqualTo(204));
            wasTold = cancelled.IsCancellationRequested;
        };

        var scan = await Scan();

        var run = await Key.Get($"/api/v1/runs/{scan}");
        Assert.That((wasTold, run.Text("status"), run["result"]), Is.EqualTo((true, "cancelled", (JsonNode?)null)));
        Assert.That(await Kept(scan), Is.EqualTo((0, 0, 0, 0)));
    }

    [Test]
    public async Task No_schedule_is_made_for_a_project_that_is_deleted_at_the_same_moment()
    {
        for (var i = 0; i < 10; i++)
        {
            var project = await NewProject();
            var deleted = Key.Send("DELETE", project);
            var made = i % 2 == 0
                ? Key.Send("PATCH", $"{project}/tracker-scan-schedule", """{"scheduledScanEnabled":true,"scanPeriod":"daily","scheduledHour":9}""")
                : Key.Send("POST", $"{project}/tracker-scans");
            var statuses = ((await deleted).Status, (await made).Status);
            Assert.That((await Row(IdOf(project))) == "none", Is.EqualTo(statuses.Item1 == 204), $"{statuses}");
        }

        await Work();
    }

    private async Task<string> Scan()
    {
        Server.Clock.Advance(Duration.FromMinutes(1));
        var scan = (await Key.Send("POST", $"{_project}/tracker-scans")).Body.Text("taskArn");
        await Work();
        return scan;
    }

    private Task<(int Trackers, int Reports, int Evidence, int Pictures)> Kept(string scan) => Server.Database(async db =>
    {
        var (project, run) = (Guid.Parse(IdOf(_project)), Guid.Parse(scan));
        return (
            await db.Trackers.CountAsync(tracker => tracker.ProjectId == project), await db.ScanReports.CountAsync(report => report.ProjectId == project),
            await db.ScanEvidence.CountAsync(evidence => evidence.RunId == run), await db.Screenshots.CountAsync(picture => picture.RunId == run));
    });
}
