using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>The scans of a project: started, going, ended, listed.</summary>
public sealed class TrackerScanHistoryTests : HttpFixture
{
    private const string Categories =
        "analytics do_not_sell functional global_privacy_control ignored limit_pii_use marketing strictly_necessary unclassified";

    [Test]
    public async Task The_schedule_is_listed_in_the_envelope_as_a_list_of_one()
    {
        var path = await DailyScan(9);
        var history = await Key.Get(HistoryOf(path));
        var schedule = await Key.Get(path);
        Assert.That(history.ToJsonString(), Is.EqualTo($$"""{"offset":0,"count":1,"total":1,"items":[{{schedule.ToJsonString()}}]}"""));
    }

    [TestCase("id={project}", 1)]
    [TestCase("id=497f6eca-6276-4993-bfeb-53cbbbba6f08", 0)]
    [TestCase("id=anything", 0)]
    [TestCase("organizationId={organization}", 1)]
    [TestCase("organizationId=497f6eca-6276-4993-bfeb-53cbbbba6f08", 0)]
    [TestCase("scheduledScanEnabled=true", 1)]
    [TestCase("scheduledScanEnabled=false", 0)]
    [TestCase("scanPeriod=daily", 1)]
    [TestCase("scanPeriod=weekly", 0)]
    [TestCase("scheduledHour=9", 1)]
    [TestCase("scheduledHour=8", 0)]
    [TestCase("scheduledDayOfWeek=0", 1)]
    [TestCase("scheduledDayOfWeek=1", 0)]
    [TestCase("scheduledDayOfMonth=1", 1)]
    [TestCase("scheduledDayOfMonth=2", 0)]
    [TestCase("scheduledScanEnabled=true&scanPeriod=daily&scheduledHour=9&scheduledDayOfWeek=0&scheduledDayOfMonth=1", 1)]
    [TestCase("scheduledScanEnabled=true&scheduledHour=8", 0)]
    [TestCase("sort=id&order=desc&limit=1000", 1)]
    [TestCase("sort=scheduledHour&order=asc&limit=1", 1)]
    [TestCase("unknown=1", 1)]
    public async Task Each_filter_keeps_what_matches(string query, int total)
    {
        var path = await DailyScan(9);
        query = query.Replace("{project}", IdOf(path), StringComparison.Ordinal)
            .Replace("{organization}", $"{Server.Tenant.OrganizationId}", StringComparison.Ordinal);
        var history = await Key.Get($"{HistoryOf(path)}?{query}");
        Assert.That((Int(history, "total"), Int(history, "count"), history["items"]!.AsArray().Count), Is.EqualTo((total, total, total)));
    }

    [Test]
    public async Task A_page_after_the_end_is_empty_and_tells_the_total()
    {
        var history = await Key.Get($"{HistoryOf(await DailyScan(9))}?offset=1");
        Assert.That(history.ToJsonString(), Is.EqualTo("""{"offset":1,"count":0,"total":1,"items":[]}"""));
    }

    [TestCase("limit=0", "limit must be from 1 to 1000.")]
    [TestCase("limit=1001", "limit must be from 1 to 1000.")]
    [TestCase("limit=-1", "limit must be from 1 to 1000.")]
    [TestCase("limit=abc", "limit must be a whole number of at most 32 bits.")]
    [TestCase("limit=0x1", "limit must be a whole number of at most 32 bits.")]
    [TestCase("limit=%2B1", "limit must be a whole number of at most 32 bits.")]
    [TestCase("limit=1&limit=2", "limit must be sent once.")]
    [TestCase("limit=1&LIMIT=1", "limit must be sent once.")]
    [TestCase("id=", "id must be a text, or absent.")]
    [TestCase("scanPeriod=", "scanPeriod must be a text, or absent.")]
    [TestCase("scanPeriod=daily&scanPeriod=weekly", "scanPeriod must be sent once.")]
    [TestCase("scheduledHour=%20", "scheduledHour must be a whole number of at most 32 bits.")]
    [TestCase("scheduledScanEnabled=%20true", "scheduledScanEnabled must be true or false.")]
    [TestCase("limit=4.5", "limit must be a whole number of at most 32 bits.")]
    [TestCase("offset=-1", "offset must be 0 or more.")]
    [TestCase("offset=99999999999", "offset must be a whole number of at most 32 bits.")]
    [TestCase("order=up", "order must be asc or desc.")]
    [TestCase("order=ASC", "order must be asc or desc.")]
    [TestCase("sort=scanHistory", "sort must be one of id, scheduledScanEnabled, scanPeriod, scheduledHour, scheduledDayOfWeek, scheduledDayOfMonth.")]
    [TestCase("scheduledScanEnabled=maybe", "scheduledScanEnabled must be true or false.")]
    [TestCase("scheduledScanEnabled=1", "scheduledScanEnabled must be true or false.")]
    [TestCase("scanPeriod=hourly", "scanPeriod must be one of daily, weekly, monthly, quarterly.")]
    [TestCase("scheduledHour=24", "scheduledHour must be a whole number from 0 to 23.")]
    [TestCase("scheduledHour=nine", "scheduledHour must be a whole number of at most 32 bits.")]
    [TestCase("scheduledDayOfWeek=7", "scheduledDayOfWeek must be a whole number from 0 to 6.")]
    [TestCase("scheduledDayOfMonth=0", "scheduledDayOfMonth must be a whole number from 1 to 31.")]
    [TestCase("organizationId=no-uuid", "organizationId must be a UUID.")]
    public async Task Wrong_values_are_named(string query, string message)
    {
        var (status, error) = await Key.Send("GET", $"{HistoryOf(await DailyScan(9))}?{query}");
        Assert.That((status, error!.ToJsonString()), Is.EqualTo((422, $$"""{"statusCode":422,"error":"Unprocessable Entity","message":"{{message}}"}""")));
    }

