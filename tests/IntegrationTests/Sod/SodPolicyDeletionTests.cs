using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Schedules.IntegrationTests.Sod;

/// <summary>Deleting a SOD policy, recovering it, and deleting it for good, over HTTP.</summary>
public sealed class SodPolicyDeletionTests : HttpFixture
{
    private const string Daily = """{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]}}}""";
    private const string General = """{"name":"Admins","policyQuery":"@access(name:x)"}""";

    private string _id = null!;

    private string Yearly => $"/v3/sod-policies/{_id}";

    [SetUp]
    public async Task MakePolicy() => _id = await NewPolicy();

    [Test]
    public async Task A_deleted_policy_is_off_the_list_shown_by_its_id_and_due_no_more_until_it_is_put_back()
    {
        await Token.Send("PUT", $"{Yearly}/schedule", Daily);
        var shown = await Token.Get(Yearly);
        Assert.That((await Token.Send("DELETE", Yearly)).Status, Is.EqualTo(204));

        Assert.That(await Listed(), Is.False);
        var deleted = await Token.Get(Yearly);
        Assert.That((deleted.Text("name"), deleted["scheduled"]!.GetValue<bool>()), Is.EqualTo((shown.Text("name"), false)));
        Assert.That(await Row(_id), Does.Contain(" v2 False  "), "the schedule is suspended: due at no instant");
        foreach (var (method, path, body) in new[]
        {
            ("DELETE", Yearly, null), ("PATCH", Yearly, "[]"), ("GET", $"{Yearly}/schedule", null), ("PUT", $"{Yearly}/schedule", Daily), ("DELETE", $"{Yearly}/schedule", null),
        })
            Assert.That((await Token.Send(method, path, body)).Status, Is.EqualTo(404), $"{method} {path}");

        Assert.That((await Token.Send("PUT", Yearly, shown.ToJsonString())).Status, Is.EqualTo(200));
        Assert.That(await Listed(), Is.True);
        Assert.That((await Token.Get(Yearly))["scheduled"]!.GetValue<bool>(), Is.True);
        Assert.That(await Row(_id), Does.Contain(" v3 True 20"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_policy_that_is_deleted_for_good_takes_its_schedule_along_and_the_ledger_keeps_its_runs(bool wasDeleted)
    {
        await Token.Send("PUT", $"{Yearly}/schedule", Daily);
        var schedule = (await Key.Get($"/api/v1/schedules?targetId={_id}"))["items"]![0].Text("id");
        await Key.Send("POST", $"/api/v1/schedules/{schedule}/runs");
        await Work();
        if (wasDeleted)
            await Token.Send("DELETE", $"{Yearly}?logical=true");

        Assert.That((await Token.Send("DELETE", $"{Yearly}?logical=false")).Status, Is.EqualTo(204));
        Assert.That((await Token.Send("GET", Yearly)).Status, Is.EqualTo(404));
        Assert.That((await Token.Send("PUT", Yearly, General)).Status, Is.EqualTo(404));
        Assert.That((await Token.Send("DELETE", $"{Yearly}?logical=false")).Status, Is.EqualTo(404));
        Assert.That(await Row(_id), Is.EqualTo("none"));
        var run = (await Key.Get($"/api/v1/runs?targetId={_id}"))["items"]![0];
        Assert.That((run.Text("status"), run!["result"]!["violations"]!.GetValue<int>(), run["target"]!["name"]), Is.EqualTo(("succeeded", 0, (JsonNode?)null)));
        var evaluated = await Server.Database(db => db.SodEvaluations.CountAsync(evaluation => evaluation.PolicyId == Guid.Parse(_id)));
        Assert.That(evaluated, Is.EqualTo(1));
        Assert.That((await Key.Get($"/api/v1/schedules/{schedule}/explanation?at=2026-01-02T09:00:00Z")).ToJsonString(), Does.Contain("deleted"));
    }

    [TearDown]
    public async Task RemoveIdentities()
    {
        foreach (var id in new[] { "both", "one" })
            await Key.Send("DELETE", $"/api/v1/access/identities/{id}");
    }

    [Test]
    public async Task A_deleted_policy_is_neither_reported_nor_predicted_nor_excepted()
    {
        await Key.Send("PUT", "/api/v1/access/identities/both", """{"name":"Both","entitlements":[{"id":"A"},{"id":"C"}]}""");
        await Key.Send("PUT", "/api/v1/access/identities/one", """{"name":"One","entitlements":[{"id":"A"}]}""");
        Assert.That(await Predicted(), Does.Contain(_id));
        Assert.That(await Reported(), Does.Contain(_id));
        Assert.That(await Excepted(), Is.EqualTo(201));

        await Token.Send("DELETE", Yearly);
        Assert.That(await Predicted(), Does.Not.Contain(_id));
        Assert.That(await Reported(), Does.Not.Contain(_id));
        Assert.That(await Excepted(), Is.EqualTo(400));
        Assert.That((await Token.Send("POST", "/v3/sod-violation-report/run", $$"""{"filteredPolicyList":["{{_id}}"]}""")).Status, Is.EqualTo(400));
        Assert.That((await Token.Send("POST", $"{Yearly}/evaluate")).Status, Is.EqualTo(404));
        Assert.That((await Token.Send("POST", $"{Yearly}/violation-report/run")).Status, Is.EqualTo(404));

        async Task<string> Predicted() => (await Token.Send(
            "POST", "/v3/sod-violations/predict", """{"identityId":"one","accessRefs":[{"type":"ENTITLEMENT","id":"C"}]}""")).Body!.ToJsonString();

        async Task<int> Excepted() => (await Key.Send(
            "POST", "/api/v1/sod-exceptions", $$"""{"policyId":"{{_id}}","identityId":"one","expires":"2027-01-01T00:00:00Z","reason":"Until then"}""")).Status;
    }

    [TestCase("logical=true")]
    [TestCase("logical=false")]
    public async Task No_schedule_is_made_for_a_policy_that_is_deleted_at_the_same_moment(string query)
    {
        for (var i = 0; i < 10; i++)
        {
            _id = await NewPolicy();
            var (deleted, put) = (Token.Send("DELETE", $"{Yearly}?{query}"), Token.Send("PUT", $"{Yearly}/schedule", Daily));
            var statuses = ((await deleted).Status, (await put).Status);
            var row = await Row(_id);
            Assert.That(row, statuses.Item1 == 204 ? Is.EqualTo("none").Or.Contains(" False ") : Does.Contain(" True "), $"{statuses}");
        }
    }

    [TestCase("logical=perhaps", 400)]
    [TestCase("logical=TRUE", 204)]
    [TestCase("", 204)]
    public async Task Whether_a_policy_can_be_recovered_is_said_with_true_or_false(string query, int status) =>
        Assert.That((await Token.Send("DELETE", $"{Yearly}?{query}")).Status, Is.EqualTo(status));

    /// <summary>The result of a report of all policies.</summary>
    private async Task<string> Reported()
    {
        var (status, report) = await Token.Send("POST", "/v3/sod-violation-report/run");
        Assert.That(status, Is.EqualTo(200), report?.ToJsonString());
        await Work();
        return (await Key.Get($"/api/v1/runs/{report.Text("id")}"))["result"]!.ToJsonString();
    }

    private async Task<bool> Listed() =>
        (await Token.Get("/v3/sod-policies?sorters=-created")).AsArray().Any(policy => policy.Text("id") == _id);
}
