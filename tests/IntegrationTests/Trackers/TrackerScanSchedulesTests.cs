using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Trackers;
using Schedules.Domain.Schedules;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>Many projects' schedules changed in one request: all of them, or none.</summary>
public sealed class TrackerScanSchedulesTests : HttpFixture
{
    private string _first = null!;
    private string _second = null!;

    private string Path => $"{Organization}/tracker-scan-schedules";

    [SetUp]
    public async Task MakeProjects() => (_first, _second) = (IdOf(await NewProject()), IdOf(await NewProject()));

    [Test]
    public async Task Schedules_that_are_there_keep_what_is_not_named_and_those_that_are_not_are_made()
    {
        await Key.Send("PATCH", Schedule(_second), """{"scanPeriod":"weekly","scheduledDayOfWeek":3}""");
        var (status, answer) = await Send([_second, _first, _second], "\"scheduledScanEnabled\":true,\"scheduledHour\":9");
        Assert.That((status, answer!.ToJsonString()), Is.EqualTo((200, $"[{Shown(_second, "weekly", dayOfWeek: 3)},{Shown(_first, "monthly", dayOfWeek: 0)}]")));
        foreach (var (project, terms) in new[] { (_second, answer[0]!), (_first, answer[1]!) })
        {
            var shown = (await Key.Get(Schedule(project))).AsObject();
            Assert.That(terms.AsObject().Where(member => !JsonNode.DeepEquals(member.Value, shown[member.Key])), Is.Empty);
        }
    }

    [Test]
    public async Task One_that_says_so_already_is_not_changed()
    {
        await Send([_first], "\"scheduledHour\":9");
        var (first, second) = (await Row(_first), await Row(_second));
        await Send([_first, _second], "\"scheduledHour\":9");
        Assert.That(((await Row(_first)) == first, (await Row(_second)) == second), Is.EqualTo((true, false)));
        Assert.That((await Send([_first, _second], "")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task What_was_due_before_the_change_stands_in_the_ledger()
    {
        await MoveTo("2031-03-01T08:00:00Z");
        await Send([_first, _second], "\"scheduledScanEnabled\":true,\"scanPeriod\":\"daily\",\"scheduledHour\":9");
        await MoveTo("2031-03-01T09:00:00Z");
        await Send([_first, _second], "\"scheduledHour\":11");
        Guid[] projects = [Guid.Parse(_first), Guid.Parse(_second)];
        var runs = await Server.Database(db => db.Runs.Where(run => projects.Contains(run.TargetId)).Select(run => run.Status).ToListAsync());
        Assert.That(runs, Is.EqualTo(new[] { RunStatus.Queued, RunStatus.Queued }));
    }

    [Test]
    public async Task Of_many_none_is_changed_where_one_is_no_project_of_the_organization()
    {
        var tenant = await Server.NewTenant("Other");
        using var other = Server.WithKey(tenant);
        var (_, foreign) = await other.Send("POST", $"/organizations/{tenant.OrganizationId}/projects", """{"name":"Shop","domains":["shop.example"]}""");
        foreach (var id in new[] { foreign.Text("id"), $"{Guid.NewGuid()}" })
        {
            var (status, error) = await Send([_first, id], "\"scheduledHour\":9");
            Assert.That((status, error.Text("message")), Is.EqualTo((422, "projectIds[1] must be the id of a project of the organization.")));
        }

        Assert.That(await Row(_first), Is.EqualTo("none"));
    }

    [TestCase("\"scheduledHour\":24", "scheduledHour must be a whole number from 0 to 23.")]
    [TestCase("\"scanPeriod\":\"yearly\"", "scanPeriod must be one of daily, weekly, monthly, quarterly.")]
    [TestCase("\"scanPeriod\":null", "scanPeriod must be a string.")]
    [TestCase("\"scheduledScanEnabled\":null", "scheduledScanEnabled must be true or false.")]
    public async Task A_wrong_member_is_named_as_of_one_schedule(string members, string message)
    {
        var (status, error) = await Send([_first, _second], members);
        Assert.That((status, error.Text("message"), await Row(_first), await Row(_second)), Is.EqualTo((422, message, "none", "none")));
    }

    [TestCase("{}")]
    [TestCase("""{"projectIds":[]}""")]
    [TestCase("""{"projectIds":null}""")]
    [TestCase("""{"projectIds":"x"}""")]
    [TestCase("""{"projectIds":["x"]}""")]
    [TestCase("""{"projectIds":[null]}""")]
    public async Task The_projects_are_named(string body)
    {
        var (status, error) = await Key.Send("PATCH", Path, body);
        Assert.That((status, error.Text("message")[..10]), Is.EqualTo((422, "projectIds")));
    }

    [Test]
    public async Task At_most_a_thousand_are_taken()
    {
        var (status, error) = await Send(Enumerable.Repeat(_first, UpdateTrackerScanSchedules.MaxProjects + 1), "\"scheduledHour\":9");
        Assert.That((status, error.Text("message")), Is.EqualTo((422, "projectIds must be a list of 1 to 1000 ids.")));
    }

    private static string Shown(string project, string period, int dayOfWeek) =>
        $"{{\"projectId\":\"{project}\",\"scheduledScanEnabled\":true,\"scanPeriod\":\"{period}\",\"scheduledHour\":9,"
        + $"\"scheduledDayOfWeek\":{dayOfWeek},\"scheduledDayOfMonth\":1}}";

    private string Schedule(string project) => $"{Organization}/projects/{project}/tracker-scan-schedule";

    private Task<(int Status, JsonNode? Body)> Send(IEnumerable<string> projects, string members) =>
        Key.Send("PATCH", Path, $"{{\"projectIds\":[{string.Join(',', projects.Select(id => $"\"{id}\""))}]{(members.Length > 0 ? "," : "")}{members}}}");
}
