using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Schedules;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>What a scan found, over HTTP.</summary>
public sealed class ScanReportHttpTests : HttpFixture
{
    [TearDown]
    public void FindAgain() => Browser.FindsNothing = false;

    [Test]
    public async Task A_scan_tells_what_it_found_how_it_judges_and_what_it_saw()
    {
        var (project, scan) = await Scanned();

        var report = await Key.Get(scan);
        var found = report["findings"]!.AsArray().Single()!;
        Assert.That(
            $"{found.Text("type")} {found.Text("domain")} {found.Text("name")} {found.Text("matchType")} {found.Text("category")} {found.Text("decidedBy")} {found["suggestion"].Text("source")}",
            Is.EqualTo("cookie shop.example _ga global analytics catalogue open-cookie-database"));
        Assert.That((await Key.Get($"{project}/trackers"))["items"]![0].Text("id"), Is.EqualTo(found.Text("trackerId")));
        Assert.That(report["verdicts"]!["preConsentClean"].Text("verdict"), Is.EqualTo("no"));
        Assert.That(report["verdicts"]!["rejectHonoured"].Text("verdict"), Is.EqualTo("inconclusive"));
        Assert.That((report["coverage"].Text("depth"), report["coverage"]!["planned"]!.GetValue<int>(), report["coverage"]!["complete"]!.GetValue<bool>()), Is.EqualTo(("quick", 1, true)));
        Assert.That((report["changes"], report["screenshots"]!.AsArray().Count), Is.EqualTo(((JsonNode?)null, 0)));
    }

    [Test]
    public async Task A_later_scan_tells_what_is_gone_and_obeys_decisions_and_rules()
    {
        var (project, first) = await Scanned();
        var id = (await Key.Get($"{project}/trackers"))["items"]![0].Text("id");
        await Key.Send("PATCH", $"{project}/trackers/{id}", """{"category":"strictly_necessary","reason":"we measure for ourselves"}""");

        var decided = await Key.Get(await Scan(project));
        Assert.That((Counts(decided), decided["findings"]![0].Text("decidedBy")), Is.EqualTo(("1 0 1 0 strictly_necessary", "project")));
        Assert.That(decided["changes"].Text("comparedWith"), Is.EqualTo(first.Split('/')[^1]));
        Assert.That(decided["verdicts"]!["preConsentClean"].Text("verdict"), Is.EqualTo("yes"));

        await Key.Send("PUT", $"{project}/tracker-rules", """{"items":[{"category":"limit_pii_use","name":"_g*"}]}""");
        var ruled = await Key.Get(await Scan(project));
        Assert.That((Counts(ruled), ruled["findings"]![0].Text("decidedBy")), Is.EqualTo(("1 0 1 0 limit_pii_use", "rule")));
        Assert.That((await Key.Get($"{project}/trackers/{id}")).Text("category"), Is.EqualTo("strictly_necessary"), "the tracker's own");

        Browser.FindsNothing = true;
        var gone = await Key.Get(await Scan(project));
        Assert.That(gone["changes"]!["gone"]!.AsArray().Single().Text("name"), Is.EqualTo("_ga"));
        Assert.That(gone["verdicts"]!["preConsentClean"].Text("verdict"), Is.EqualTo("yes"));
    }

