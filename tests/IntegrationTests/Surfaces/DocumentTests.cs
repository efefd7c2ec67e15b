using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Surfaces;

/// <summary>The OpenAPI document says what the server does.</summary>
public sealed class DocumentTests
{
    private JsonNode _document = null!;

    [OneTimeSetUp]
    public async Task Read()
    {
        await using var server = await Server.Start();
        using var client = server.Anonymous();
        _document = await client.Get("/openapi/v1.json");
    }

    [TestCase("UpdateTrackerScanScheduleBody", "")]
    [TestCase("SodPolicyScheduleBody", "schedule")]
    [TestCase("PreviewRecurrence", "rule")]
    [TestCase("SelectorScheduleDto", "type hours")]
    [TestCase("SelectorDto", "type values")]
    [TestCase("RecipientDto", "type id")]
    [TestCase("CreateProject", "name")]
    [TestCase("SodPolicyScheduleDto", "name created modified schedule recipients emailEmptyResults creatorId modifierId")]
    [TestCase("PrivacyErrorBody", "statusCode error message")]
    public void What_can_be_absent_is_not_required(string schema, string required) =>
        Assert.That(
        Schema(schema)["required"]?.AsArray().Select(name => name!.ToString()) ?? [],
        Is.EquivalentTo(required.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [TestCase("UpdateTrackerScanScheduleBody", "scheduledScanEnabled", """{"type":"boolean"}""")]
    [TestCase("UpdateTrackerScanScheduleBody", "scanPeriod", """{"type":"string"}""")]
    [TestCase("UpdateTrackerScanScheduleBody", "scheduledDayOfWeek", """{"type":"integer","format":"int32"}""")]
    [TestCase("TriageBody", "ignoredUntil", """{"type":"integer","format":"int64"}""")]
    [TestCase("NewTrackers", "items", """{"type":"array","items":{"$ref":"#/components/schemas/TrackerBody"}}""")]
    [TestCase("SelectorDto", "interval", """{"type":["null","integer"],"format":"int32"}""")]
    [TestCase("SelectorScheduleDto", "hours", """{"$ref":"#/components/schemas/SelectorDto"}""")]
    public void Members_have_their_types(string schema, string member, string expected) =>
        Assert.That(Schema(schema)["properties"]![member]!.ToJsonString(), Is.EqualTo(expected));

    [TestCase("/api/v1/runs", "scheduleId status target targetType targetId from to limit after")]
    [TestCase("/api/v1/schedules", "target targetType targetId enabled status from to limit after")]
    [TestCase("/privacy-v1/organizations", "name status primaryDomain offset limit sort order")]
    public void Parameters_are_called_what_they_are_in_the_query(string path, string names)
    {
        var parameters = _document["paths"]![path]!["get"]!["parameters"]!.AsArray();
        Assert.That(parameters.Select(parameter => parameter.Text("name")), Is.EqualTo(names.Split(' ')));
    }

    [Test]
    public void Operations_are_called_by_what_they_are_about_and_what_they_do_and_no_two_alike()
    {
        var calls = _document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value.Text("operationId")).ToList();
        Assert.That(calls, Is.Unique);
        Assert.That(calls, Is.All.Match("^[A-Z][A-Za-z]+_[A-Z][A-Za-z]+$"));
    }

    [Test]
    public void Instants_are_dates_with_times() =>
        Assert.That(Schema("Instant").ToJsonString(), Is.EqualTo("""{"type":"string","format":"date-time"}"""));

    [TestCase("delete", "/sod-policies/v1/{id}/schedule", "204")]
    [TestCase("put", "/api/v1/access/groups/{id}/members/{identityId}", "204")]
    [TestCase("post", "/privacy-v1/organizations/{organizationId}/projects/{projectId}/tracker-scans", "202")]
    [TestCase("post", "/api/v1/schedules/{id}/runs", "202")]
    [TestCase("post", "/scim/v2/Users", "201")]
    [TestCase("get", "/scim/v2/Schemas", "200")]
    [TestCase("put", "/sod-policies/v1/{id}/schedule", "200")]
    [TestCase("post", "/oauth/token", "200")]
    [TestCase("get", "/oauth/info", "200")]
    public void An_operation_succeeds_with_its_one_status(string method, string path, string status) =>
        Assert.That(Answers(method, path).Select(answer => answer.Key).Where(key => key[0] == '2'), Is.EqualTo(new[] { status }));

    [TestCase("patch", "/privacy-v1/organizations/{organizationId}/projects/{projectId}/tracker-scan-schedule", "400 401 403 404 422 429 default")]
    [TestCase("put", "/sod-policies/v1/{id}/schedule", "400 401 403 404 429 default")]
    [TestCase("get", "/api/v1/retention", "401 403 429 default")]
    [TestCase("post", "/oauth/token", "400 401 429 default")]
    public void An_operation_says_how_it_refuses(string method, string path, string statuses) =>
        Assert.That(Answers(method, path).Select(answer => answer.Key).Where(key => key[0] != '2'), Is.EqualTo(statuses.Split(' ')));

    [TestCase("/privacy-v1/organizations/{organizationId}", "404", "application/json", "PrivacyErrorBody")]
    [TestCase("/sod-policies/v1/{id}", "404", "application/json", "GovernanceErrorBody")]
    [TestCase("/sod-policies/v1/{id}", "401", "application/json", "UnauthorizedBody")]
    [TestCase("/sod-policies/v1/{id}", "429", "application/json", "RateLimitBody")]
    [TestCase("/api/v1/runs/{id}", "default", "application/problem+json", "ProblemBody")]
    [TestCase("/scim/v2/Users/{id}", "404", "application/scim+json", "ScimErrorBody")]
    public void A_refusal_has_the_form_of_its_surface(string path, string status, string mediaType, string schema)
    {
        var content = Answers("get", path)[status]!["content"]!.AsObject();
        Assert.That(content.Select(form => (form.Key, form.Value!["schema"].Text("$ref"))), Is.EqualTo(new[] { (mediaType, $"#/components/schemas/{schema}") }));
    }

    [Test]
    public void Bodies_that_are_no_JSON_are_described_too()
    {
        var token = _document["paths"]!["/oauth/token"]!["post"]!["requestBody"]!["content"]!["application/x-www-form-urlencoded"]!["schema"]!;
        var file = _document["paths"]!["/api/v1/access/import"]!["post"]!["requestBody"]!["content"]!["text/csv"]!["schema"]!;
        Assert.Multiple(() =>
        {
            Assert.That(token["properties"]!.AsObject().Select(member => member.Key), Is.EqualTo(new[] { "grant_type", "client_id", "client_secret", "scope" }));
            Assert.That(file.ToJsonString(), Is.EqualTo("""{"type":"string","format":"binary"}"""));
        });
    }

    private JsonNode Schema(string name) => _document["components"]!["schemas"]![name]!;

    private JsonObject Answers(string method, string path) => _document["paths"]![path]![method]!["responses"]!.AsObject();
}
