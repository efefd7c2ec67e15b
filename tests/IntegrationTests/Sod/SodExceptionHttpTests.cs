using System.Text.Json.Nodes;
using NodaTime;
using Schedules.Application.Common;

namespace Schedules.IntegrationTests.Sod;

/// <summary>Exceptions, over HTTP.</summary>
public sealed class SodExceptionHttpTests : SodReportFixture
{
    private string _policy = null!;

    [SetUp]
    public async Task MakePolicy() => _policy = await NewPolicy();

    [Test]
    public async Task What_an_exception_covers_does_not_count_and_is_new_when_it_ends()
    {
        Assert.That(await CountsOf(await Next()), Is.EqualTo((2, 2, 0, 0)));
        var exception = await Grant("ann");
        var report = await Next();
        Assert.That(await CountsOf(report), Is.EqualTo((1, 0, 0, 1)), "not resolved: excepted");
        var files = await Files(report);
        Assert.That(Records(files["PolicyReport.csv"]).Select(record => record["Violator IDN Unique ID"]), Is.EqualTo(new[] { "bob" }));
        var excepted = Records(files["PolicyReportExceptions.csv"]).Single();
        Assert.That((excepted["Violator IDN Unique ID"], excepted["Violation Status"], excepted["Exception Reason"]), Is.EqualTo(("ann", "EXCEPTED", "'-the year ends")));
        Assert.That((excepted["Exception Granted By"], excepted["Exception End Date"]), Is.EqualTo((exception.Text("grantedBy"), exception.Text("expires"))));
        Assert.That(files["PolicyReport.html"], Does.Contain("With an exception").And.Contain("-the year ends"));
        Assert.That((await Key.Send("DELETE", $"/api/v1/sod-exceptions/{exception.Text("id")}")).Status, Is.EqualTo(200));
        Assert.That(await CountsOf(await Next()), Is.EqualTo((2, 1, 0, 0)), "ann is new");
    }

    [Test]
    public async Task An_exception_ends_by_itself()
    {
        await Grant("ann");
        Assert.That((await CountsOf(await Next())).Excepted, Is.EqualTo(1));
        await MoveTo((Now + Duration.FromDays(2)).ToIso());
        Assert.That(await CountsOf(await Next()), Is.EqualTo((2, 1, 0, 0)));
        Assert.That((await Listed("status=EXPIRED")).Select(item => item.Text("identityId")), Is.EqualTo(new[] { "ann" }));
    }

    [Test]
    public async Task An_exception_for_some_entitlements_does_not_cover_others()
    {
        await Grant("ann", """[{"id":"A","name":"Pay"},{"id":"C"}]""");
        await Grant("bob", """[{"id":"B"},{"id":"C"}]""");
        Assert.That(await CountsOf(await Next()), Is.EqualTo((1, 1, 0, 1)), "bob's conflict is of B and D");
    }

