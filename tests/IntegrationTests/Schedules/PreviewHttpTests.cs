namespace Schedules.IntegrationTests.Schedules;

/// <summary>POST /api/v1/recurrences/preview.</summary>
public sealed class PreviewHttpTests : HttpFixture
{
    private const string Path = "/api/v1/recurrences/preview";

    [Test]
    public async Task Occurrences_have_all_their_members_and_a_note_of_nothing_is_null()
    {
        var (status, preview) = await Key.Send("POST", Path, """
            {"rule":{"type":"DAILY","hours":{"type":"LIST","values":["2"]},"timeZoneId":"America/New_York"},"after":"2026-03-07T12:00:00Z","count":2}
            """);
        Assert.That((status, Members(preview), preview!["ended"]!.GetValue<bool>()), Is.EqualTo((200, "description ended occurrences", false)));
        Assert.That(preview["occurrences"]!.ToJsonString(), Is.EqualTo(
            """[{"at":"2026-03-08T07:00:00Z","local":"2026-03-08T03:00:00-04:00","note":"gap"},"""
            + """{"at":"2026-03-09T06:00:00Z","local":"2026-03-09T02:00:00-04:00","note":null}]"""));
        Assert.That(preview.Text("description"), Is.Not.Empty);
    }

    [Test]
    public async Task Ten_occurrences_after_now_are_listed_where_nothing_else_is_said()
    {
        var (_, preview) = await Token.Send("POST", Path, """{"rule":{"scanPeriod":"daily","scheduledHour":9},"after":null,"count":null}""");
        var occurrences = preview!["occurrences"]!.AsArray();
        Assert.That((occurrences.Count, occurrences[0].Text("at")), Is.EqualTo((10, "2026-01-01T09:00:00Z")));
    }

    [Test]
    public async Task A_rule_that_is_over_says_so()
    {
        var (_, preview) = await Key.Send("POST", Path, """
            {"rule":{"type":"CALENDAR","days":{"type":"LIST","values":["2026-02-01"]},"hours":{"type":"LIST","values":["9"]}},"count":1}
            """);
        Assert.That((preview!["occurrences"]!.AsArray().Count, preview["ended"]!.GetValue<bool>()), Is.EqualTo((1, true)));
    }

    [TestCase("{}", "rule.type")]
    [TestCase("""{"rule":null}""", "rule.type")]
    [TestCase("""{"rule":[]}""", "rule")]
    [TestCase("""{"rule":{}}""", "rule.type")]
    [TestCase("""{"rule":{"scanPeriod":"hourly"}}""", "rule.scanPeriod")]
    [TestCase("""{"rule":{"scanPeriod":"daily","type":"DAILY"}}""", "rule.type")]
    [TestCase("""{"rule":{"scanPeriod":"daily","scheduledHour":24}}""", "rule.scheduledHour")]
    [TestCase("""{"rule":{"scanPeriod":"daily","scheduledHour":"9"}}""", "rule.scheduledHour")]
    [TestCase("""{"rule":{"type":"DAILY"}}""", "rule.hours")]
    [TestCase("""{"rule":{"type":"DAILY","hours":{"type":"LIST","values":[9]}}}""", "rule.hours.values[0]")]
    [TestCase("""{"rule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]},"timeZoneId":"Mars"}}""", "rule.timeZoneId")]
    [TestCase("""{"rule":{"scanPeriod":"daily"},"count":0}""", "count")]
    [TestCase("""{"rule":{"scanPeriod":"daily"},"count":1001}""", "count")]
    [TestCase("""{"rule":{"scanPeriod":"daily"},"count":"5"}""", "count")]
    [TestCase("""{"rule":{"scanPeriod":"daily"},"after":"2026-01-01"}""", "after")]
    [TestCase("""{"rule":{"scanPeriod":"daily"},"after":7}""", "after")]
    [TestCase("""{"rule":{"scanPeriod":"daily"},"after":""}""", "after")]
    [TestCase("[]", "body")]
    public async Task A_bad_value_is_a_problem_that_names_the_field(string body, string field)
    {
        var (status, problem) = await Key.Send("POST", Path, body);
        Assert.That((status, problem!["status"]!.GetValue<int>()), Is.EqualTo((400, 400)));
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo(new[] { field }));
    }

    [Test]
    public async Task A_credential_is_needed()
    {
        using var nobody = Server.Anonymous();
        var (status, problem) = await nobody.Send("POST", Path, """{"rule":{"scanPeriod":"daily"}}""");
        Assert.That((status, problem!.Text("title")), Is.EqualTo((401, "Unauthorized")));
    }
}