    [TestCase("json", "application/json; charset=utf-8", "\"findings\": [")]
    [TestCase("csv", "text/csv; charset=utf-8", "cookie,shop.example,_ga,analytics,catalogue,analytics,medium,open-cookie-database,Google Analytics,global,true,baseline,1")]
    [TestCase("har", "application/json; charset=utf-8", "\"version\": \"1.2\"")]
    public async Task A_scan_is_a_file(string format, string type, string holds)
    {
        var (_, scan) = await Scanned();
        using var file = await Key.Raw("GET", $"{scan}/export?format={format}");

        Assert.That((file.Content.Headers.ContentType!.ToString(), file.Content.Headers.ContentDisposition!.FileName), Is.EqualTo((type, $"tracker-scan-{scan.Split('/')[^1]}.{format}")));
        Assert.That(await file.Content.ReadAsStringAsync(), Does.Contain(holds));
        Assert.That(file.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
    }

    [Test]
    public async Task A_file_of_another_format_and_one_of_a_scan_without_a_report_are_refused()
    {
        var (project, scan) = await Scanned();
        var (_, queued) = await Key.Send("POST", $"{project}/tracker-scans");

        Assert.That((await Key.Send("GET", $"{scan}/export?format=pdf")).Status, Is.EqualTo(422));
        Assert.That((await Key.Send("GET", $"{scan}/export")).Status, Is.EqualTo(422));
        Assert.That((await Key.Send("GET", $"{project}/tracker-scans/{queued.Text("taskArn")}/export?format=csv")).Status, Is.EqualTo(404));
        Assert.That((await Key.Send("GET", $"{scan}/screenshots/0")).Status, Is.EqualTo(404));
        await Work();
    }

    [Test]
    public async Task A_picture_is_shown_as_what_it_is()
    {
        var (_, scan) = await Scanned();
        await Server.Database(async db =>
        {
            db.Screenshots.Add(new(Guid.Parse(scan.Split('/')[^1]), 0, [0x89, 0x50, 0x4E, 0x47]));
            return await db.SaveChangesAsync();
        });

        Assert.That((await Key.Get(scan))["screenshots"]!.ToJsonString(), Is.EqualTo("[0]"));
        using var picture = await Key.Raw("GET", $"{scan}/screenshots/0");
        Assert.That((picture.Content.Headers.ContentType!.MediaType, (await picture.Content.ReadAsByteArrayAsync()).Length), Is.EqualTo(("image/png", 4)));
    }

    [Test]
    public async Task Old_reports_go_with_their_runs_and_the_last_complete_one_stays_to_be_compared_with()
    {
        var (project, first) = await Scanned();
        var second = await Scan(project);
        await Key.Send("PUT", "/api/v1/retention", """{"days":30}""");
        Server.Clock.Advance(Duration.FromDays(40));
        await Mediate(new DeleteOldRuns());

        Assert.That((await Key.Send("GET", first)).Status, Is.EqualTo(404));
        Assert.That((await Key.Get(second))["findings"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(await Reports(project), Is.EqualTo((1, 1)));
        await Key.Send("DELETE", "/api/v1/retention");
    }

    [Test]
    public async Task With_its_project_goes_all_that_was_found()
    {
        var (project, _) = await Scanned();
        var id = Guid.Parse(IdOf(project));
        await Server.Database(db => db.Projects.Where(p => p.Id == id).ExecuteDeleteAsync());

        Assert.That(await Reports(project), Is.EqualTo((0, 0)));
        Assert.That(await Server.Database(db => db.Trackers.CountAsync(tracker => tracker.ProjectId == id)), Is.Zero);
    }

    private static string Counts(JsonNode scan)
    {
        var results = scan["results"]!;
        var categories = results["categories"]!.AsObject().Where(count => count.Value!.GetValue<int>() > 0).Select(count => count.Key);
        return $"{results["total"]} {results["new"]} {results["project"]} {results["global"]} {string.Join(' ', categories)}";
    }

    private Task<(int Reports, int Evidence)> Reports(string project) => Server.Database(async db =>
    {
        var id = Guid.Parse(IdOf(project));
        var reports = await db.ScanReports.Where(report => report.ProjectId == id).Select(report => report.RunId).ToListAsync();
        return (reports.Count, await db.ScanEvidence.CountAsync(evidence => reports.Contains(evidence.RunId)));
    });

    private async Task<(string Project, string Scan)> Scanned()
    {
        var project = await NewProject();
        return (project, await Scan(project));
    }

    private async Task<string> Scan(string project)
    {
        Server.Clock.Advance(Duration.FromMinutes(1));
        var (status, scan) = await Key.Send("POST", $"{project}/tracker-scans");
        Assert.That(status, Is.EqualTo(202));
        await Work();
        return $"{project}/tracker-scans/{scan.Text("taskArn")}";
    }
}
