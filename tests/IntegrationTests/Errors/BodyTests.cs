using System.Text;
using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Errors;

/// <summary>Whatever is sent as a body, it is taken or refused with a reason; nothing of it happens halfway.</summary>
public sealed class BodyTests
{
    private Server _server = null!;
    private HttpClient _key = null!;
    private HttpClient _token = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await Probe.Serve();
        _key = _server.WithKey();
        _token = await _server.WithToken();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _key.Dispose();
        _token.Dispose();
        await _server.DisposeAsync();
    }

    private static TestCaseData[] Malformed { get; } =
    [
        new(Bytes("{"), "application/json"),
        new(Bytes("{\"name\":}"), "application/json"),
        new(Bytes("{'name':'x'}"), "application/json"),
        new(Bytes("{\"hour\":01}"), "application/json"),
        new(Bytes("{\"hour\":NaN}"), "application/json"),
        new(Bytes("{} {}"), "application/json"),
        new(Bytes("{\"hour\":1,\"hour\":2}"), "application/json"),
        new(Bytes("  "), "application/json"),
        new(Bytes(new string('[', 100_000)), "application/json"),
        new(Bytes(string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200)), "application/json"),
        new((byte[])[.. "{\"name\":\""u8, 0xff, 0xfe, .. "\"}"u8], "application/json"),
        new(Bytes("{\"\\ud800\":1}"), "application/json"),
        new(Array.Empty<byte>(), "application/json"),
        new(Array.Empty<byte>(), "application/x-www-form-urlencoded"),
    ];

    private static TestCaseData[] BadValues { get; } =
    [
        new("null", "body", "null"),
        new("[]", "body", "[]"),
        new("7", "body", "7"),
        new("\"x\"", "body", "x"),
        new("{\"hour\":\"4\"}", "hour", "4"),
        new("{\"hour\":4.5}", "hour", "4.5"),
        new("{\"hour\":null}", "hour", "null"),
        new("{\"period\":null}", "period", "null"),
        new("{\"hour\":99999999999999999999}", "hour", "99999999999999999999"),
        new("{\"hour\":1e400}", "hour", "1e400"),
        new("{\"hour\":true}", "hour", "true"),
        new("{\"name\":7}", "name", "7"),
        new("{\"name\":\"a\\u0000b\"}", "name", "\"a\\u0000b\""),
        new("{\"name\":\"\\ud800\"}", "name", "\"\\ud800\""),
        new("{\"other\":{\"deep\":[\"\\udc00\"]}}", "other.deep[0]", "\"\\udc00\""),
        new("{\"day\":\"SOMEDAY\"}", "day", "SOMEDAY"),
        new("{\"day\":3}", "day", "3"),
        new("{\"ref\":\"no-uuid\"}", "ref", "no-uuid"),
        new("{\"schedule\":[]}", "schedule", "[]"),
        new("{\"schedule\":{\"hours\":{\"values\":[9]}}}", "schedule.hours.values[0]", "9"),
        new("{\"schedule\":{\"hours\":{\"values\":{}}}}", "schedule.hours.values", "{}"),
        new("{\"schedule\":{\"hours\":{\"step\":\"3\"}}}", "schedule.hours.step", "3"),
    ];

    [TestCaseSource(nameof(Malformed))]
    public async Task Malformed_bodies_are_bad_requests(byte[] body, string type)
    {
        var before = Probe.Taken;
        var privacy = await Read(await _key.Raw("POST", Privacy, body, type));
        var governance = await Read(await _token.Raw("POST", "/v3/sod-policies/probe", body, type));
        var own = await Read(await _key.Raw("POST", "/api/v1/probe", body, type));
        Assert.Multiple(() =>
        {
            Assert.That((privacy.Status, governance.Status, own.Status), Is.EqualTo((400, 400, 400)));
            Assert.That(privacy.Body.Text("error"), Is.EqualTo("Bad Request"));
            Assert.That(governance.Body.Text("detailCode"), Is.EqualTo("400.1 Bad Request Content"));
            Assert.That(own.Type, Is.EqualTo("application/problem+json"));
            Assert.That(own.Body.Text("detail"), Does.Contain("JSON"));
            Assert.That(Probe.Taken, Is.EqualTo(before));
        });
    }

    [TestCaseSource(nameof(BadValues))]
    public async Task Wrong_types_are_bad_values_with_their_path(string body, string field, string value)
    {
        var before = Probe.Taken;
        var privacy = await Read(await _key.Raw("POST", Privacy, Bytes(body)));
        var governance = await Read(await _token.Raw("POST", "/v3/sod-policies/probe", Bytes(body)));
        var own = await Read(await _key.Raw("POST", "/api/v1/probe", Bytes(body)));
        Assert.Multiple(() =>
        {
            Assert.That((privacy.Status, governance.Status, own.Status), Is.EqualTo((422, 400, 400)));
            Assert.That(privacy.Body["statusCode"]!.GetValue<int>(), Is.EqualTo(422));
            Assert.That(privacy.Body.Text("message"), Does.StartWith($"{field} must be "));
            Assert.That(governance.Body.Text("detailCode"), Is.EqualTo("400.1.3 Illegal value"));
            Assert.That(governance.Body["messages"]![0].Text("text"), Is.EqualTo($"Illegal value \"{value}\" for field \"{field}\"."));
            Assert.That(governance.Body["causes"]![0].Text("text"), Does.StartWith($"{field} must be "));
            Assert.That(own.Body["errors"]!.AsObject().Single().Key, Is.EqualTo(field));
            Assert.That(Probe.Taken, Is.EqualTo(before));
        });
    }

    [TestCase(31, "{\"hour\":1}")]
    [TestCase(32, "The body must be JSON, nested no deeper than 32 levels.")]
    [TestCase(80, "The body must be JSON, nested no deeper than 32 levels.")]
    public async Task An_unknown_member_is_taken_as_deep_as_any_and_too_deep_a_one_told_so(int depth, string answer)
    {
        var body = $"{{\"hour\":1,\"unknown\":{new string('[', depth)}{new string(']', depth)}}}";
        var own = await Read(await _key.Raw("POST", "/api/v1/probe", Bytes(body)));
        Assert.That(own.Status == 200 ? own.Body.ToJsonString() : own.Body.Text("detail"), Is.EqualTo(answer));
    }

    [TestCase("{\"hour\":1,\"hour\":2}", "hour")]
    [TestCase("{\"schedule\":{\"hours\":{\"step\":1,\"st\\u0065p\":1}}}", "schedule.hours.step")]
    public async Task A_member_that_is_there_twice_is_named(string body, string path)
    {
        var own = await Read(await _key.Raw("POST", "/api/v1/probe", Bytes(body)));
        Assert.That(own.Body.Text("detail"), Is.EqualTo($"The body must be JSON that names each member once; {path} appears twice."));
    }

    [TestCase("application/json")]
    [TestCase("application/json; charset=utf-8")]
    [TestCase("APPLICATION/JSON")]
    [TestCase("application/merge-patch+json")]
    [TestCase("application/json-patch+json")]
    public async Task Json_is_taken_under_each_of_its_names(string type)
    {
        using var response = await _token.Raw("POST", "/v3/sod-policies/probe", Bytes("{\"hour\":4,\"unknown\":{}}"), type);
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("{\"hour\":4}"));
    }

    [Test]
    public async Task A_byte_order_mark_and_UTF_16_are_read()
    {
        using var marked = await _token.Raw("POST", "/v3/sod-policies/probe", [0xef, 0xbb, 0xbf, .. Bytes("{\"name\":\"é\"}")]);
        using var wide = await _token.Raw(
            "POST", "/v3/sod-policies/probe", Encoding.Unicode.GetBytes("{\"name\":\"é\"}"), "application/json; charset=utf-16");
        Assert.That(await marked.Content.ReadAsStringAsync(), Is.EqualTo("{\"name\":\"é\"}"));
        Assert.That(await wide.Content.ReadAsStringAsync(), Is.EqualTo("{\"name\":\"é\"}"));
    }

    [TestCase("text/plain")]
    [TestCase("application/xml")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/json; charset=klingon")]
    [TestCase("nonsense")]
    public async Task Other_content_is_refused_as_such(string type)
    {
        var privacy = await Read(await _key.Raw("POST", Privacy, Bytes("{}"), type));
        var governance = await Read(await _token.Raw("POST", "/v3/sod-policies/probe", Bytes("{}"), type));
        var own = await Read(await _key.Raw("POST", "/api/v1/probe", Bytes("{}"), type));
        Assert.Multiple(() =>
        {
            Assert.That((privacy.Status, governance.Status, own.Status), Is.EqualTo((415, 415, 415)));
            Assert.That(privacy.Body.Text("error"), Is.EqualTo("Unsupported Media Type"));
            Assert.That(governance.Body.Text("detailCode"), Is.EqualTo("415 Unsupported Media Type"));
            Assert.That(own.Body.Text("title"), Is.EqualTo("Unsupported Media Type"));
        });
    }

    [Test]
    public async Task An_empty_post_is_never_refused_for_its_content_type()
    {
        var bodiless = await Read(await _token.Raw("POST", "/v3/sod-policies/bodiless", [], "application/x-www-form-urlencoded"));
        var optional = await Read(await _token.Raw("POST", "/v3/sod-policies/optional", [], "application/x-www-form-urlencoded"));
        Assert.That((bodiless.Status, optional.Status), Is.EqualTo((204, 200)));
        Assert.That(optional.Body["none"]!.GetValue<bool>());
    }

    [Test]
    public async Task More_than_a_megabyte_is_too_large()
    {
        var body = Bytes($"{{\"name\":\"{new string('x', 1 << 20)}\"}}");
        var privacy = await Read(await _key.Raw("POST", Privacy, body));
        var governance = await Read(await _token.Raw("POST", "/v3/sod-policies/probe", body));
        Assert.That((privacy.Status, governance.Status), Is.EqualTo((413, 413)));
        Assert.That(governance.Body.Text("detailCode"), Does.StartWith("413 "));
    }

    [TestCase("abc")]
    [TestCase("99999999999999")]
    [TestCase("")]
    [TestCase("0x1")]
    [TestCase(" 1")]
    public async Task Query_parameters_are_bad_values_by_name(string limit)
    {
        var privacy = await Read(await _key.Raw("POST", $"{Privacy}?limit={limit}", Bytes("{}")));
        var governance = await Read(await _token.Raw("POST", $"/v3/sod-policies/probe?limit={limit}", Bytes("{}")));
        Assert.Multiple(() =>
        {
            Assert.That((privacy.Status, governance.Status), Is.EqualTo((422, 400)));
            Assert.That(privacy.Body.Text("message"), Does.StartWith("limit must be a whole number"));
            Assert.That(governance.Body["messages"]![1].Text("text"), Is.EqualTo($"Illegal value \"{limit}\" for field \"limit\"."));
        });
    }

    private string Privacy => $"/organizations/{_server.Tenant.OrganizationId}/probe";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<(int Status, string? Type, JsonNode Body)> Read(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
        }
    }
}
