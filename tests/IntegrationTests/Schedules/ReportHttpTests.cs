using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.IntegrationTests.Schedules;

/// <summary>The period report, over HTTP: expected by the rules, found in the ledger.</summary>
public sealed class ReportHttpTests : HttpFixture
{
    private string _scan = null!;
    private string _policy = null!;

    /// <summary>A scan daily at 09:00 from 2 to 9 January: five days that went well, two days of downtime, one that ran late; a policy weekly.</summary>
    [OneTimeSetUp]
    public async Task MakeLedger()
    {
        await MoveTo("2026-01-02T00:00:00Z");
        _scan = IdOf(await DailyScan(9));
        _policy = await NewPolicy();
        await Token.Send(
            "PUT", $"/v3/sod-policies/{_policy}/schedule", """{"schedule":{"type":"WEEKLY","days":{"type":"LIST","values":["MON"]},"hours":{"type":"LIST","values":["9"]}}}""");
        for (var day = 2; day <= 6; day++)
            await RunAt($"2026-01-0{day}T09:00:00Z");
        await Key.Send("POST", $"/api/v1/schedules/{await ScheduleOf(_scan)}/runs");
        await Work();
        await RunAt("2026-01-09T12:00:00Z");
    }

    [Test]
    public async Task A_schedules_report_says_in_one_sentence_what_was_due_and_what_became_of_it()
    {
        var answer = await Key.Get($"/api/v1/schedules/{await ScheduleOf(_scan)}/report?from=2026-01-01T00:00:00Z&to=2026-01-10T00:00:00Z");

        Assert.That(Members(answer), Is.EqualTo("from keptFrom report scheduleId to"));
        Assert.That(answer["report"]!.ToJsonString(), Is.EqualTo(
            """{"sentence":"expected 8, done 6, 2 missed: downtime","expected":8,"done":6,"succeeded":6,"failed":0,"skipped":0,"missed":2,"cancelled":0,"open":0,"""
            + """
              "absent":0,"manual":1,"reasons":[{"status":"succeeded","reason":"late","count":1},{"status":"missed","reason":"downtime","count":2}]}
              """));
    }

    [TestCase("from=2026-01-02T09:00:00Z&to=2026-01-03T09:00:00Z", "expected 1, done 1")]
    [TestCase("from=2026-01-02T09:00:01Z&to=2026-01-03T09:00:01+00:00", "expected 1, done 1")]
    [TestCase("from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "expected 0, done 0")]
    [TestCase("from=2030-01-01T00:00:00Z&to=2031-01-01T00:00:00Z", "expected 0, done 0")]
    [TestCase("from=2026-01-07T00:00:00Z&to=9998-01-01T00:00:00Z", "expected 3, done 1, 2 missed: downtime")]
    [TestCase("from=2026-01-07T00:00:00Z&to=9999-12-31T23:59:59Z", "expected 3, done 1, 2 missed: downtime")]
    [TestCase("", "expected 8, done 6, 2 missed: downtime")]
    public async Task A_period_counts_up_to_now(string period, string sentence)
    {
        var answer = await Key.Get($"/api/v1/schedules/{await ScheduleOf(_scan)}/report?{period}");
        Assert.That(answer["report"].Text("sentence"), Is.EqualTo(sentence));
    }

    [Test]
    public async Task The_organizations_report_sums_up_all_schedules()
    {
        var answer = await Key.Get("/api/v1/report?from=2026-01-01T00:00:00Z&to=2026-01-10T00:00:00Z");

        Assert.That(answer["total"].Text("sentence"), Is.EqualTo("expected 9, done 7, 2 missed: downtime"));
        Assert.That(answer["targets"]!.AsArray().Select(target => $"{target.Text("targetType")} {target!["schedules"]} {target["report"].Text("sentence")} {target["report"]!["manual"]}"),
            Is.EqualTo(new[] { "TRACKER_SCAN 1 expected 8, done 6, 2 missed: downtime 1", "SOD_POLICY 1 expected 1, done 1 0" }));
        Assert.That(answer["total"]!["reasons"]!.ToJsonString(), Is.EqualTo(
            """[{"status":"succeeded","reason":"late","count":1},{"status":"missed","reason":"downtime","count":2}]"""));
    }

    [Test]
    public async Task A_line_that_is_taken_out_of_the_ledger_is_absent_and_what_is_not_dispatched_yet_is_open()
    {
        await using var server = await Server.Start();
        using var key = server.WithKey();
        var schedule = await DailyOf(server, key);
        server.Clock.Set(Instant.FromUtc(2026, 1, 3, 10, 0));
        await DispatchOn(server);
        server.Clock.Set(Instant.FromUtc(2026, 1, 5, 10, 0));
        await server.Database(db => db.Runs.Where(run => run.DueAt == Instant.FromUtc(2026, 1, 2, 9, 0)).ExecuteDeleteAsync());

        const string Sentence = "expected 5, done 0, 1 missed: downtime, 3 not ended yet, 1 absent from the ledger";
        Assert.That((await key.Get($"/api/v1/schedules/{schedule}/report"))["report"].Text("sentence"), Is.EqualTo(Sentence));
        Assert.That((await key.Get("/api/v1/report"))["total"].Text("sentence"), Is.EqualTo(Sentence));
        var explanation = await key.Get($"/api/v1/schedules/{schedule}/explanation?at=2026-01-02T09:00:00Z");
        Assert.That(explanation.Text("reason"), Is.EqualTo("absent"));
        explanation = await key.Get($"/api/v1/schedules/{schedule}/explanation?at=2026-01-05T09:00:00Z");
        Assert.That(explanation.Text("reason"), Is.EqualTo("pending"));
    }

    [Test]
    public async Task A_line_at_an_instant_at_which_nothing_was_due_does_not_stand_for_one_that_is_absent()
    {
        await using var server = await Server.Start();
        using var key = server.WithKey();
        var schedule = await DailyOf(server, key);
        server.Clock.Set(Instant.FromUtc(2026, 1, 3, 10, 0));
        await DispatchOn(server);
        var moved = Instant.FromUtc(2026, 1, 2, 9, 1);
        await server.Database(db => db.Runs.Where(run => run.DueAt == Instant.FromUtc(2026, 1, 2, 9, 0)).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.DueAt, moved).SetProperty(run => run.At, moved)));

        foreach (var report in new[] { (await key.Get("/api/v1/report"))["total"], (await key.Get($"/api/v1/schedules/{schedule}/report"))["report"] })
            Assert.That(report!["absent"]!.GetValue<int>(), Is.EqualTo(1), $"{report}");
    }

