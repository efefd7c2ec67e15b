using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.IntegrationTests.Schedules;

/// <summary>How long an organization's ledger is kept. Each test has an organization of its own on a server of its own: what is deleted is gone.</summary>
public sealed class RetentionTests : HttpFixture
{
    [SetUp]
    public async Task StartAnew()
    {
        await StopServer();
        await StartServer();
    }

    [Test]
    public async Task Everything_is_kept_until_somebody_says_otherwise()
    {
        await DailyRunsUntil("2029-06-01T12:00:00Z");

        Assert.That(await Mediate(new DeleteOldRuns()), Is.Zero);
        Assert.That((await Key.Get("/api/v1/retention")).ToJsonString(), Is.EqualTo("""{"days":null,"serverDays":0,"keptFrom":null}"""));
    }

    [Test]
    public async Task An_organization_that_asks_for_an_end_keeps_400_days()
    {
        var schedule = await DailyRunsUntil("2029-06-01T12:00:00Z");

        Assert.That((await Key.Send("PUT", "/api/v1/retention", "{}")).Body!.ToJsonString(), Is.EqualTo("""{"days":400,"serverDays":0,"keptFrom":null}"""));

        // 400 days ago at 12:00: what was due at 09:00 that day is older. More than a batch goes.
        Assert.That(await Mediate(new DeleteOldRuns()), Is.EqualTo(Period.DaysBetween(new LocalDate(2026, 1, 1), new LocalDate(2028, 4, 28))));
        Assert.That(await Mediate(new DeleteOldRuns()), Is.Zero);
        Assert.That((await Key.Get("/api/v1/retention")).Text("keptFrom"), Is.EqualTo("2028-04-27T12:00:00.000Z"));
        Assert.That((await Runs(schedule))[0].DueAt, Is.EqualTo(Instant.FromUtc(2028, 4, 28, 9, 0)));
        Assert.That((await Key.Get($"/api/v1/schedules/{schedule}/explanation?at=2028-04-27T09:00:00Z")).Text("reason"), Is.EqualTo("forgotten"));
        Assert.That((await Key.Get($"/api/v1/schedules/{schedule}/explanation?at=2028-04-28T09:00:00Z")).Text("reason"), Is.EqualTo("downtime"));
        var report = await Key.Get($"/api/v1/schedules/{schedule}/report?from=2020-01-01T00:00:00Z");
        Assert.That((report.Text("from"), report["report"]!["expected"]!.GetValue<int>(), report["report"]!["absent"]!.GetValue<int>()),
            Is.EqualTo(("2028-04-27T12:00:00.000Z", 400, 0)));
        Assert.That((await Key.Get("/api/v1/report?from=2020-01-01T00:00:00Z"))["total"]!["absent"]!.GetValue<int>(), Is.Zero);
    }

    [Test]
    public async Task The_servers_setting_holds_for_organizations_that_say_nothing_and_for_nobody_else()
    {
        await using var server = await Server.Start(("Runs:RetentionDays", "10"));
        using var key = server.WithKey();
        using var other = server.WithKey(await server.NewTenant("Other"));
        await key.Send("PUT", "/api/v1/retention", """{"days":20}""");
        Assert.That((await key.Get("/api/v1/retention")).ToJsonString(), Is.EqualTo("""{"days":20,"serverDays":10,"keptFrom":null}"""));
        Assert.That((await other.Get("/api/v1/retention")).ToJsonString(), Is.EqualTo("""{"days":null,"serverDays":10,"keptFrom":null}"""));

        Assert.That((await key.Send("DELETE", "/api/v1/retention")).Status, Is.EqualTo(204));
        Assert.That((await key.Get("/api/v1/retention")).ToJsonString(), Is.EqualTo("""{"days":null,"serverDays":10,"keptFrom":null}"""));
    }

    [Test]
    public async Task Another_organizations_runs_stay()
    {
        var schedule = await DailyRunsUntil("2026-03-01T12:00:00Z");
        using var other = Server.WithKey(await Server.NewTenant("Other"));
        await other.Send("PUT", "/api/v1/retention", """{"days":1}""");

        Assert.That(await Mediate(new DeleteOldRuns()), Is.Zero);
        Assert.That(await Runs(schedule), Is.Not.Empty);
    }

    [Test]
    public async Task What_has_not_ended_stays_however_old_it_is()
    {
        var schedule = await DailyRunsUntil("2026-03-01T12:00:00Z");
        await Key.Send("PUT", "/api/v1/retention", """{"days":1}""");
        await MoveTo("2027-03-01T12:00:00Z");

        await Mediate(new DeleteOldRuns());

        Assert.That((await Runs(schedule)).Select(run => (run.Status, run.DueAt)), Is.EqualTo(new[] { (RunStatus.Queued, (Instant?)Instant.FromUtc(2026, 3, 1, 9, 0)) }));
    }

