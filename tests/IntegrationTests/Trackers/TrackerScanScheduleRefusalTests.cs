using System.Text;
using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>What the schedule of a project's scans refuses: the status, the exact body, and that nothing has changed.</summary>
public sealed class TrackerScanScheduleRefusalTests : HttpFixture
{
    private const string Int = "a whole number of at most 32 bits";
    private const string Periods = "one of daily, weekly, monthly, quarterly";

    private Tenant _other = null!;
    private string _project = null!;
    private string _row = null!;
    private string _shown = null!;

    private string Path => $"{_project}/tracker-scan-schedule";

    private static IEnumerable<TestCaseData> BadMembers()
    {
        foreach (var value in new[] { "\"true\"", "1", "0", "null", "[]", "{}" })
            yield return new TestCaseData($$"""{"scheduledScanEnabled":{{value}}}""", "scheduledScanEnabled must be true or false.");
        foreach (var value in new[] { "7", "null", "true", "[\"daily\"]", "{}" })
            yield return new TestCaseData($$"""{"scanPeriod":{{value}}}""", "scanPeriod must be a string.");
        foreach (var value in new[] { "", "Daily", "DAILY", "yearly", " daily", new string('d', 100_000) })
            yield return new TestCaseData($$"""{"scanPeriod":"{{value}}"}""", $"scanPeriod must be {Periods}.").SetArgDisplayNames(value.Length > 20 ? "long" : value);
        foreach (var (member, low, high) in new[] { ("scheduledHour", 0, 23), ("scheduledDayOfWeek", 0, 6), ("scheduledDayOfMonth", 1, 31) })
        {
            foreach (var value in new[] { "\"4\"", "4.5", "null", "true", "[4]", "{}", "99999999999", "1e400", "\"\"" })
                yield return new TestCaseData($$"""{"{{member}}":{{value}}}""", $"{member} must be {Int}.");
            foreach (var value in new[] { low - 1, high + 1, int.MinValue, int.MaxValue })
                yield return new TestCaseData($$"""{"{{member}}":{{value}}}""", $"{member} must be a whole number from {low} to {high}.");
        }

        foreach (var value in new[] { "[]", "[{}]", "\"x\"", "7", "true", "null" })
            yield return new TestCaseData(value, "body must be an object.");
        yield return new TestCaseData("""{"scheduledScanEnabled":false,"scheduledHour":5,"scheduledDayOfMonth":32}""", "scheduledDayOfMonth must be a whole number from 1 to 31.");
    }

    private static TestCaseData[] Requests { get; } =
    [
        new("no-uuid", "{project}", "own", 400),
        new("{own}", "no-uuid", "own", 400),
        new("{own}", "00000000-0000-0000-0000-000000000000", "own", 404),
        new("{own}", "497f6eca-6276-4993-bfeb-53cbbbba6f08", "own", 404),
        new("{other}", "{project}", "other", 404),
        new("{other}", "{project}", "own", 403),
        new("{own}", "{project}", "other", 403),
        new("497f6eca-6276-4993-bfeb-53cbbbba6f08", "{project}", "own", 403),
        new("{own}", "{project}", "none", 401),
        new("{own}", "{project}", "unknown", 401),
        new("no-uuid", "no-uuid", "none", 401),
    ];

    [OneTimeSetUp]
    public async Task MakeSchedule()
    {
        _other = await Server.NewTenant("Other");
        _project = await NewProject();
        await Key.Send("PATCH", Path, """{"scheduledScanEnabled":true,"scanPeriod":"weekly","scheduledHour":9}""");
        _row = await Row(IdOf(_project));
        _shown = (await Key.Get(Path)).ToJsonString();
    }

    [TearDown]
    public async Task NothingHasChanged()
    {
        Assert.That(await Row(IdOf(_project)), Is.EqualTo(_row));
        Assert.That((await Key.Get(Path)).ToJsonString(), Is.EqualTo(_shown));
    }

    [TestCaseSource(nameof(BadMembers))]
    public async Task A_wrong_member_is_named_with_what_would_be_accepted(string body, string message)
    {
        var (status, error) = await Key.Send("PATCH", Path, body);
        Assert.That(status, Is.EqualTo(422));
        Assert.That(error!.ToJsonString(), Is.EqualTo($$"""{"statusCode":422,"error":"Unprocessable Entity","message":"{{message}}"}"""));
    }

    [TestCase("{", "application/json", 400)]
    [TestCase("", "application/json", 400)]
    [TestCase("{'scheduledHour':1}", "application/json", 400)]
    [TestCase("{\"scheduledHour\":1,\"scheduledHour\":2}", "application/json", 400)]
    [TestCase("{\"scheduledHour\":5}", "text/plain", 415)]
    [TestCase("scheduledHour=5", "application/x-www-form-urlencoded", 415)]
    public async Task What_is_no_JSON_is_refused_as_such(string body, string type, int status)
    {
        using var response = await Key.Raw("PATCH", Path, Encoding.UTF8.GetBytes(body), type);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That((Members(error), error!["statusCode"]!.GetValue<int>()), Is.EqualTo(("error message statusCode", status)));
    }

    [Test]
    public async Task Two_megabytes_are_too_large()
    {
        var (status, error) = await Key.Send("PATCH", Path, $$"""{"scheduledHour":5,"x":"{{new string('x', 2 << 20)}}"}""");
        Assert.That(status, Is.EqualTo(413));
        Assert.That(
            error!.ToJsonString(),
            Is.EqualTo("""{"statusCode":413,"error":"Payload Too Large","message":"The body is too large; 1 MB is accepted."}"""));
    }

    [TestCaseSource(nameof(Requests))]
    public async Task Who_asks_and_for_what_is_checked_on_every_path(string organization, string project, string key, int status)
    {
        using var client = key switch { "own" => Server.WithKey(), "other" => Server.WithKey(_other), _ => Server.Anonymous() };
        if (key == "unknown")
            client.DefaultRequestHeaders.Add("x-api-key", "no-such-key");
        var path = $"/organizations/{Filled(organization)}/projects/{Filled(project)}";
        (string Method, string Path)[] requests =
        [
            ("PATCH", "tracker-scan-schedule"), ("GET", "tracker-scan-schedule"), ("GET", "tracker-scan-history"), ("POST", "tracker-scans"),
            ("GET", $"tracker-scans/{Guid.NewGuid()}"),
        ];
        foreach (var (method, last) in requests)
        {
            foreach (var prefix in new[] { "", "/privacy-v1" })
            {
                var (got, error) = await client.Send(method, $"{prefix}{path}/{last}", method == "PATCH" ? """{"scheduledHour":5}""" : null);
                Assert.That((got, error!["statusCode"]!.GetValue<int>()), Is.EqualTo((status, status)), $"{method} {last}");
                Assert.That(Members(error), Is.EqualTo("error message statusCode"));
                if (status is 403 or 404)
                    Assert.That((error.Text("error"), error.Text("message")), Is.EqualTo(status == 403 ? ("Forbidden", "Forbidden") : ("Not Found", "Not Found")));
            }
        }
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    public async Task Other_methods_are_not_allowed(string method) =>
        Assert.That((await Key.Send(method, Path, "{}")).Status, Is.EqualTo(405));

    private string Filled(string text) => text
        .Replace("{own}", $"{Server.Tenant.OrganizationId}", StringComparison.Ordinal)
        .Replace("{other}", $"{_other.OrganizationId}", StringComparison.Ordinal)
        .Replace("{project}", IdOf(_project), StringComparison.Ordinal);
}
