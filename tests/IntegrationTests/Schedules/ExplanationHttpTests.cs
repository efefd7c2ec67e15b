using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Schedules;

/// <summary>Why did it not run at T? Over HTTP, of a policy that was evaluated daily at 02:00 in Berlin until it was disabled, and then deleted.</summary>
public sealed class ExplanationHttpTests : HttpFixture
{
    private string _schedule = null!;
    private string _blocking = null!;

    [OneTimeSetUp]
    public async Task MakeLedger()
    {
        await MoveTo("2026-03-26T12:00:00Z");
        var policy = await NewPolicy();
        var path = $"/v3/sod-policies/{policy}/schedule";
        await Token.Send("PUT", path, """{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["2"]},"timeZoneId":"Europe/Berlin"}}""");
        _schedule = (await Key.Get($"/api/v1/schedules?targetId={policy}"))["items"]![0].Text("id");
        await RunAt("2026-03-27T01:00:00Z");
        await MoveTo("2026-03-28T00:59:00Z");
        _blocking = (await Key.Send("POST", $"/api/v1/schedules/{_schedule}/runs")).Body.Text("id");
        await RunAt("2026-03-28T01:00:00Z");
        await RunAt("2026-03-29T01:00:00Z");
        await RunAt("2026-03-31T12:00:00Z");
        await MoveTo("2026-04-01T12:00:00Z");
        await Token.Send("PUT", path, """{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["3"]},"expiration":"2026-04-02T12:00:00Z","timeZoneId":"Europe/Berlin"}}""");
        await RunAt("2026-04-02T01:00:00Z");
        await MoveTo("2026-04-04T12:00:00Z");
        await Token.Send("DELETE", path);
        await MoveTo("2026-04-05T12:00:00Z");
    }

    [TestCase("2026-03-26T02:00:00%2B01:00", false, "notYetCreated", "There was no such schedule yet on 26 March 2026 at 02:00 in Europe/Berlin: it was made by")]
    [TestCase("2026-03-27T02:00:00%2B01:00", true, "ran", "It was due on 27 March 2026 at 02:00 in Europe/Berlin and ran: it began at 02:00, took 0 s and succeeded.")]
    [TestCase("2026-03-27T02:00:00+01:00", true, "ran", "It was due on 27 March")]
    [TestCase("2026-03-27T02:00:00", true, "ran", "It was due on 27 March")]
    [TestCase("2026-03-27T01:00:00Z", true, "ran", "It was due on 27 March")]
    [TestCase("2026-03-27T02:30:00", false, "notDue", "It was not due on 27 March 2026 at 02:30 in Europe/Berlin. Its rule was: Every day at 02:00, in Europe/Berlin. "
        + "The nearest occurrences are 27 March 2026 at 02:00 and 28 March 2026 at 02:00.")]
    [TestCase("2026-03-28T02:00:00", true, "overlap", "It was due on 28 March 2026 at 02:00 in Europe/Berlin and was skipped: the run that ")]
    [TestCase("2026-03-29T02:30:00+01:00", false, "clockChange", "02:30 does not exist on 29 March 2026 in Europe/Berlin: the clock was set forward from 02:00 to 03:00. "
        + "The rule runs at the end of the jump instead: it was due on 29 March 2026 at 03:00 in Europe/Berlin and ran")]
    [TestCase("2026-03-29T03:00:00", true, "clockChange", "It was due on 29 March 2026 at 03:00 in Europe/Berlin and ran: it began at 03:00, took 0 s and succeeded "
        + "(clock change: 02:00 does not exist on 2026-03-29 in Europe/Berlin; due at 03:00 instead).")]
    [TestCase("2026-03-30T02:00:00", true, "downtime", "It was due on 30 March 2026 at 02:00 in Europe/Berlin and was missed, as the server was down")]
    [TestCase("2026-03-31T02:00:00", true, "late", "It was due on 31 March 2026 at 02:00 in Europe/Berlin and ran: it began at 14:00, took 0 s and succeeded (late: 12 h 0 min")]
    [TestCase("2026-04-03T03:00:00", false, "expired", "On 3 April 2026 at 03:00 in Europe/Berlin its rule had ended: it expired on 2 April 2026 at 14:00.")]
    [TestCase("2026-04-05T03:00:00", false, "deleted", "On 5 April 2026 at 03:00 in Europe/Berlin the schedule was gone: it was deleted by")]
    [TestCase("2027-04-05T03:00:00", false, "deleted", "On 5 April 2027")]
    public async Task Any_instant_is_explained(string at, bool due, string reason, string answer)
    {
        var explanation = await Explain(at);

        Assert.That(Members(explanation), Is.EqualTo("answer at due nearestAfter nearestBefore reason run version"));
        Assert.That((explanation.Text("reason"), explanation["due"]!.GetValue<bool>()), Is.EqualTo((reason, due)), explanation.ToJsonString());
        Assert.That(explanation.Text("answer"), Does.StartWith(answer));
    }