    [Test]
    public async Task A_policys_newest_evaluation_stays_and_the_next_one_compares_itself_with_it()
    {
        await Key.Send("PUT", "/api/v1/access/identities/ann", """{"name":"Ann","entitlements":[{"id":"A","name":"Pay"},{"id":"C","name":"Order"}]}""");
        var policy = await NewPolicy();
        await Token.Send("PUT", $"/v3/sod-policies/{policy}/schedule", """{"schedule":{"type":"CALENDAR","days":{"type":"LIST","values":["2026-01-02","2026-01-03"]},"hours":{"type":"LIST","values":["9"]}}}""");
        foreach (var day in new[] { 2, 3 })
        {
            await MoveTo($"2026-01-0{day}T09:00:00Z");
            await Dispatch();
            await Work();
        }

        await Key.Send("PUT", "/api/v1/retention", """{"days":1}""");
        await MoveTo("2027-01-01T00:00:00Z");

        Assert.That(await Mediate(new DeleteOldRuns()), Is.EqualTo(1));
        Assert.That(await Mediate(new DeleteOldRuns()), Is.Zero);
        var (runs, evaluations, violations) = await Server.Database(async db => (
            await db.Runs.Select(run => run.Id).SingleAsync(),
            await db.SodEvaluations.Select(evaluation => evaluation.RunId).SingleAsync(),
            await db.SodViolations.Select(violation => violation.RunId).Distinct().ToListAsync()));
        Assert.That(evaluations, Is.EqualTo(runs));
        Assert.That(violations, Is.EqualTo(new[] { runs }));
        var schedule = (await Key.Get($"/api/v1/schedules?targetId={policy}"))["items"]![0].Text("id");
        var (_, next) = await Key.Send("POST", $"/api/v1/schedules/{schedule}/runs");
        await Work();
        Assert.That((await Key.Get($"/api/v1/runs/{next.Text("id")}"))["result"]!["new"]!.GetValue<int>(), Is.Zero);
        Assert.That(await Mediate(new DeleteOldRuns()), Is.EqualTo(1), "now there is a newer one");
    }

    [Test]
    public async Task Versions_that_no_kept_instant_and_no_kept_run_needs_go_and_a_schedule_that_is_long_gone_goes_wholly()
    {
        var scan = await DailyScan(9);
        await MoveTo("2026-02-01T00:00:00Z");
        await Key.Send("PATCH", scan, """{"scheduledHour":10}""");
        await Work();
        await MoveTo("2026-03-01T00:00:00Z");
        await Key.Send("PATCH", scan, """{"scheduledHour":11}""");
        await Work();
        var policy = await NewPolicy();
        await Token.Send("PUT", $"/v3/sod-policies/{policy}/schedule", """{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]}}}""");
        var gone = (await Key.Get($"/api/v1/schedules?targetId={policy}"))["items"]![0].Text("id");
        await Token.Send("DELETE", $"/v3/sod-policies/{policy}/schedule");
        await MoveTo("2026-03-10T12:00:00Z");
        await Dispatch();
        await Key.Send("PUT", "/api/v1/retention", """{"days":30}""");
        Assert.That(await Versions(), Is.EqualTo(new[] { 1, 1, 2, 2, 3 }), "of the scan 1 to 3, of the policy 1 and 2");

        await Mediate(new DeleteOldRuns());

        Assert.That(await Versions(), Is.EqualTo(new[] { 1, 2, 2, 3 }), "of the scan 2 and 3: 2 was in force when the ledger begins");
        Assert.That((await Key.Send("GET", $"/api/v1/schedules/{gone}/explanation?at=2026-03-01T00:00:00Z")).Status, Is.EqualTo(200));
        await MoveTo("2026-08-01T12:00:00Z");
        await Dispatch();
        await Mediate(new DeleteOldRuns());
        Assert.That(await Versions(), Is.EqualTo(new[] { 2, 3 }), "the scan's last, and that of the last complete report, which stays to be compared with");
        Assert.That((await Key.Send("GET", $"/api/v1/schedules/{gone}/explanation?at=2026-07-30T00:00:00Z")).Status, Is.EqualTo(404));
    }

    [TestCase("""{"days":0}""")]
    [TestCase("""{"days":-1}""")]
    [TestCase("""{"days":3651}""")]
    [TestCase("""{"days":"7"}""")]
    public async Task Days_that_nobody_can_mean_are_refused(string body)
    {
        var (status, problem) = await Key.Send("PUT", "/api/v1/retention", body);
        Assert.That((status, problem!["errors"]!["days"] is not null), Is.EqualTo((400, true)));
    }

    [Test]
    public async Task It_takes_a_credential()
    {
        using var nobody = Server.Anonymous();
        using var narrow = await Server.WithToken(scope: "idn:sod-policy:read");
        Assert.That((await nobody.Send("PUT", "/api/v1/retention", "{}")).Status, Is.EqualTo(401));
        Assert.That((await narrow.Send("PUT", "/api/v1/retention", "{}")).Status, Is.EqualTo(403));
    }

    /// <summary>A schedule that is due daily at 09:00 from the first day on, and was dispatched once, at the end: all but the last are missed.</summary>
    private async Task<string> DailyRunsUntil(string end)
    {
        var scan = await DailyScan(9);
        await MoveTo(end);
        await Dispatch();
        return (await Key.Get($"/api/v1/schedules?targetId={IdOf(scan)}"))["items"]![0].Text("id");
    }

    private Task<List<Run>> Runs(string schedule)
    {
        var id = Guid.Parse(schedule);
        return Server.Database(db => db.Runs.AsNoTracking().Where(run => run.ScheduleId == id).OrderBy(run => run.At).ToListAsync());
    }

    private Task<List<int>> Versions() => Server.Database(
        db => db.ScheduleVersions.Select(version => version.Version).OrderBy(version => version).ToListAsync());
}
