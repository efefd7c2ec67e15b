using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Sod;

/// <summary>The schedule of a SOD policy, over HTTP.</summary>
public sealed class SodPolicyScheduleTests : HttpFixture
{
    private const string Published = """
        {"name":"SCH-1584312283015","created":"2020-01-01T00:00:00.000000Z","modified":"2020-01-01T00:00:00.000000Z",
         "description":"Schedule for policy xyz",
         "schedule":{"type":"WEEKLY","days":{"type":"LIST","values":["MON","WED","FRI"]},
           "hours":{"type":"RANGE","values":["9","18"],"interval":3},
           "expiration":"2018-06-25T20:22:28.104Z","timeZoneId":"GMT-06:00"},
         "recipients":[{"type":"IDENTITY","id":"2c91808568c529c60168cca6f90c1313","name":"William Wilson"}],
         "emailEmptyResults":false,
         "creatorId":"0f11f2a4-7c94-4bf3-a2bd-742580fe3bde","modifierId":"0f11f2a4-7c94-4bf3-a2bd-742580fe3bde"}
        """;

    private const string Minimal = """{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]}}}""";

    private static readonly string[] _serverSet = ["created", "modified", "creatorId", "modifierId"];

    private string _policy = null!;

    private string Path => $"/v3/sod-policies/{_policy}/schedule";

    [SetUp]
    public async Task MakePolicy() => _policy = await NewPolicy();

    private static string[] Schedules { get; } =
    [
        """{"type":"DAILY","hours":{"type":"LIST","values":["09","9","23"]}}""",
        """{"type":"DAILY","days":{"type":"LIST","values":["MON"]},"hours":{"type":"LIST","values":["8"],"interval":3}}""",
        """{"type":"WEEKLY","months":{"type":"LIST","values":["3","6","9","12"]},"days":{"type":"RANGE","values":["MON","SUN"],"interval":2},"hours":{"type":"LIST","values":["9"]}}""",
        """{"type":"MONTHLY","days":{"type":"LIST","values":["1","7","14","L","L-30"]},"hours":{"type":"LIST","values":["0"]},"timeZoneId":"America/New_York"}""",
        """{"type":"MONTHLY","days":{"type":"RANGE","values":["20","L"]},"hours":{"type":"LIST","values":["9"]},"timeZoneId":"Etc/GMT-6"}""",
        """{"type":"ANNUALLY","months":{"type":"LIST","values":["1"],"interval":3},"days":{"type":"LIST","values":["1"]},"hours":{"type":"LIST","values":["1"]},"timeZoneId":"CST"}""",
        """{"type":"ANNUALLY","days":{"type":"LIST","values":["--03-12","--02-29"]},"hours":{"type":"LIST","values":["1"]},"timeZoneId":"GMT+1"}""",
        """{"type":"CALENDAR","days":{"type":"LIST","values":["2023-01-22","2023-02-22"]},"hours":{"type":"LIST","values":["9"]},"timeZoneId":"UTC"}""",
    ];