    [Test]
    public async Task A_deleted_schedule_is_reported_and_more_schedules_than_one_batch_are_summed_up()
    {
        await using var server = await Server.Start();
        using var key = server.WithKey();
        await server.Database(async db =>
        {
            for (var i = 0; i < 1001; i++)
                db.ScheduleVersions.AddRange(OneDayOf(server.Tenant.OrganizationId));
            return await db.SaveChangesAsync();
        });

        var answer = await key.Get("/api/v1/report?from=2025-01-01T00:00:00Z");

        Assert.That(answer["targets"]![0]!["schedules"]!.GetValue<int>(), Is.EqualTo(1001));
        Assert.That(answer["total"].Text("sentence"), Is.EqualTo("expected 1001, done 0, 1001 absent from the ledger"));
    }

    [TestCase("from=yesterday", "from")]
    [TestCase("to=2026-01-01", "to")]
    [TestCase("from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z", "from")]
    public async Task A_bad_period_is_refused(string period, string field)
    {
        foreach (var path in new[] { $"schedules/{await ScheduleOf(_scan)}/report", "report" })
        {
            var (status, problem) = await Key.Send("GET", $"/api/v1/{path}?{period}");
            Assert.That((status, problem!["errors"]![field] is not null), Is.EqualTo((400, true)));
        }
    }

    [Test]
    public async Task Another_organization_has_a_report_of_its_own()
    {
        using var other = Server.WithKey(await Server.NewTenant("Other"));
        Assert.That((await other.Send("GET", $"/api/v1/schedules/{await ScheduleOf(_scan)}/report")).Status, Is.EqualTo(404));
        Assert.That((await other.Get("/api/v1/report"))["total"].Text("sentence"), Is.EqualTo("expected 0, done 0"));
    }

    /// <summary>Enabled, due once, and deleted a day later.</summary>
    private static ScheduleVersion[] OneDayOf(Guid organizationId)
    {
        var start = Instant.FromUtc(2025, 6, 1, 0, 0);
        var schedule = Schedule.Create(
            Guid.NewGuid(), organizationId, new Target(TargetType.SodPolicy, Guid.NewGuid()), new PeriodRule(ScanPeriod.Daily, 9, 0, 1), "me", start);
        schedule.Change(schedule.Rule, isEnabled: true, report: null, "me", start, new DispatchPolicy(Duration.FromDays(1), DateTimeZone.Utc));
        return [ScheduleVersion.Of(schedule), ScheduleVersion.Removed(schedule, "me", start + Duration.FromDays(1))];
    }

    private static async Task<string> DailyOf(Server server, HttpClient key)
    {
        var organization = $"/organizations/{server.Tenant.OrganizationId}";
        var (_, project) = await key.Send("POST", $"{organization}/projects", """{"name":"Shop","domains":["shop.example"]}""");
        await key.Send("PATCH", $"{organization}/projects/{project.Text("id")}/tracker-scan-schedule", """{"scheduledScanEnabled":true,"scanPeriod":"daily","scheduledHour":9}""");
        return (await key.Get("/api/v1/schedules"))["items"]![0].Text("id");
    }

    private static async Task DispatchOn(Server server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new DispatchDueSchedules());
    }

    private async Task<string> ScheduleOf(string targetId) => (await Key.Get($"/api/v1/schedules?targetId={targetId}"))["items"]![0].Text("id");

    private async Task RunAt(string instant)
    {
        await MoveTo(instant);
        await Dispatch();
        await Work();
    }
}
