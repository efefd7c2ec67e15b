using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Schedules.IntegrationTests.Errors;

/// <summary>The three formats, literally.</summary>
public sealed partial class FormatTests
{
    private const string Seed400 = "The request was syntactically correct but its content is semantically invalid.";

    private Server _server = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await Probe.Serve();
        _client = _server.Anonymous();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase("value", 422, "Unprocessable Entity", "hours.values must be from 0 to 23.")]
    [TestCase("validator", 422, "Unprocessable Entity", "schedule.name must not be empty.")]
    [TestCase("missing", 404, "Not Found", "Not Found")]
    [TestCase("forbidden", 403, "Forbidden", "Forbidden")]
    [TestCase("conflict", 409, "Conflict", "It was changed.")]
    [TestCase("precondition", 412, "Precondition Failed", "Another version.")]
    [TestCase("crash", 500, "Internal Server Error", "Internal Server Error")]
    public async Task Privacy(string how, int status, string error, string message)
    {
        foreach (var path in new[] { "/privacy-v1/organizations/x/fail/", "/organizations/x/fail/" })
        {
            var (got, body) = await _client.Send("POST", path + how);
            Assert.That(got, Is.EqualTo(status));
            Assert.That(
                body!.ToJsonString(), Is.EqualTo($$"""{"statusCode":{{status}},"error":"{{error}}","message":"{{message}}"}"""));
        }
    }

    [TestCase("missing", 404, "404 Not found", "The server did not find a current representation for the target resource.", "Policy \\u00227\\u0022 was not found.")]
    [TestCase("forbidden", 403, "403 Forbidden", "The server understood the request but refuses to authorize it.", "The plan does not allow it.")]
    [TestCase("conflict", 409, "409 Conflict", "It was changed.", "It was changed.")]
    [TestCase("precondition", 412, "412 Precondition Failed", "Another version.", "Another version.")]
    [TestCase("crash", 500, "500.0 Internal Fault", "An internal fault occurred.", null)]
    public async Task Governance(string how, int status, string code, string text, string? cause)
    {
        foreach (var path in new[] { "/beta", "/v3", "/v2024", "/v2025", "/v2026", "" })
        {
            var (got, body) = await _client.Send("POST", $"{path}/sod-policies/fail/{how}");
            var causes = cause is null ? "" : $$"""{"locale":"en-US","localeOrigin":"DEFAULT","text":"{{cause}}"}""";
            Assert.That(got, Is.EqualTo(status));
            Assert.That(WithoutId(body!), Is.EqualTo(
                $$"""{"detailCode":"{{code}}","trackingId":"*","messages":[{"locale":"en-US","localeOrigin":"DEFAULT","text":"{{text}}"}],"causes":[{{causes}}]}"""));
        }
    }

    [Test]
    public async Task Governance_tells_an_illegal_value_twice_and_what_would_be_accepted()
    {
        var (status, body) = await _client.Send("POST", "/sod-policies/v1/fail/value");
        Assert.That(status, Is.EqualTo(400));
        Assert.That(WithoutId(body!).Replace("\\u0022", "'", StringComparison.Ordinal), Is.EqualTo(
            """{"detailCode":"400.1.3 Illegal value","trackingId":"*","messages":["""
            + """{"locale":"en-US","localeOrigin":"DEFAULT","text":"Illegal value '24' for field 'hours.values'."},"""
            + """{"locale":"und","localeOrigin":"REQUEST","text":"Illegal value '24' for field 'hours.values'."}],"""
            + "\"causes\":[" + """{"locale":"en-US","localeOrigin":"DEFAULT","text":"hours.values must be from 0 to 23."}]}"""));
    }

    [Test]
    public async Task Governance_says_the_seeds_text_for_what_is_no_JSON()
    {
        using var client = await _server.WithToken();
        var (status, body) = await client.Send("POST", "/v3/sod-policies/probe", "{");
        Assert.That((status, body!.Text("detailCode"), body!["messages"]![0].Text("text")), Is.EqualTo((400, "400.1 Bad Request Content", Seed400)));
    }

    [TestCase("value", 400, "Bad Request", "hours.values")]
    [TestCase("validator", 400, "Bad Request", "schedule.name")]
    [TestCase("missing", 404, "Not Found", null)]
    [TestCase("conflict", 409, "Conflict", null)]
    [TestCase("precondition", 412, "Precondition Failed", null)]
    [TestCase("crash", 500, "Internal Server Error", null)]
    public async Task Own(string how, int status, string title, string? field)
    {
        using var response = await _client.Raw("POST", $"/api/v1/fail/{how}");
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Multiple(() =>
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(status));
            Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That((body["status"]!.GetValue<int>(), body.Text("title")), Is.EqualTo((status, title)));
            Assert.That(body["errors"]?.AsObject().Single().Key, Is.EqualTo(field));
            Assert.That(body.ToJsonString(), Does.Not.Contain("secret detail"));
        });
    }

    [TestCase("GET", "/privacy-v1/nothing", 404, "statusCode")]
    [TestCase("GET", "/organizations/x/nothing", 404, "statusCode")]
    [TestCase("DELETE", "/organizations", 405, "statusCode")]
    [TestCase("GET", "/organizations", 401, "statusCode")]
    [TestCase("GET", "/v3/nothing", 404, "detailCode")]
    [TestCase("GET", "/sod-policies/v1/a/b/c/d", 404, "detailCode")]
    [TestCase("GET", "/v3//nothing", 404, "detailCode")]
    [TestCase("PUT", "/oauth/token", 405, "detailCode")]
    [TestCase("GET", "/sod-policies/probe", 401, "error")]
    [TestCase("GET", "/api/v1/nothing", 404, "title")]
    [TestCase("GET", "/nothing", 404, "title")]
    [TestCase("POST", "/api/v1/probe", 401, "title")]
    public async Task Refusals_of_the_framework_speak_the_surfaces_format(string method, string path, int status, string member)
    {
        var (got, body) = await _client.Send(method, path, method == "POST" ? "{}" : null);
        Assert.That((got, body![member] is not null), Is.EqualTo((status, true)), body.ToJsonString());
    }

    [TestCase("//v3//sod-policies//probe", 401)]
    [TestCase("/organizations?name=%00", 400)]
    [TestCase("/organizations/%00", 400)]
    [TestCase("/organizations/%ff", 401)]
    [TestCase("/organizations/%zz", 401)]
    [TestCase("/organizations?limit=%zz&%ff=%", 401)]
    public async Task Strange_percent_signs_do_no_harm(string path, int status)
    {
        using var response = await RawPath(path);
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Beta_says_that_it_is_deprecated_in_errors_too()
    {
        using var beta = await _client.Raw("GET", "/beta/sod-policies/probe");
        using var v3 = await _client.Raw("GET", "/v3/sod-policies/probe");
        Assert.That((beta.Headers.Contains("X-Deprecated"), v3.Headers.Contains("X-Deprecated")), Is.EqualTo((true, false)));
        using var crash = await _client.Raw("POST", "/beta/sod-policies/fail/crash");
        Assert.That(crash.Headers.GetValues("X-Deprecated"), Is.EqualTo(new[] { "true" }));
    }

    private Task<HttpResponseMessage> RawPath(string path)
    {
        var address = new Uri(_client.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        return _client.GetAsync(address);
    }

    private static string WithoutId(JsonNode body)
    {
        Assert.That(body.Text("trackingId"), Does.Match("^[0-9a-f]{32}$"));
        return TrackingId().Replace(body.ToJsonString(), "\"trackingId\":\"*\"");
    }

    [GeneratedRegex("\"trackingId\":\"[0-9a-f]{32}\"", RegexOptions.None, 1000)]
    private static partial Regex TrackingId();
}
