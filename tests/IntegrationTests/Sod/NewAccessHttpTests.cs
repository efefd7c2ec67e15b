using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Sod;

/// <summary>Prediction and check of new access, and the columns of reports, over HTTP.</summary>
public sealed class NewAccessHttpTests : SodReportFixture
{
    private string _policy = null!;

    [OneTimeSetUp]
    public async Task MakePolicies()
    {
        _policy = await NewPolicy();
        await NewQuery("@access(id:Q) AND NOT @access(id:R)");
    }

    [TestCase("/v3/sod-violations")]
    [TestCase("/v2026/sod-violations")]
    [TestCase("/sod-violations/v1")]
    public async Task A_prediction_tells_what_new_access_would_violate(string path)
    {
        var (status, prediction) = await Token.Send("POST", $"{path}/predict", Body("cid", "D", "X"));
        Assert.That(status, Is.EqualTo(200));
        Assert.That(prediction!.ToJsonString(), Is.EqualTo(
            $$"""{"violationContexts":[{"policy":{"type":"SOD_POLICY","id":"{{_policy}}","name":"Payables"},"conflictingAccessCriteria":{"leftCriteria":"""
            + """{"criteriaList":[{"type":"ENTITLEMENT","id":"A","name":"Pay","existing":true}]},"""
            + "\"rightCriteria\":{\"criteriaList\":[{\"type\":\"ENTITLEMENT\",\"id\":\"D\",\"existing\":false}]}}}]}"));
    }

    [TestCase("cid", "B", 0)]
    [TestCase("cid", "Q", 1)]
    [TestCase("cid", "Q R", 0)]
    [TestCase("cid", "C Q", 2)]
    [TestCase("ann", "X", 0)]
    [TestCase("ann", "D", 1)]
    public async Task What_is_violated_already_is_not_predicted(string identity, string added, int contexts)
    {
        var (_, prediction) = await Token.Send("POST", "/v3/sod-violations/predict", Body(identity, added.Split(' ')));
        Assert.That(prediction!["violationContexts"]!.AsArray(), Has.Count.EqualTo(contexts));
    }

