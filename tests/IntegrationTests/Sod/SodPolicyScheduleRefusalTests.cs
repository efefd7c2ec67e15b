using System.Text;
using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Sod;

/// <summary>What the schedule of a SOD policy refuses: the status, the exact body, and that nothing has changed.</summary>
public sealed class SodPolicyScheduleRefusalTests : HttpFixture
{
    private const string Hours = """{"type":"LIST","values":["9"]}""";
    private const string Good = $$$"""{"name":"Good","schedule":{"type":"DAILY","hours":{{{Hours}}}}}""";

    private Tenant _other = null!;
    private string _policy = null!;
    private string _row = null!;

    private string Path => $"/v3/sod-policies/{_policy}/schedule";

    /// <summary>The schedule object, the field that is refused, and its value in the message.</summary>
    private static IEnumerable<TestCaseData> BadSchedules()
    {
        string[][] rows =
        [
            ["null", "schedule", "null"], ["{}", "schedule.type", "null"], ["[]", "schedule", "[]"], ["\"DAILY\"", "schedule", "DAILY"],
            [$$"""{"hours":{{Hours}}}""", "schedule.type", "null"], ["""{"type":"DAILY"}""", "schedule.hours", "null"],
            [$$"""{"type":7,"hours":{{Hours}}}""", "schedule.type", "7"],
            [$$"""{"type":"DAILY","hours":{{Hours}},"expiration":"2038-01-19T03:14:08Z"}""", "schedule.expiration", "2038-01-19T03:14:08Z"],
            [$$"""{"type":"DAILY","hours":{{Hours}},"expiration":"9999-12-31T23:59:59Z"}""", "schedule.expiration", "9999-12-31T23:59:59Z"],
        ];
        return rows
            .Concat(new[] { "HOURLY", "daily", "" }.Select(type => new[] { $$"""{"type":"{{type}}","hours":{{Hours}}}""", "schedule.type", type }))
            .Concat(Selectors.Select(row => new[] { $$"""{"type":"DAILY","hours":{{row[0]}}}""", $"schedule.hours{row[1]}", row[2] }))
            .Concat(Days.Select(row => new[] { $$"""{"type":"{{row[0]}}",{{row[1]}}"hours":{{Hours}}}""", $"schedule.{row[2]}", row[3] }))
            .Concat(new[] { "tomorrow", "2026-01-01", "2026-01-01T00:00:00", "2026-02-30T00:00:00Z", "" }.Select(expiration =>
                new[] { $$"""{"type":"DAILY","hours":{{Hours}},"expiration":"{{expiration}}"}""", "schedule.expiration", expiration }))
            .Concat(new[] { "Mars/Base", "gmt", "GMT+19", "GMT-6:00", "utc", "" }.Select(zone =>
                new[] { $$"""{"type":"DAILY","hours":{{Hours}},"timeZoneId":"{{zone}}"}""", "schedule.timeZoneId", zone }))
            .Select(row => new TestCaseData($$"""{"name":"Bad","schedule":{{row[0]}}}""", row[1], row[2]));
    }

    private static string[][] Selectors { get; } =
    [
        ["[]", "", "[]"], ["9", "", "9"], ["{}", ".type", "null"], ["""{"type":"SET","values":["9"]}""", ".type", "SET"],
        ["""{"type":"list","values":["9"]}""", ".type", "list"], ["""{"type":"LIST"}""", ".values", "null"],
        ["""{"type":"LIST","values":[]}""", ".values", ""], ["""{"type":"LIST","values":"9"}""", ".values", "9"],
        ["""{"type":"LIST","values":[9]}""", ".values[0]", "9"], ["""{"type":"LIST","values":["8",9]}""", ".values[1]", "9"],
        ["""{"type":"LIST","values":[null]}""", ".values", "null"], ["""{"type":"LIST","values":["24"]}""", ".values", "24"],
        ["""{"type":"LIST","values":["-1"]}""", ".values", "-1"], ["""{"type":"LIST","values":["009"]}""", ".values", "009"],
        ["""{"type":"LIST","values":["9.5"]}""", ".values", "9.5"], ["""{"type":"LIST","values":[""]}""", ".values", ""],
        ["""{"type":"LIST","values":["9","nine"]}""", ".values", "nine"],
        ["""{"type":"LIST","values":["9"],"interval":0}""", ".interval", "0"], ["""{"type":"LIST","values":["9"],"interval":-1}""", ".interval", "-1"],
        ["""{"type":"LIST","values":["9"],"interval":"3"}""", ".interval", "3"], ["""{"type":"LIST","values":["9"],"interval":2.5}""", ".interval", "2.5"],
        ["""{"type":"LIST","values":["8","9"],"interval":2}""", ".interval", "2"],
        ["""{"type":"RANGE","values":["9"]}""", ".values", "9"], ["""{"type":"RANGE","values":["9","5"]}""", ".values", "9, 5"],
        ["""{"type":"RANGE","values":["9","10","11"]}""", ".values", "9, 10, 11"],
    ];

