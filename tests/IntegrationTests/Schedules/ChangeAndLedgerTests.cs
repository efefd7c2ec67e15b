using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Schedules;

/// <summary>A change never loses what was due before it.</summary>
public sealed class ChangeAndLedgerTests : HttpFixture
{
    private const string Daily = """{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]}}}""";

    private NodaTime.LocalDate _day = new(2026, 2, 1);

    /// <summary>Each test has a day of its own, which begins with nothing queued.</summary>
    [SetUp]
    public async Task NextDay()
    {
        _day = _day.PlusDays(1);
        await MoveTo(At("00:00"));
        await Dispatch();
        await Work();
    }

    [TestCase("""{"scheduledHour":15}""", "15:00")]
    [TestCase("""{"scheduledScanEnabled":false}""", null)]
    [TestCase("""{"scanPeriod":"weekly"}""", "weekly")]
    public async Task A_patch_puts_a_due_occurrence_into_the_ledger_first(string body, string? next)
    {
        var scan = await DailyScan(9);
        await MoveTo(At("09:00"));
        Assert.That((await Key.Send("PATCH", scan, body)).Status, Is.EqualTo(200));
        var run = (await RunsOf(scan)).Single()!;
        Assert.That((run.Text("dueAt"), run.Text("status"), run["scheduleVersion"]!.GetValue<int>()), Is.EqualTo((Shown("09:00"), "queued", 1)));
        await Dispatch();
        Assert.That(await RunsOf(scan), Has.Count.EqualTo(1));
        if (next is "15:00" or null)
            Assert.That((await ScheduleOf(IdOf(scan)))["nextDueAt"]?.GetValue<string>(), Is.EqualTo(next is null ? null : Shown(next)));
        await Work();
        Assert.That((await RunsOf(scan)).Single().Text("status"), Is.EqualTo("succeeded"));
    }

    [Test]
    public async Task A_new_hour_is_due_once_and_the_old_one_no_longer()
    {
        var scan = await DailyScan(9);
        await MoveTo(At("08:00"));
        await Key.Send("PATCH", scan, """{"scheduledHour":11}""");
        await MoveTo(At("11:00"));
        await Dispatch();
        await Dispatch();
        Assert.That((await RunsOf(scan)).Select(run => run.Text("dueAt")), Is.EqualTo(new[] { Shown("11:00") }));
        var history = (await Key.Get(scan))["scanHistory"]!.AsArray();
        Assert.That((history.Single().Text("scanType"), history.Single().Text("status")), Is.EqualTo(("scheduled", "running")));
    }

    [Test]
    public async Task A_scan_that_is_disabled_in_time_is_not_due()
    {
        var scan = await DailyScan(9);
        await Key.Send("PATCH", scan, """{"scheduledScanEnabled":false}""");
        await MoveTo(At("09:00"));
        await Dispatch();
        Assert.That(await RunsOf(scan), Is.Empty);
    }

