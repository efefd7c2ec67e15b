using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Schedules;

/// <summary>/api/v1: schedules and the ledger, over HTTP.</summary>
public sealed class LedgerHttpTests : HttpFixture
{
    internal const string RunMembers =
        "attempt dueAt finishedAt id reason reasonCode requestedBy result retryOf scheduleId scheduleVersion startedAt status target trigger";

    private readonly List<string> _projects = [];
    private string _policy = null!;
    private Tenant _other = null!;

    /// <summary>Three projects and a policy, all due at 09:00, on three days: twelve runs. The last day's are queued.</summary>
    [OneTimeSetUp]
    public async Task MakeLedger()
    {
        _other = await Server.NewTenant("Other");
        for (var i = 0; i < 3; i++)
            _projects.Add(IdOf(await DailyScan(9)));
        _policy = await NewPolicy();
        await Token.Send("PUT", $"/v3/sod-policies/{_policy}/schedule", """{"name":"Nightly","schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]}}}""");
        foreach (var day in new[] { 1, 2, 3 })
        {
            await MoveTo($"2026-01-0{day}T09:00:00Z");
            await Dispatch();
            if (day < 3)
                await Work();
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    [TestCase(12)]
    public async Task Pages_never_repeat_or_lose_a_run(int limit)
    {
        var ids = (await Items("limit=1000&to=2026-01-04T00:00:00Z")).Select(run => run.Text("id")).ToList();
        Assert.That((ids.Count, ids.Distinct().Count()), Is.EqualTo((12, 12)));
        var paged = new List<string>();
        string? next = "";
        while (next is not null)
        {
            var page = await Key.Get($"/api/v1/runs?to=2026-01-04T00:00:00Z&limit={limit}{(next.Length > 0 ? $"&after={next}" : "")}");
            Assert.That(Members(page), Is.EqualTo("items next"));
            paged.AddRange(page["items"]!.AsArray().Select(run => run.Text("id")));
            next = page["next"]?.GetValue<string>();
        }

        Assert.That(paged, Is.EqualTo(ids));
    }

    [TestCase("status=succeeded", 8)]
    [TestCase("status=queued", 4)]
    [TestCase("status=queued,succeeded", 12)]
    [TestCase("status=missed", 0)]
    [TestCase("targetType=SOD_POLICY", 3)]
    [TestCase("targetType=TRACKER_SCAN&status=queued", 3)]
    [TestCase("targetId={project}", 3)]
    [TestCase("target={project}", 3)]
    [TestCase("target=SOD_POLICY", 3)]
    [TestCase("target=TRACKER_SCAN&status=queued", 3)]
    [TestCase("target=TRACKER_SCAN&targetType=SOD_POLICY", 0)]
    [TestCase("targetId={policy}", 3)]
    [TestCase("targetId=497f6eca-6276-4993-bfeb-53cbbbba6f08", 0)]
    [TestCase("scheduleId=497f6eca-6276-4993-bfeb-53cbbbba6f08", 0)]
    [TestCase("scheduleId={schedule}", 3)]
    [TestCase("scheduleId={schedule}&status=queued", 1)]
    [TestCase("from=2026-01-02T09:00:00Z", 8)]
    [TestCase("from=2026-01-02T09:00:00.001Z", 4)]
    [TestCase("from=2026-01-02T10:00:00%2B01:00", 8)]
    [TestCase("to=2026-01-02T09:00:00Z", 4)]
    [TestCase("to=9999-12-31T23:59:59Z", 12)]
    [TestCase("to=9999-12-31T23:59:59-12:00", 12)]
    [TestCase("from=2026-01-02T00:00:00Z&to=2026-01-03T00:00:00Z", 4)]
    [TestCase("limit=3", 3)]
    public async Task Each_filter_keeps_what_matches(string query, int count)
    {
        query = query.Replace("{project}", _projects[0], StringComparison.Ordinal)
            .Replace("{policy}", _policy, StringComparison.Ordinal)
            .Replace("{schedule}", (await ScheduleOf(_projects[0])).Text("id"), StringComparison.Ordinal);
        Assert.That(await Items(query), Has.Count.EqualTo(count));
    }

    [TestCase("target=TRACKER_SCAN", 3)]
    [TestCase("target=SOD_POLICY", 1)]
    [TestCase("target={project}", 1)]
    [TestCase("status=enabled", 4)]
    [TestCase("status=disabled", 0)]
    [TestCase("status=enabled&enabled=false", 0)]
    [TestCase("from=2026-01-04T09:00:00Z", 4)]
    [TestCase("to=2026-01-04T09:00:00Z", 0)]
    [TestCase("to=9999-12-31T23:59:59Z", 4)]
    [TestCase("from=2026-01-04T00:00:00Z&to=2026-01-05T00:00:00Z&target={policy}", 1)]
    public async Task Schedules_are_filtered_by_target_status_and_what_is_due_next(string query, int count)
    {
        query = query.Replace("{project}", _projects[0], StringComparison.Ordinal).Replace("{policy}", _policy, StringComparison.Ordinal);
        Assert.That((await Key.Get($"/api/v1/schedules?{query}"))["items"]!.AsArray(), Has.Count.EqualTo(count));
    }

    [TestCase("/api/v1/runs?status=done", "status")]
    [TestCase("/api/v1/runs?status=Queued", "status")]
    [TestCase("/api/v1/runs?status=queued,", "status")]
    [TestCase("/api/v1/runs?targetType=PROJECT", "targetType")]
    [TestCase("/api/v1/runs?target=PROJECT", "target")]
    [TestCase("/api/v1/runs?targetId=7", "targetId")]
    [TestCase("/api/v1/runs?scheduleId=7", "scheduleId")]
    [TestCase("/api/v1/runs?from=yesterday", "from")]
    [TestCase("/api/v1/runs?from=2026-01-01", "from")]
    [TestCase("/api/v1/runs?to=2026-01-01T00:00:00", "to")]
    [TestCase("/api/v1/runs?from=9999-12-31T23:59:59Z", "from")]
    [TestCase("/api/v1/runs?status=queued&status=failed", "status")]
    [TestCase("/api/v1/runs?scheduleId=497f6eca62764993bfeb53cbbbba6f08", "scheduleId")]
    [TestCase("/api/v1/runs/497f6eca62764993bfeb53cbbbba6f08", "id")]
    [TestCase("/api/v1/runs?limit=0", "limit")]
    [TestCase("/api/v1/runs?limit=1001", "limit")]
    [TestCase("/api/v1/runs?limit=all", "limit")]
    [TestCase("/api/v1/runs?after=x", "after")]
    [TestCase("/api/v1/runs?after=abcdef", "after")]
    [TestCase("/api/v1/runs?from=0001-01-01T00:00:00%2B18:00", "from")]
    // A cursor of an instant before the year 1, which no database holds.
    [TestCase("/api/v1/runs?after=2d323030303030303030303030303030303030302e3030303030303030303030303030303030303030303030303030303030303031", "after")]
    [TestCase("/api/v1/runs/7", "id")]
    [TestCase("/api/v1/schedules?limit=0", "limit")]
    [TestCase("/api/v1/schedules?enabled=maybe", "enabled")]
    [TestCase("/api/v1/schedules?status=queued", "status")]
    [TestCase("/api/v1/schedules?from=tomorrow", "from")]
    [TestCase("/api/v1/schedules?to=tomorrow", "to")]
    [TestCase("/api/v1/schedules?target=x", "target")]
    [TestCase("/api/v1/schedules?targetType=x", "targetType")]
    [TestCase("/api/v1/schedules?targetId=x", "targetId")]
    [TestCase("/api/v1/schedules?after=0", "after")]
    [TestCase("/api/v1/schedules/7", "id")]
    [TestCase("/api/v1/schedules/7/runs", "id")]
    public async Task A_bad_value_is_a_problem_that_names_the_field(string path, string field)
    {
        using var response = await Key.Raw("GET", path);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.That(((int)response.StatusCode, problem["status"]!.GetValue<int>()), Is.EqualTo((400, 400)));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo(new[] { field }));
    }

    [Test]
    public async Task A_queued_run_has_every_member_and_those_without_a_value_are_null()
    {
        var run = (await Items($"targetId={_projects[0]}&status=queued")).Single();
        Assert.That(Members(run), Is.EqualTo(RunMembers));
        Assert.That((run.Text("trigger"), run.Text("dueAt"), run["attempt"]!.GetValue<int>()), Is.EqualTo(("scheduled", "2026-01-03T09:00:00.000Z", 1)));
        Assert.That(run["target"]!.ToJsonString(), Is.EqualTo($$"""{"type":"TRACKER_SCAN","id":"{{_projects[0]}}","name":"Shop"}"""));
        foreach (var member in new[] { "reason", "startedAt", "finishedAt", "result", "requestedBy" })
            Assert.That(run[member], Is.Null, member);
        Assert.That((await Key.Get($"/api/v1/runs/{run.Text("id")}")).ToJsonString(), Is.EqualTo(run.ToJsonString()));
    }

    [Test]
    public async Task A_result_says_what_was_found()
    {
        var scan = (await Items($"targetId={_projects[0]}&status=succeeded"))[0];
        Assert.That((Members(scan["result"]), Members(scan["result"]!["results"])), Is.EqualTo(("domainsCount results", "categories global new project total")));
        Assert.That(scan.Text("finishedAt"), Is.EqualTo("2026-01-02T09:00:00.000Z"));
        var evaluation = (await Items($"targetId={_policy}&status=succeeded"))[0];
        Assert.That(evaluation["result"]!.ToJsonString(), Is.EqualTo("""{"violations":0,"new":0,"resolved":0,"sample":[],"excepted":0}"""));
    }

    [Test]
    public async Task Schedules_of_both_kinds_are_listed_page_by_page()
    {
        var all = (await Key.Get("/api/v1/schedules"))["items"]!.AsArray();
        Assert.That(all.Count(schedule => schedule!["enabled"]!.GetValue<bool>()), Is.GreaterThanOrEqualTo(4));
        var paged = new List<string>();
        for (JsonNode? page = null; page is null || page["next"] is not null;)
        {
            page = await Key.Get($"/api/v1/schedules?limit=1{(page is null ? "" : $"&after={page.Text("next")}")}");
            paged.AddRange(page["items"]!.AsArray().Select(schedule => schedule.Text("id")));
        }

        Assert.That(paged, Is.EqualTo(all.Select(schedule => schedule.Text("id"))));
        var scan = await ScheduleOf(_projects[0]);
        Assert.That((scan["name"], scan["rule"].Text("scanPeriod"), scan.Text("nextDueAt")), Is.EqualTo(((JsonNode?)null, "daily", "2026-01-04T09:00:00.000Z")));
        Assert.That(scan.AsObject().ContainsKey("name"));
        var nightly = await ScheduleOf(_policy);
        Assert.That((nightly.Text("name"), Members(nightly["rule"])), Is.EqualTo(("Nightly", "hours type")));
    }

    [Test]
    public async Task Another_organization_finds_nothing_here()
    {
        using var other = Server.WithKey(_other);
        var schedule = (await ScheduleOf(_projects[0])).Text("id");
        var run = (await Items("limit=1"))[0].Text("id");
        Assert.That((await other.Get("/api/v1/runs")).ToJsonString(), Is.EqualTo("""{"items":[],"next":null}"""));
        Assert.That((await other.Get("/api/v1/schedules")).ToJsonString(), Is.EqualTo("""{"items":[],"next":null}"""));
        Assert.That((await other.Get($"/api/v1/runs?scheduleId={schedule}")).ToJsonString(), Is.EqualTo("""{"items":[],"next":null}"""));
        foreach (var (method, path) in new[]
        {
            ("GET", $"runs/{run}"), ("GET", $"schedules/{schedule}"), ("GET", $"schedules/{schedule}/runs"), ("POST", $"schedules/{schedule}/runs"),
        })
        {
            var (status, problem) = await other.Send(method, $"/api/v1/{path}");
            Assert.That((status, problem!["status"]!.GetValue<int>(), problem.Text("title")), Is.EqualTo((404, 404, "Not Found")), path);
        }
    }

    [Test]
    public async Task Either_credential_will_do_and_none_will_not()
    {
        using var narrow = await Server.WithToken(scope: "idn:sod-policy:read");
        using var nobody = Server.Anonymous();
        foreach (var path in new[] { "/api/v1/runs", "/api/v1/schedules" })
        {
            Assert.That((await Token.Get(path)).ToJsonString(), Is.EqualTo((await Key.Get(path)).ToJsonString()));
            Assert.That((await nobody.Send("GET", path)).Status, Is.EqualTo(401));
            Assert.That((await narrow.Send("GET", path)).Status, Is.EqualTo(403));
        }
    }

    private async Task<List<JsonNode>> Items(string query) => [.. (await Key.Get($"/api/v1/runs?{query}"))["items"]!.AsArray().Select(run => run!)];

    private async Task<JsonNode> ScheduleOf(string targetId)
    {
        var item = (await Key.Get($"/api/v1/schedules?targetId={targetId}"))["items"]!.AsArray().Single()!;
        var schedule = await Key.Get($"/api/v1/schedules/{item.Text("id")}");
        Assert.That(schedule.ToJsonString(), Is.EqualTo(item.ToJsonString()));
        return schedule;
    }
}