    /// <summary>Type, what stands before the hours, the field, its value.</summary>
    private static string[][] Days { get; } =
    [
        .. new[] { "WEEKLY", "MONTHLY", "CALENDAR", "ANNUALLY" }.Select(type => new[] { type, "", "days", "null" }),
        .. new[] { "1", "Mon", "SUNDAY", "L" }.Select(day => new[] { "WEEKLY", List("days", day), "days.values", day }),
        .. new[] { "0", "32", "l", "L-0", "L-31", "L+1", "MON" }.Select(day => new[] { "MONTHLY", List("days", day), "days.values", day }),
        .. new[] { "2023-02-30", "2023-1-2", "22.01.2023", "1" }.Select(day => new[] { "CALENDAR", List("days", day), "days.values", day }),
        .. new[] { "0", "13", "JAN" }.Select(month => new[] { "ANNUALLY", List("months", month) + List("days", "1"), "months.values", month }),
        .. new[] { "1", "L", "--13-01", "--01-32", "2023-01-01" }.Select(day => new[] { "ANNUALLY", List("days", day), "days.values", day }),
        ["CALENDAR", Range("2023-01-01", "2023-01-02"), "days.type", "RANGE"],
        ["ANNUALLY", Range("--01-01", "--01-02"), "days.type", "RANGE"],
        ["WEEKLY", Range("FRI", "MON"), "days.values", "FRI, MON"],
        ["WEEKLY", List("days", "MON") + List("months", "1").Replace("LIST", "EACH", StringComparison.Ordinal), "months.type", "EACH"],
    ];

    private static TestCaseData[] BadMembers { get; } =
    [
        new("{}", "schedule", "null"), new("[]", "body", "[]"), new("null", "body", "null"), new("\"x\"", "body", "x"),
        With("\"name\":7", "name", "7"), With("\"name\":\"\"", "name", ""), With("\"name\":\"  \"", "name", "  "),
        With($"\"name\":\"{new string('n', 513)}\"", "name", new string('n', 200) + "…").SetArgDisplayNames("a long name"),
        With("\"description\":{}", "description", "{}"), With("\"emailEmptyResults\":\"yes\"", "emailEmptyResults", "yes"),
        With("\"emailEmptyResults\":1", "emailEmptyResults", "1"), With("\"recipients\":{}", "recipients", "{}"),
        With("\"recipients\":[7]", "recipients[0]", "7"), With("\"recipients\":[null]", "recipients[0].type", "null"),
        With("""{"type":"ROLE","id":"x"}""", "type", "ROLE", recipient: true), With("""{"id":"x"}""", "type", "null", recipient: true),
        With("""{"type":"IDENTITY"}""", "id", "null", recipient: true), With("""{"type":"IDENTITY","id":""}""", "id", "", recipient: true),
        With("""{"type":"IDENTITY","id":7}""", "id", "7", recipient: true),
    ];

    [OneTimeSetUp]
    public async Task MakeSchedule()
    {
        _other = await Server.NewTenant("Other");
        _policy = await NewPolicy();
        await Token.Send("PUT", Path, Good);
        _row = await Row(_policy);
    }

    [TearDown]
    public async Task NothingHasChanged() => Assert.That(await Row(_policy), Is.EqualTo(_row));

    [TestCaseSource(nameof(BadSchedules))]
    [TestCaseSource(nameof(BadMembers))]
    public async Task A_wrong_value_is_told_with_its_path(string body, string field, string value)
    {
        var (status, error) = await Token.Send("PUT", Path, body);
        var text = $"Illegal value \"{value}\" for field \"{field}\".";
        Assert.Multiple(() =>
        {
            Assert.That((status, error.Text("detailCode")), Is.EqualTo((400, "400.1.3 Illegal value")));
            Assert.That(Members(error), Is.EqualTo("causes detailCode messages trackingId"));
            Assert.That(error.Text("trackingId"), Does.Match("^[0-9a-f]{32}$"));
            Assert.That(Said(error!, 0), Is.EqualTo(("en-US", "DEFAULT", text)));
            Assert.That(Said(error!, 1), Is.EqualTo(("und", "REQUEST", text)));
            Assert.That(error!["messages"]!.AsArray(), Has.Count.EqualTo(2));
            Assert.That(error["causes"]![0].Text("text"), Does.StartWith($"{field} must be "));
        });
    }