    [Test]
    public async Task Of_exceptions_for_the_same_conflict_there_is_one_at_a_time()
    {
        var body = Body("ann", """[{"id":"A"},{"id":"C"}]""").ToJsonString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Key.Send("POST", "/api/v1/sod-exceptions", body)));
        var granted = answers.Single(answer => answer.Status == 201).Body;
        Assert.That(answers.Count(answer => answer.Status == 409), Is.EqualTo(7));
        Assert.That(answers.First(answer => answer.Status == 409).Body.Text("detail"), Is.EqualTo(
            $"Exception {granted.Text("id")} allows the same until {granted.Text("expires")}. Revoke it first to grant another."));
        await Grant("ann", """[{"id":"B"},{"id":"C"}]""");
        await Grant("bob", """[{"id":"A"},{"id":"C"}]""");
        await Key.Send("DELETE", $"/api/v1/sod-exceptions/{granted.Text("id")}");
        await Grant("ann", """[{"id":"C"},{"id":"A"}]""");
    }

    [Test]
    public async Task It_is_shown_listed_and_revoked_with_who_and_when()
    {
        var exception = await Grant("ann");
        Assert.That(Members(exception), Is.EqualTo("created entitlements expires grantedBy id identityId policyId reason revoked revokedBy status"));
        Assert.That((exception.Text("status"), exception.Text("created"), exception["revokedBy"]), Is.EqualTo(("ACTIVE", Now.ToIsoMilliseconds(), (JsonNode?)null)));
        var path = $"/api/v1/sod-exceptions/{exception.Text("id")}";
        Assert.That((await Key.Get(path)).ToJsonString(), Is.EqualTo(exception.ToJsonString()));
        await Grant("bob");
        Assert.That((await Listed("")).Select(item => item.Text("identityId")), Is.EqualTo(new[] { "bob", "ann" }));
        Assert.That((await Listed("identityId=ann&status=ACTIVE")).Single().Text("id"), Is.EqualTo(exception.Text("id")));
        var (_, revoked) = await Token.Send("DELETE", path);
        Assert.That((revoked.Text("status"), revoked.Text("revoked")), Is.EqualTo(("REVOKED", Now.ToIsoMilliseconds())));
        Assert.That((await Key.Send("DELETE", path)).Body!.ToJsonString(), Is.EqualTo(revoked!.ToJsonString()), "once more changes nothing");
        Assert.That((await Listed("status=REVOKED")).Single().ToJsonString(), Is.EqualTo(revoked.ToJsonString()));
    }

    [TestCase("policyId", "\"7\"")]
    [TestCase("policyId", "null")]
    [TestCase("identityId", "\"nobody\"")]
    [TestCase("identityId", "7")]
    [TestCase("expires", "\"2025-12-31T00:00:00Z\"")]
    [TestCase("expires", "\"tomorrow\"")]
    [TestCase("expires", "null")]
    [TestCase("reason", "\"\"")]
    [TestCase("reason", "null")]
    [TestCase("entitlements", "[]")]
    [TestCase("entitlements", "[{}]", "entitlements[0].id")]
    [TestCase("entitlements", """[{"id":"A"},{"id":"A"}]""", "entitlements[1].id")]
    [TestCase("entitlements", """[{"id":"A"},{"id":"C"},{"id":"Z"}]""", "entitlements[2].id")]
    [TestCase("entitlements", """[{"id":"A"},{"id":"B"}]""")]
    public async Task A_wrong_value_is_told_with_its_path_and_nothing_is_granted(string member, string value, string? field = null)
    {
        var body = Body("ann");
        body[member] = JsonNode.Parse(value);
        var (status, problem) = await Key.Send("POST", "/api/v1/sod-exceptions", body.ToJsonString());
        Assert.That((status, problem!["errors"]!.AsObject().Single().Key), Is.EqualTo((400, field ?? member)));
        Assert.That(await Listed(""), Is.Empty);
    }

    [TestCase("GET", "497f6eca-6276-4993-bfeb-53cbbbba6f08", 404)]
    [TestCase("DELETE", "497f6eca-6276-4993-bfeb-53cbbbba6f08", 404)]
    [TestCase("GET", "7", 400)]
    [TestCase("GET", "?status=OLD", 400)]
    [TestCase("GET", "?limit=0", 400)]
    [TestCase("GET", "?after=x", 400)]
    [TestCase("GET", "?policyId=x", 400)]
    public async Task What_there_is_not_is_refused(string method, string id, int status) =>
        Assert.That((await Key.Send(method, $"/api/v1/sod-exceptions/{id}".Replace("/?", "?", StringComparison.Ordinal))).Status, Is.EqualTo(status));

    [Test]
    public async Task Another_organization_neither_sees_nor_ends_it()
    {
        var id = (await Grant("ann")).Text("id");
        using var other = Server.WithKey(await Server.NewTenant("Other"));
        Assert.That((await other.Send("GET", $"/api/v1/sod-exceptions/{id}")).Status, Is.EqualTo(404));
        Assert.That((await other.Send("DELETE", $"/api/v1/sod-exceptions/{id}")).Status, Is.EqualTo(404));
        Assert.That((await other.Send("POST", "/api/v1/sod-exceptions", Body("ann").ToJsonString())).Status, Is.EqualTo(400));
        Assert.That((await other.Get("/api/v1/sod-exceptions"))["items"]!.AsArray(), Is.Empty);
    }

    private async Task<string> Next()
    {
        Server.Clock.Advance(Duration.FromSeconds(1));
        return await MadeOf(_policy);
    }

    private JsonObject Body(string identityId, string? entitlements = null) => new()
    {
        ["policyId"] = _policy, ["identityId"] = identityId, ["entitlements"] = entitlements is null ? null : JsonNode.Parse(entitlements),
        ["expires"] = (Now + Duration.FromDays(1)).ToIso(), ["reason"] = "-the year ends",
    };

    private async Task<JsonNode> Grant(string identityId, string? entitlements = null)
    {
        Server.Clock.Advance(Duration.FromSeconds(1));
        var (status, exception) = await Key.Send("POST", "/api/v1/sod-exceptions", Body(identityId, entitlements).ToJsonString());
        Assert.That(status, Is.EqualTo(201), $"{exception}");
        return exception!;
    }

    private async Task<List<JsonNode>> Listed(string query) =>
        [.. (await Key.Get($"/api/v1/sod-exceptions?policyId={_policy}&{query}"))["items"]!.AsArray().Select(item => item!)];
}