    [Test]
    public async Task The_run_and_the_version_and_the_neighbours_stand_beside_the_answer()
    {
        var explanation = await Explain("2026-03-29T02:30:00+01:00");
        Assert.That((explanation.Text("at"), explanation["run"].Text("dueAt")), Is.EqualTo(("2026-03-29T01:30:00.000Z", "2026-03-29T01:00:00.000Z")));
        Assert.That(Members(explanation["run"]), Is.EqualTo(LedgerHttpTests.RunMembers));
        Assert.That(Members(explanation["version"]), Is.EqualTo("by deleted description enabled from number rule"));
        Assert.That((explanation["version"]!["number"]!.GetValue<int>(), explanation["version"].Text("from")), Is.EqualTo((1, "2026-03-26T12:00:00.000Z")));
        Assert.That(explanation["version"]!["rule"].Text("timeZoneId"), Is.EqualTo("Europe/Berlin"));
        Assert.That((explanation.Text("nearestBefore"), explanation.Text("nearestAfter")), Is.EqualTo(("2026-03-29T01:00:00.000Z", "2026-03-30T00:00:00.000Z")));

        var before = await Explain("2020-01-01T00:00:00Z");
        Assert.That((before["run"], before["version"], before["nearestBefore"]), Is.EqualTo(((JsonNode?)null, (JsonNode?)null, (JsonNode?)null)));
    }

    [Test]
    public async Task A_skipped_run_names_the_one_that_was_still_going() =>
        Assert.That((await Explain("2026-03-28T02:00:00")).Text("answer"), Does.EndWith($"(run {_blocking})."));

    [Test]
    public async Task The_future_of_a_living_schedule_is_told_and_a_disabled_one_says_who_disabled_it()
    {
        var scan = await DailyScan(9);
        var id = (await Key.Get($"/api/v1/schedules?targetId={IdOf(scan)}"))["items"]![0].Text("id");
        Assert.That((await Explain("2030-01-01T09:00:00Z", id)).Text("reason"), Is.EqualTo("future"));
        await Key.Send("PATCH", scan, """{"scheduledScanEnabled":false}""");

        var explanation = await Explain("2030-01-01T09:00:00Z", id);

        Assert.That(explanation.Text("reason"), Is.EqualTo("disabled"));
        Assert.That(explanation.Text("answer"), Does.StartWith("It is disabled on 1 January 2030 at 09:00 in UTC: it was disabled by").And.Contain(" on 5 April 2026 at 12:00."));
    }

    [Test]
    public async Task A_schedule_that_was_only_ever_run_by_hand_was_never_enabled()
    {
        var project = await NewProject();
        await Key.Send("POST", $"{project}/tracker-scans");
        var id = (await Key.Get($"/api/v1/schedules?targetId={IdOf(project)}"))["items"]![0].Text("id");

        Assert.That((await Explain("2030-01-01T09:00:00Z", id)).Text("answer"), Does.Contain("nobody had enabled it since it was made by"));
    }

    [Test]
    public async Task Nobody_disabled_what_was_set_and_never_enabled()
    {
        var project = await NewProject();
        await Key.Send("PATCH", $"{project}/tracker-scan-schedule", """{"scheduledHour":9}""");
        var id = (await Key.Get($"/api/v1/schedules?targetId={IdOf(project)}"))["items"]![0].Text("id");
        Assert.That((await Explain("2030-01-01T09:00:00Z", id)).Text("answer"), Does.Contain("nobody had enabled it since it was made by"));
    }

    [TestCase("")]
    [TestCase("?at=")]
    [TestCase("?at=yesterday")]
    [TestCase("?at=2026-02-30T00:00:00Z")]
    [TestCase("?at=2026-02-28")]
    [TestCase("?at=0001-01-01T00:00:00Z")]
    [TestCase("?at=9999-12-31T23:00:00")]
    [TestCase("?at=2026-03-28T02:00:00Z&at=2026-03-28T02:00:00Z")]
    public async Task What_is_no_date_and_time_is_refused(string query)
    {
        var (status, problem) = await Key.Send("GET", $"/api/v1/schedules/{_schedule}/explanation{query}");

        Assert.That((status, problem!["errors"]!["at"] is not null), Is.EqualTo((400, true)), problem.ToJsonString());
    }

    [TestCase("0001-01-04T00:00:00Z")]
    [TestCase("9998-12-28T00:00:00Z")]
    public async Task The_ends_of_time_are_explained_too(string at) => Assert.That((await Explain(at)).Text("answer"), Is.Not.Empty);

    [Test]
    public async Task Another_organizations_schedule_is_none_and_no_credential_will_not_do()
    {
        using var other = Server.WithKey(await Server.NewTenant("Other"));
        using var nobody = Server.Anonymous();
        Assert.That((await other.Send("GET", $"/api/v1/schedules/{_schedule}/explanation?at=2026-03-28T02:00:00")).Status, Is.EqualTo(404));
        Assert.That((await nobody.Send("GET", $"/api/v1/schedules/{_schedule}/explanation?at=2026-03-28T02:00:00")).Status, Is.EqualTo(401));
    }

    private Task<JsonNode> Explain(string at, string? schedule = null) => Key.Get($"/api/v1/schedules/{schedule ?? _schedule}/explanation?at={at}");

    private async Task RunAt(string instant)
    {
        await MoveTo(instant);
        await Dispatch();
        await Work();
    }
}