    [Test]
    public async Task Deleting_a_schedule_at_a_due_moment_records_the_occurrence_and_its_runs_stay_readable()
    {
        var policy = await NewPolicy();
        var path = $"/v3/sod-policies/{policy}/schedule";
        await Token.Send("PUT", path, Daily);
        var schedule = (await ScheduleOf(policy)).Text("id");
        await MoveTo(At("09:00"));
        Assert.That((await Token.Send("DELETE", path)).Status, Is.EqualTo(204));
        await Dispatch();
        await Work();
        var runs = await Key.Get($"/api/v1/schedules/{schedule}/runs");
        var run = runs["items"]!.AsArray().Single()!;
        Assert.That((run.Text("dueAt"), run.Text("status"), run["target"].Text("name")), Is.EqualTo((Shown("09:00"), "succeeded", "Payables")));
        Assert.That((await Key.Get($"/api/v1/runs/{run.Text("id")}")).ToJsonString(), Is.EqualTo(run.ToJsonString()));
        Assert.That((await Key.Get($"/api/v1/runs?scheduleId={schedule}"))["items"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await Key.Send("GET", $"/api/v1/schedules/{schedule}")).Status, Is.EqualTo(404));
        Assert.That((await Key.Send("POST", $"/api/v1/schedules/{schedule}/runs")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_put_at_a_due_moment_records_the_occurrence_under_the_old_version()
    {
        var policy = await NewPolicy();
        var path = $"/v3/sod-policies/{policy}/schedule";
        await Token.Send("PUT", path, Daily);
        await MoveTo(At("09:00"));
        await Token.Send("PUT", path, Daily.Replace("\"9\"", "\"10\"", StringComparison.Ordinal));
        await Work();
        await MoveTo(At("10:00"));
        await Dispatch();
        var runs = (await Key.Get($"/api/v1/runs?targetId={policy}"))["items"]!.AsArray();
        Assert.That(
            runs.Select(run => (run.Text("dueAt"), run!["scheduleVersion"]!.GetValue<int>())),
            Is.EqualTo(new[] { (Shown("10:00"), 2), (Shown("09:00"), 1) }));
    }

    [Test]
    public async Task A_manual_run_is_accepted_and_a_second_one_must_wait()
    {
        var scan = $"{await NewProject()}/tracker-scan-schedule";
        await Key.Send("PATCH", scan, """{"scheduledScanEnabled":false}""");
        var path = $"/api/v1/schedules/{(await ScheduleOf(IdOf(scan))).Text("id")}/runs";
        using var accepted = await Token.Raw("POST", path);
        var run = JsonNode.Parse(await accepted.Content.ReadAsStringAsync())!;
        Assert.That(((int)accepted.StatusCode, Members(run)), Is.EqualTo((202, LedgerHttpTests.RunMembers)));
        Assert.That((run.Text("trigger"), run["dueAt"], run.Text("status")), Is.EqualTo(("manual", (JsonNode?)null, "queued")));
        Assert.That((await Key.Get(accepted.Headers.Location!.ToString())).ToJsonString(), Is.EqualTo(run.ToJsonString()));
        var (status, problem) = await Key.Send("POST", path);
        Assert.That((status, problem.Text("title")), Is.EqualTo((409, "Conflict")));
        Assert.That((await Key.Get(path))["items"]!.ToJsonString(), Is.EqualTo($"[{run.ToJsonString()}]"));
    }

    [Test]
    public async Task A_run_that_comes_while_somebody_pages_hides_none()
    {
        var scan = await DailyScan(9);
        for (var i = 0; i < 3; i++, _day = _day.PlusDays(1))
        {
            await MoveTo(At("09:00"));
            await Dispatch();
            await Work();
        }

        var path = $"/api/v1/runs?targetId={IdOf(scan)}&limit=2";
        var first = await Key.Get(path);
        Server.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        await Key.Send("POST", scan.Replace("-schedule", "s", StringComparison.Ordinal));
        var second = await Key.Get($"{path}&after={first.Text("next")}");
        Assert.That(second["next"], Is.Null);
        var paged = first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(run => run.Text("id"));
        Assert.That(paged, Is.EqualTo((await RunsOf(scan)).Skip(1).Select(run => run.Text("id"))));
    }

    [Test]
    public Task First_scans_of_a_project_asked_for_at_the_same_moment_are_one() => ScansAtTheSameMomentAreOne(() => NewProject());

    [Test]
    public Task Scans_of_a_scheduled_project_asked_for_at_the_same_moment_are_one() =>
        ScansAtTheSameMomentAreOne(async () => (await DailyScan(9)).Replace("/tracker-scan-schedule", ""));

    private async Task ScansAtTheSameMomentAreOne(Func<Task<string>> make)
    {
        var project = await make();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Key.Send("POST", $"{project}/tracker-scans")));
        Assert.That(answers.Select(answer => answer.Status), Is.All.AnyOf(202, 409));
        Assert.That(answers.Count(answer => answer.Status == 202), Is.EqualTo(1));
    }

    private string At(string time) => $"{_day:uuuu-MM-dd}T{time}:00Z";

    private string Shown(string time) => $"{_day:uuuu-MM-dd}T{time}:00.000Z";

    private async Task<JsonArray> RunsOf(string scan) => (await Key.Get($"/api/v1/runs?targetId={IdOf(scan)}"))["items"]!.AsArray();

    private async Task<JsonNode> ScheduleOf(string targetId) =>
        (await Key.Get($"/api/v1/schedules?targetId={targetId}"))["items"]!.AsArray().Single()!;
}