    [Test]
    public async Task A_check_is_accepted_and_its_answer_kept()
    {
        var body = JsonNode.Parse(Body("cid", "D"))!;
        body["clientMetadata"] = new JsonObject { ["ticket"] = "7" };
        var (status, check) = await Token.Send("POST", "/v3/sod-violations/check", body.ToJsonString());
        Assert.That((status, Members(check)), Is.EqualTo((202, "created requestId")));
        var answer = await Key.Get($"/api/v1/sod-violation-checks/{check.Text("requestId")}");
        Assert.That((answer.Text("state"), answer.Text("uuid")), Is.EqualTo(("SUCCESS", check.Text("requestId"))));
        var result = answer["violationCheckResult"]!;
        Assert.That((Members(result), result["clientMetadata"].Text("ticket")), Is.EqualTo(("clientMetadata message violatedPolicies violationContexts", "7")));
        Assert.That(result["violatedPolicies"]![0].Text("id"), Is.EqualTo(_policy));
        using var other = Server.WithKey(await Server.NewTenant("Other"));
        Assert.That((await other.Send("GET", $"/api/v1/sod-violation-checks/{check.Text("requestId")}")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Metadata_of_a_check_is_an_object()
    {
        var body = JsonNode.Parse(Body("cid", "D"))!;
        body["clientMetadata"] = "ticket 7";
        var (status, error) = await Token.Send("POST", "/v3/sod-violations/check", body.ToJsonString());
        Assert.That((status, error!["causes"]![0].Text("text")), Is.EqualTo((400, "clientMetadata must be an object.")));
    }

    [TestCase("{}", "identityId", "null")]
    [TestCase("""{"identityId":"cid"}""", "accessRefs", "null")]
    [TestCase("""{"identityId":"cid","accessRefs":[]}""", "accessRefs", "0")]
    [TestCase("""{"identityId":"cid","accessRefs":[null]}""", "accessRefs[0].type", "null")]
    [TestCase("""{"identityId":"cid","accessRefs":[{"type":"ROLE","id":"A"}]}""", "accessRefs[0].type", "ROLE")]
    [TestCase("""{"identityId":"cid","accessRefs":[{"type":"ENTITLEMENT","id":""}]}""", "accessRefs[0].id", "")]
    [TestCase("""{"identityId":7,"accessRefs":[]}""", "identityId", "7")]
    public async Task A_wrong_value_is_told_with_its_path(string body, string field, string value)
    {
        foreach (var operation in new[] { "predict", "check" })
        {
            var (status, error) = await Token.Send("POST", $"/v3/sod-violations/{operation}", body);
            Assert.That((status, error!["messages"]![0].Text("text")), Is.EqualTo((400, $"Illegal value \"{value}\" for field \"{field}\".")));
        }
    }

    [Test]
    public async Task Nobodys_access_is_404_and_needs_its_scope()
    {
        Assert.That((await Token.Send("POST", "/v3/sod-violations/predict", Body("nobody", "D"))).Status, Is.EqualTo(404));
        using var narrow = await Server.WithToken(scope: "idn:sod-policy:read");
        Assert.That((await narrow.Send("POST", "/v3/sod-violations/predict", Body("cid", "D"))).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task An_organization_chooses_its_columns()
    {
        var report = await MadeOf(_policy);
        var all = await Key.Get("/api/v1/sod-report-configs");
        var required = all["sodReportConfigs"]!.AsArray().Where(config => config!["required"]!.GetValue<bool>()).Select(config => config!.Text("columnName")).ToList();
        var chosen = required.Append("Violator Email").Reverse().ToList();
        var configs = new JsonArray([.. chosen.Select((name, order) => new JsonObject { ["columnName"] = name, ["included"] = true, ["order"] = order })]);
        configs.Add(new JsonObject { ["columnName"] = "SOD Tags" });
        var (status, put) = await Key.Send("PUT", "/api/v1/sod-report-configs", new JsonObject { ["sodReportConfigs"] = configs }.ToJsonString());
        Assert.That((status, put!.ToJsonString()), Is.EqualTo((200, (await Key.Get("/api/v1/sod-report-configs")).ToJsonString())));
        Assert.That(Cells((await Files(report))["PolicyReport.csv"].Split("\r\n")[0]), Is.EqualTo(chosen));
        Assert.That((await Key.Send("DELETE", "/api/v1/sod-report-configs")).Status, Is.EqualTo(204));
        Assert.That((await Key.Get("/api/v1/sod-report-configs")).ToJsonString(), Is.EqualTo(all.ToJsonString()));
    }

    [TestCase("""{}""", "sodReportConfigs")]
    [TestCase("""{"sodReportConfigs":[]}""", "sodReportConfigs")]
    [TestCase("""{"sodReportConfigs":[null]}""", "sodReportConfigs[0].columnName")]
    [TestCase("""{"sodReportConfigs":[{"columnName":"Salary","included":true}]}""", "sodReportConfigs[0].columnName")]
    [TestCase("""{"sodReportConfigs":[{"columnName":"SOD Tags"},{"columnName":"SOD Tags"}]}""", "sodReportConfigs[1].columnName")]
    [TestCase("""{"sodReportConfigs":[{"columnName":"SOD Business Name","included":false}]}""", "sodReportConfigs[0].included")]
    [TestCase("""{"sodReportConfigs":[{"columnName":"SOD Business Name","included":true,"required":false}]}""", "sodReportConfigs[0].required")]
    [TestCase("""{"sodReportConfigs":[{"columnName":"SOD Tags","included":true,"order":-1}]}""", "sodReportConfigs[0].order")]
    [TestCase("""{"sodReportConfigs":[{"columnName":"SOD Business Name","included":true}]}""", "sodReportConfigs")]
    public async Task A_wrong_choice_is_told_with_its_path_and_changes_nothing(string body, string field)
    {
        var before = (await Key.Get("/api/v1/sod-report-configs")).ToJsonString();
        var (status, problem) = await Key.Send("PUT", "/api/v1/sod-report-configs", body);
        Assert.That((status, problem!["errors"]!.AsObject().Single().Key), Is.EqualTo((400, field)));
        Assert.That((await Key.Get("/api/v1/sod-report-configs")).ToJsonString(), Is.EqualTo(before));
    }

    private static string Body(string identityId, params string[] added) => new JsonObject
    {
        ["identityId"] = identityId,
        ["accessRefs"] = new JsonArray([.. added.Select(id => new JsonObject { ["type"] = "ENTITLEMENT", ["id"] = id })]),
    }.ToJsonString();
}
