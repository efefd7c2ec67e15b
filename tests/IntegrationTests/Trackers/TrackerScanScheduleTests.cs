using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>What the schedule of a project's scans says, and how it is changed.</summary>
public sealed class TrackerScanScheduleTests : HttpFixture
{
    private const string Published = """
        {"scheduledScanEnabled":true,"organizationId":"7bc05553-4b68-44e8-b7bc-37be63c6d9e9","projectId":"5a8591dd-4039-49df-9202-96385ba3eff8",
         "scanPeriod":"quarterly","scheduledHour":23,"scheduledDayOfWeek":6,"scheduledDayOfMonth":1,
         "scanHistory":[{"date":0,"status":"running","scanType":"scheduled","taskArn":"string","domainsCount":0,
           "results":{"total":0,"new":0,"project":0,"global":0,"categories":{"analytics":0,"do_not_sell":0,"functional":0,
             "global_privacy_control":0,"ignored":0,"limit_pii_use":0,"marketing":0,"strictly_necessary":0,"unclassified":0}}}]}
        """;

    private string _project = null!;

    private string Path => $"{_project}/tracker-scan-schedule";

    [SetUp]
    public async Task MakeProject() => _project = await NewProject();

    [Test]
    public async Task A_project_without_a_stored_schedule_shows_the_defaults_and_stores_none()
    {
        var schedule = await Key.Get(Path);
        Assert.That(
            schedule.ToJsonString(), Is.EqualTo(Shown(enabled: false, "monthly", hour: 0, dayOfWeek: 0, dayOfMonth: 1)));
        Assert.That(await Row(IdOf(_project)), Is.EqualTo("none"));
    }

    [Test]
    public async Task An_empty_patch_is_answered_200_and_changes_nothing()
    {
        var first = await Key.Send("PATCH", Path, "{}");
        Assert.That((first.Status, first.Body!.ToJsonString()), Is.EqualTo((200, Shown(false, "monthly", 0, 0, 1))));
        await Key.Send("PATCH", Path, """{"scheduledScanEnabled":true,"scheduledHour":4}""");
        var row = await Row(IdOf(_project));
        var second = await Key.Send("PATCH", Path, "{}");
        Assert.That((second.Status, second.Body!.ToJsonString()), Is.EqualTo((200, Shown(true, "monthly", 4, 0, 1))));
        Assert.That(await Row(IdOf(_project)), Is.EqualTo(row));
    }

    [Test]
    public async Task Each_member_can_be_changed_alone_and_the_rest_stays()
    {
        await Key.Send("PATCH", Path, """{"scheduledScanEnabled":true}""");
        await Key.Send("PATCH", Path, """{"scanPeriod":"weekly"}""");
        await Key.Send("PATCH", Path, """{"scheduledHour":23}""");
        await Key.Send("PATCH", Path, """{"scheduledDayOfWeek":6}""");
        var (_, last) = await Key.Send("PATCH", Path, """{"scheduledDayOfMonth":31}""");
        Assert.That(last!.ToJsonString(), Is.EqualTo(Shown(true, "weekly", 23, 6, 31)));
        Assert.That((await Key.Get(Path)).ToJsonString(), Is.EqualTo(last.ToJsonString()));
    }

    [TestCase("daily", 0, 0, 1)]
    [TestCase("weekly", 23, 6, 31)]
    [TestCase("monthly", 0, 6, 31)]
    [TestCase("quarterly", 23, 0, 1)]
    public async Task Every_period_and_both_ends_of_every_range_are_taken(string period, int hour, int dayOfWeek, int dayOfMonth)
    {
        var body = $$"""
            {"scheduledDayOfMonth":{{dayOfMonth}},"scheduledDayOfWeek":{{dayOfWeek}},"scheduledHour":{{hour}},"scanPeriod":"{{period}}","scheduledScanEnabled":true}
            """;
        var (status, schedule) = await Key.Send("PATCH", Path, body);
        Assert.That((status, schedule!.ToJsonString()), Is.EqualTo((200, Shown(true, period, hour, dayOfWeek, dayOfMonth))));
    }

    [Test]
    public async Task The_published_answer_can_be_sent_back_and_its_other_members_are_read_over()
    {
        var (status, schedule) = await Key.Send("PATCH", Path, Published);
        Assert.That((status, schedule!.ToJsonString()), Is.EqualTo((200, Shown(true, "quarterly", 23, 6, 1))));
        var again = await Key.Send("PATCH", Path, schedule.ToJsonString());
        Assert.That((again.Status, again.Body!.ToJsonString()), Is.EqualTo((200, schedule.ToJsonString())));
    }

    [Test]
    public async Task The_published_members_are_the_members()
    {
        await Key.Send("POST", $"{_project}/tracker-scans");
        var shown = await Key.Get(Path);
        var published = JsonNode.Parse(Published)!;
        Assert.That(Shape(shown), Is.EqualTo(Shape(published)));
    }

    [Test]
    public async Task With_and_without_the_version_prefix_it_is_one_schedule()
    {
        var (_, patched) = await Key.Send("PATCH", $"/privacy-v1{Path}", """{"scheduledHour":7}""");
        Assert.That((await Key.Get(Path)).ToJsonString(), Is.EqualTo(patched!.ToJsonString()));
        Assert.That((await Key.Get(Whole($"//privacy-v1/{Path}/"))).ToJsonString(), Is.EqualTo(patched.ToJsonString()));
    }

    [Test]
    public async Task What_is_disabled_is_never_due()
    {
        await Key.Send("PATCH", Path, """{"scheduledScanEnabled":false,"scanPeriod":"daily"}""");
        var id = Guid.Parse(IdOf(_project));
        Assert.That(await Server.Database(db => Task.FromResult(db.Schedules.Single(s => s.TargetId == id).NextDueAt)), Is.Null);
    }

    private string Shown(bool enabled, string period, int hour, int dayOfWeek, int dayOfMonth) =>
        $"{{\"scheduledScanEnabled\":{(enabled ? "true" : "false")},\"organizationId\":\"{Server.Tenant.OrganizationId}\",\"projectId\":\"{IdOf(_project)}\","
        + $"\"scanPeriod\":\"{period}\",\"scheduledHour\":{hour},\"scheduledDayOfWeek\":{dayOfWeek},\"scheduledDayOfMonth\":{dayOfMonth},\"scanHistory\":[]}}";

    /// <summary>The names and types of all members, however deep.</summary>
    private static string Shape(JsonNode node) => node switch
    {
        JsonObject o => "{" + string.Join(",", o.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}:{Shape(m.Value!)}")) + "}",
        JsonArray a => $"[{Shape(a[0]!)}]",
        _ => node.GetValueKind().ToString().Replace("False", "True", StringComparison.Ordinal),
    };
}