    [TestCase("{", "application/json", 400, "400.1 Bad Request Content")]
    [TestCase("", "application/json", 400, "400.1 Bad Request Content")]
    [TestCase(Good, "text/plain", 415, "415 Unsupported Media Type")]
    public async Task What_is_no_JSON_is_refused_as_such(string body, string type, int status, string code)
    {
        using var response = await Token.Raw("PUT", Path, Encoding.UTF8.GetBytes(body), type);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        Assert.That(((int)response.StatusCode, error.Text("detailCode")), Is.EqualTo((status, code)));
    }

    [TestCase("none", 401)]
    [TestCase("bad", 401)]
    [TestCase("key", 401)]
    [TestCase("read", 403)]
    [TestCase("other", 404)]
    public async Task Who_asks_is_checked(string who, int status)
    {
        using var client = who switch
        {
            "read" => await Server.WithToken(scope: "idn:sod-policy:read"),
            "other" => await Server.WithToken(_other),
            "key" => Server.WithKey(),
            _ => Server.Anonymous(),
        };
        if (who == "bad")
            client.DefaultRequestHeaders.Authorization = new("Bearer", "x.y.z");
        foreach (var method in new[] { "PUT", "DELETE", "GET" })
        {
            var (got, error) = await client.Send(method, Path, method == "PUT" ? Good : null);
            Assert.That(got, Is.EqualTo(who == "read" && method == "GET" ? 200 : status), method);
            if (got == 401)
                Assert.That(Members(error), Is.EqualTo("error"));
            if (got is 403 or 404)
                Assert.That(error.Text("detailCode"), Is.EqualTo(got == 403 ? "403 Forbidden" : "404 Not found"));
        }
    }

    [TestCase("no-such-id")]
    [TestCase("ef38f94347e94562b5bb8424a56397d8")]
    public async Task An_unknown_policy_is_not_found(string id)
    {
        foreach (var method in new[] { "GET", "PUT", "DELETE" })
        {
            var (status, error) = await Token.Send(method, $"/v3/sod-policies/{id}/schedule", method == "PUT" ? Good : null);
            Assert.That((status, error.Text("detailCode")), Is.EqualTo((404, "404 Not found")), method);
        }
    }

    [Test]
    public async Task A_policy_without_a_schedule_has_none_to_show_or_delete()
    {
        var path = $"/v3/sod-policies/{await NewPolicy()}/schedule";
        Assert.That((await Token.Send("GET", path)).Status, Is.EqualTo(404));
        Assert.That((await Token.Send("DELETE", path)).Status, Is.EqualTo(404));
        await Token.Send("PUT", path, Good);
        Assert.That((await Token.Send("DELETE", path)).Status, Is.EqualTo(204));
        Assert.That((await Token.Send("DELETE", path)).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Too_many_requests_are_told_to_wait()
    {
        await using var limited = await Server.Start(("RateLimits:Requests", "2"));
        using var client = await limited.WithToken();
        await client.Send("GET", Path);
        await client.Send("GET", Path);
        using var response = await client.Raw("GET", Path);
        Assert.That((int)response.StatusCode, Is.EqualTo(429));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("""{"message":" Rate Limit Exceeded "}"""));
        Assert.That(response.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
    }

    private static string List(string member, string value) => $"\"{member}\":{{\"type\":\"LIST\",\"values\":[\"{value}\"]}},";

    private static string Range(string start, string end) => $"\"days\":{{\"type\":\"RANGE\",\"values\":[\"{start}\",\"{end}\"]}},";

    private static TestCaseData With(string member, string field, string value, bool recipient = false) => recipient
        ? With($"\"recipients\":[{member}]", $"recipients[0].{field}", value)
        : new($$$"""{{{{member}}},"schedule":{"type":"DAILY","hours":{{{Hours}}}}}""", field, value);

    private static (string, string, string) Said(JsonNode error, int index)
    {
        var message = error["messages"]![index];
        return (message.Text("locale"), message.Text("localeOrigin"), message.Text("text"));
    }
}