    [TestCase("/beta/sod-policies/{id}/schedule", true)]
    [TestCase("/v3/sod-policies/{id}/schedule", false)]
    [TestCase("/v2024/sod-policies/{id}/schedule", false)]
    [TestCase("/v2025/sod-policies/{id}/schedule", false)]
    [TestCase("/v2026/sod-policies/{id}/schedule", false)]
    [TestCase("/sod-policies/{id}/schedule", false)]
    [TestCase("/sod-policies/v1/{id}/schedule", false)]
    [TestCase("//v3/sod-policies/{id}/schedule", false)]
    [TestCase("//sod-policies//v1/{id}//schedule/", false)]
    public async Task Every_version_answers_the_same_and_beta_says_that_it_is_deprecated(string path, bool deprecated)
    {
        path = Whole(path.Replace("{id}", _policy, StringComparison.Ordinal));
        var (status, put) = await Token.Send("PUT", path, Minimal);
        Assert.That(status, Is.EqualTo(200));
        using var got = await Token.Raw("GET", path);
        Assert.That(await got.Content.ReadAsStringAsync(), Is.EqualTo(put!.ToJsonString()));
        Assert.That(got.Headers.Contains("X-Deprecated"), Is.EqualTo(deprecated));
        Assert.That((await Token.Send("DELETE", path)).Status, Is.EqualTo(204));
        Assert.That((await Token.Send("GET", path)).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task The_published_answer_round_trips_member_for_member()
    {
        var (status, put) = await Token.Send("PUT", Path, Published);
        Assert.That((status, Members(put)), Is.EqualTo((200, Members(JsonNode.Parse(Published)))));
        Assert.That(JsonNode.DeepEquals(Sent(put!), Sent(JsonNode.Parse(Published)!)), put!.ToJsonString());
        Assert.That((await Token.Get(Path)).ToJsonString(), Is.EqualTo(put.ToJsonString()));
        var again = await Token.Send("PUT", Path, put.ToJsonString());
        Assert.That(again.Status, Is.EqualTo(200));
        Assert.That(JsonNode.DeepEquals(Sent(again.Body!), Sent(put)));
    }

    [TestCaseSource(nameof(Schedules))]
    public async Task A_schedule_is_echoed_as_it_was_sent(string schedule)
    {
        var (status, put) = await Token.Send("PUT", Path, $$"""{"schedule":{{schedule}}}""");
        var sent = JsonNode.Parse(schedule)!.ToJsonString();
        Assert.That((status, put!["schedule"]!.ToJsonString()), Is.EqualTo((200, sent)));
        Assert.That((await Token.Get(Path))["schedule"]!.ToJsonString(), Is.EqualTo(sent));
    }

    [Test]
    public async Task What_is_absent_is_left_out_and_null_is_absent()
    {
        var (_, minimal) = await Token.Send("PUT", Path, Minimal);
        Assert.That(Members(minimal), Is.EqualTo("created creatorId emailEmptyResults modified modifierId name recipients schedule"));
        Assert.That(Members(minimal!["schedule"]), Is.EqualTo("hours type"));
        Assert.That(minimal.Text("name"), Is.EqualTo($"SCH-{Now.ToUnixTimeMilliseconds()}"));
        Assert.That((minimal["recipients"]!.ToJsonString(), minimal["emailEmptyResults"]!.GetValue<bool>()), Is.EqualTo(("[]", false)));
        var (status, nulls) = await Token.Send("PUT", Path, """
            {"name":null,"description":null,"recipients":null,"emailEmptyResults":null,
             "schedule":{"type":"DAILY","months":null,"days":null,"hours":{"type":"LIST","values":["9"],"interval":null},"expiration":null,"timeZoneId":null}}
            """);
        Assert.That((status, Sent(nulls!).ToJsonString()), Is.EqualTo((200, Sent(minimal).ToJsonString())));
    }

    [Test]
    public async Task A_put_replaces_everything_but_the_name_and_the_creator()
    {
        var (_, first) = await Token.Send("PUT", Path, Published);
        Server.Clock.Advance(NodaTime.Duration.FromSeconds(10));
        using var second = await Server.WithToken();
        var (_, replaced) = await second.Send("PUT", Path, Minimal);
        Assert.That((replaced.Text("name"), replaced!["description"], replaced["recipients"]!.ToJsonString()), Is.EqualTo(("SCH-1584312283015", (JsonNode?)null, "[]")));
        Assert.That((replaced.Text("created"), replaced.Text("creatorId")), Is.EqualTo((first.Text("created"), first.Text("creatorId"))));
        Assert.That(replaced.Text("modified"), Is.GreaterThan(first.Text("modified")).And.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"));
        Assert.That(replaced.Text("creatorId"), Is.Not.EqualTo("0f11f2a4-7c94-4bf3-a2bd-742580fe3bde"));
    }

    [TestCase("2038-01-19T03:14:07+0000", "2038-01-19T03:14:07.000Z")]
    [TestCase("2030-06-01T02:00:00+02:00", "2030-06-01T00:00:00.000Z")]
    [TestCase("2030-06-01T02:00:00.1234567Z", "2030-06-01T02:00:00.123Z")]
    public async Task An_expiration_is_read_with_any_offset_and_written_in_UTC(string sent, string shown)
    {
        var (status, put) = await Token.Send(
            "PUT", Path, $$$"""{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]},"expiration":"{{{sent}}}"}}""");
        Assert.That((status, put!["schedule"].Text("expiration")), Is.EqualTo((200, shown)));
    }

    [Test]
    public async Task Recipients_are_called_as_their_identities_are_and_else_as_they_were_sent()
    {
        await Key.Send("PUT", "/api/v1/access/identities/known", """{"name":"Ada Byron"}""");
        var (status, put) = await Token.Send("PUT", Path, """
            {"recipients":[{"type":"IDENTITY","id":"known","name":"old"},{"type":"IDENTITY","id":"unknown","name":"Sent"},{"type":"IDENTITY","id":"nameless"}],
             "schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]}}}
            """);
        Assert.That(status, Is.EqualTo(200));
        Assert.That(put!["recipients"]!.ToJsonString(), Is.EqualTo(
            """[{"type":"IDENTITY","id":"known","name":"Ada Byron"},{"type":"IDENTITY","id":"unknown","name":"Sent"},{"type":"IDENTITY","id":"nameless"}]"""));
    }

    [Test]
    public async Task The_policy_says_whether_it_is_scheduled()
    {
        Assert.That(await Scheduled(), Is.False);
        await Token.Send("PUT", Path, Minimal);
        Assert.That(await Scheduled(), Is.True);
        await Token.Send("DELETE", Path);
        Assert.That(await Scheduled(), Is.False);

        async Task<bool> Scheduled() => (await Token.Get($"/v3/sod-policies/{_policy}"))["scheduled"]!.GetValue<bool>();
    }

    private static JsonObject Sent(JsonNode schedule)
    {
        var sent = schedule.DeepClone().AsObject();
        foreach (var member in _serverSet)
            sent.Remove(member);
        return sent;
    }
}