    [Test]
    public async Task A_manual_scan_is_accepted_followed_and_completed()
    {
        var project = await NewProject();
        using var started = await Key.Raw("POST", $"{project}/tracker-scans");
        var queued = JsonNode.Parse(await started.Content.ReadAsStringAsync())!;
        Assert.That((int)started.StatusCode, Is.EqualTo(202));
        Assert.That(started.Headers.Location!.ToString(), Does.EndWith($"{project}/tracker-scans/{queued.Text("taskArn")}"));
        Assert.That((queued.Text("status"), queued.Text("scanType"), queued["date"]!.GetValue<long>()), Is.EqualTo(("running", "manual", Now.ToUnixTimeMilliseconds())));
        AssertZeros(queued);

        JsonNode? going = null;
        Browser.During = async _ => going = await Key.Get(started.Headers.Location!.ToString());
        await Work();
        Browser.During = _ => Task.CompletedTask;
        Assert.That((going.Text("status"), going.Text("taskArn")), Is.EqualTo(("running", queued.Text("taskArn"))));
        AssertZeros(going!);

        var done = await Key.Get(started.Headers.Location!.ToString());
        Assert.That((done.Text("status"), done.Text("scanType"), done.Text("taskArn")), Is.EqualTo(("completed", "manual", queued.Text("taskArn"))));
        Assert.That(Int(done, "domainsCount"), Is.EqualTo(1));
        Assert.That(
            done["results"]!.ToJsonString(),
            Does.StartWith("""{"total":1,"new":0,"project":0,"global":1,"categories":{"analytics":1,"""));
        Assert.That(Members(done["results"]!["categories"]), Is.EqualTo(Categories));
        var entry = (await Key.Get($"{project}/tracker-scan-schedule"))["scanHistory"]!.AsArray().Single()!;
        Assert.That(done.ToJsonString(), Does.StartWith(entry.ToJsonString()[..^1]), "the history's members, in its order, and more");
    }

    [Test]
    public async Task A_second_scan_waits_until_the_first_has_ended()
    {
        var project = await NewProject();
        Assert.That((await Key.Send("POST", $"{project}/tracker-scans")).Status, Is.EqualTo(202));
        var (status, error) = await Key.Send("POST", $"{project}/tracker-scans");
        Assert.That((status, error!.Text("error"), Members(error)), Is.EqualTo((409, "Conflict", "error message statusCode")));
        await Work();
        Assert.That((await Key.Send("POST", $"{project}/tracker-scans")).Status, Is.EqualTo(202));
        Assert.That((await Key.Get($"{project}/tracker-scan-schedule"))["scanHistory"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_scan_is_shown_under_its_own_project_only()
    {
        var (_, scan) = await Key.Send("POST", $"{await NewProject()}/tracker-scans");
        var other = await NewProject();
        Assert.That((await Key.Send("GET", $"{other}/tracker-scans/{scan.Text("taskArn")}")).Status, Is.EqualTo(404));
        Assert.That((await Key.Send("GET", $"{other}/tracker-scans/no-uuid")).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task A_scan_that_sees_no_site_has_failed_with_zeros()
    {
        var project = await NewProject();
        var (_, scan) = await Key.Send("POST", $"{project}/tracker-scans");
        Browser.During = _ => throw new Application.Common.BrowserUnavailableException("There is no browser.");
        await Work();
        Browser.During = _ => Task.CompletedTask;
        var failed = await Key.Get($"{project}/tracker-scans/{scan.Text("taskArn")}");
        Assert.That(failed.Text("status"), Is.EqualTo("failed"));
        AssertZeros(failed);
    }

    private static void AssertZeros(JsonNode scan)
    {
        var zeros = string.Join(',', Categories.Split(' ').Select(category => $"\"{category}\":0"));
        Assert.That(Members(scan).Split(' '), Is.SupersetOf("date domainsCount results scanType status taskArn".Split(' ')));
        Assert.That(scan["results"]!.ToJsonString(), Is.EqualTo($$$"""{"total":0,"new":0,"project":0,"global":0,"categories":{{{{zeros}}}}}"""));
        Assert.That(Int(scan, "domainsCount"), Is.Zero);
    }

    private static string HistoryOf(string schedulePath) => schedulePath.Replace("scan-schedule", "scan-history", StringComparison.Ordinal);

    private static int Int(JsonNode node, string member) => node[member]!.GetValue<int>();
}
