using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Sod;

/// <summary>Replacing and patching a SOD policy, over HTTP.</summary>
public sealed class SodPolicyChangeTests : HttpFixture
{
    private const string PatchType = "application/json-patch+json";
    private const string General = """{"name":"Admins","policyQuery":"@access(name:x)"}""";

    private static readonly string[] _serverSet = ["modified", "modifierId"];

    private string _id = null!;

    private string Yearly => $"/v3/sod-policies/{_id}";

    private string V1 => $"/sod-policies/v1/{_id}";

    [SetUp]
    public async Task MakePolicy() => _id = await NewPolicy();

    [TestCase("/beta/sod-policies/{id}")]
    [TestCase("/v3/sod-policies/{id}")]
    [TestCase("/v2026/sod-policies/{id}")]
    [TestCase("/sod-policies/{id}")]
    [TestCase("/sod-policies/v1/{id}")]
    public async Task What_was_read_is_put_back_and_nothing_else_changes(string path)
    {
        path = path.Replace("{id}", _id, StringComparison.Ordinal);
        var before = await Token.Get(path);
        var (status, put) = await Token.Send("PUT", path, before.ToJsonString());
        Assert.That((status, Compared(put!)), Is.EqualTo((200, Compared(before))));
        Assert.That((await Token.Get(path)).ToJsonString(), Is.EqualTo(put!.ToJsonString()));
    }

    [Test]
    public async Task A_put_replaces_everything_but_what_the_server_sets()
    {
        var before = await Token.Get(Yearly);
        Server.Clock.Advance(NodaTime.Duration.FromSeconds(5));
        var (status, put) = await Token.Send("PUT", Yearly, """
            {"name":"New","type":"CONFLICTING_ACCESS_BASED","creatorId":"me","created":"2020-01-01T00:00:00Z","policyQuery":"ignored",
             "conflictingAccessCriteria":{"leftCriteria":{"criteriaList":[{"type":"ENTITLEMENT","id":"X"}]},
               "rightCriteria":{"criteriaList":[{"type":"ENTITLEMENT","id":"Y"},{"type":"ENTITLEMENT","id":"Z"}]}}}
            """);
        Assert.That(status, Is.EqualTo(200), put?.ToJsonString());
        Assert.That((put.Text("name"), put.Text("policyQuery")), Is.EqualTo(("New", "@access(id:X) AND @access(id:Y OR id:Z)")));
        Assert.That((put!["description"], put["ownerRef"], put["tags"]!.ToJsonString()), Is.EqualTo(((JsonNode?)null, (JsonNode?)null, "[]")));
        Assert.That((put.Text("created"), put.Text("creatorId")), Is.EqualTo((before.Text("created"), before.Text("creatorId"))));
        Assert.That(put.Text("modified"), Is.GreaterThan(before.Text("modified")));
    }

    [Test]
    public async Task The_newest_path_knows_more_members_and_the_yearly_ones_leave_them_alone()
    {
        var (_, made) = await Token.Send("PATCH", V1, """
            [{"op":"replace","path":"/level","value":"CRITICAL"},
             {"op":"add","path":"/secondaryOwnerRefs/-","value":{"type":"IDENTITY","id":"o2"}},
             {"op":"add","path":"/allowedControls","value":[{"type":"COMPENSATING_CONTROL","id":"c1","name":"Review"}]}]
            """, PatchType);
        const string More = """["CRITICAL",[{"type":"IDENTITY","id":"o2"}],[{"type":"COMPENSATING_CONTROL","id":"c1","name":"Review"}]]""";
        Assert.That(MoreOf(made!), Is.EqualTo(More));

        var yearly = await Token.Get(Yearly);
        Assert.That(Members(yearly), Does.Not.Contain("level").And.Not.Contain("secondaryOwnerRefs").And.Not.Contain("allowedControls"));
        await Token.Send("PUT", Yearly, yearly.ToJsonString());
        await Token.Send("PATCH", Yearly, """[{"op":"replace","path":"/name","value":"Other"}]""", PatchType);
        Assert.That(MoreOf(await Token.Get(V1)), Is.EqualTo(More));

        var (_, replaced) = await Token.Send("PUT", V1, yearly.ToJsonString());
        Assert.That(MoreOf(replaced!), Is.EqualTo("""["HIGH",[],[]]"""));
    }

    [TestCase("""[{"op":"replace","path":"/name","value":"Renamed"}]""", "name", "\"Renamed\"")]
    [TestCase("""[{"op":"remove","path":"/description"}]""", "description", "null")]
    [TestCase("""[{"op":"replace","path":"/description","value":"Why"}]""", "description", "\"Why\"")]
    [TestCase("""[{"op":"replace","path":"/ownerRef/name","value":"Ola"}]""", "ownerRef", """{"type":"IDENTITY","id":"owner-1","name":"Ola"}""")]
    [TestCase("""[{"op":"remove","path":"/externalPolicyReference"}]""", "externalPolicyReference", "null")]
    [TestCase("""[{"op":"add","path":"/compensatingControls","value":"c"}]""", "compensatingControls", "\"c\"")]
    [TestCase("""[{"op":"add","path":"/correctionAdvice","value":"a"}]""", "correctionAdvice", "\"a\"")]
    [TestCase("""[{"op":"replace","path":"/state","value":"NOT_ENFORCED"}]""", "state", "\"NOT_ENFORCED\"")]
    [TestCase("""[{"op":"add","path":"/tags/0","value":"first"}]""", "tags", """["first","sox"]""")]
    [TestCase("""[{"op":"copy","from":"/id","path":"/tags/-"},{"op":"remove","path":"/tags/1"}]""", "tags", """["sox"]""")]
    [TestCase("""[{"op":"replace","path":"/violationOwnerAssignmentConfig/assignmentRule","value":"MANAGER"}]""", "violationOwnerAssignmentConfig",
        """{"assignmentRule":"MANAGER","ownerRef":{"type":"GOVERNANCE_GROUP","id":"g"}}""")]
    [TestCase("""[{"op":"replace","path":"/scheduled","value":true}]""", "scheduled", "false", Description = "the stored schedule wins")]
    [TestCase("""[{"op":"remove","path":"/conflictingAccessCriteria/leftCriteria/criteriaList/0"}]""", "policyQuery", "\"@access(id:B) AND @access(id:C OR id:D)\"")]
    [TestCase("""[{"op":"move","from":"/conflictingAccessCriteria/leftCriteria/criteriaList/0","path":"/conflictingAccessCriteria/rightCriteria/criteriaList/-"}]""",
        "policyQuery", "\"@access(id:B) AND @access(id:C OR id:D OR id:A)\"")]
    [TestCase("[]", "name", "\"Payables\"")]
    public async Task A_patch_changes_what_it_says_and_nothing_else(string patch, string member, string expected)
    {
        var before = await Token.Get(Yearly);
        var (status, patched) = await Token.Send("PATCH", Yearly, patch, PatchType);
        Assert.That((status, patched?[member]?.ToJsonString() ?? "null"), Is.EqualTo((200, expected)), patched?.ToJsonString());
        Assert.That((await Token.Get(Yearly)).ToJsonString(), Is.EqualTo(patched!.ToJsonString()));
        foreach (var other in before.AsObject().Select(m => m.Key).Except([.. _serverSet, member, "conflictingAccessCriteria"]))
            Assert.That(patched[other]?.ToJsonString(), Is.EqualTo(before[other]?.ToJsonString()), other);
    }

    [TestCase("""[{"op":"replace","path":"/id","value":"x"}]""", "[0].path", "/id")]
    [TestCase("""[{"op":"replace","path":"/created","value":"2020-01-01T00:00:00Z"}]""", "[0].path", "/created")]
    [TestCase("""[{"op":"replace","path":"/creatorId","value":"x"}]""", "[0].path", "/creatorId")]
    [TestCase("""[{"op":"replace","path":"/modifierId","value":"x"}]""", "[0].path", "/modifierId")]
    [TestCase("""[{"op":"replace","path":"/policyQuery","value":"id:x"}]""", "[0].path", "/policyQuery")]
    [TestCase("""[{"op":"replace","path":"/type","value":"GENERAL"}]""", "[0].path", "/type")]
    [TestCase("""[{"op":"replace","path":"/level","value":"LOW"}]""", "[0].path", "/level", Description = "of the newest path only")]
    [TestCase("""[{"op":"replace","path":"/name","value":"x"},{"op":"test","path":"/state","value":"NOT_ENFORCED"}]""", "[1].value", "\"NOT_ENFORCED\"")]
    [TestCase("""[{"op":"replace","path":"/name","value":"x"},{"op":"remove","path":"/tags/7"}]""", "[1].path", "/tags/7")]
    [TestCase("""[{"op":"replace","path":"/name","value":7}]""", "name", "7")]
    [TestCase("""[{"op":"remove","path":"/name"}]""", "name", "null")]
    [TestCase("""[{"op":"replace","path":"/state","value":"ON"}]""", "state", "ON")]
    [TestCase("""[{"op":"replace","path":"/scheduled","value":"yes"}]""", "scheduled", "yes")]
    [TestCase("""[{"op":"add","path":"/tags/-","value":{}}]""", "tags[1]", "{}")]
    [TestCase("""[{"op":"remove","path":"/conflictingAccessCriteria"}]""", "conflictingAccessCriteria", "null")]
    [TestCase("""[{"op":"replace","path":"/conflictingAccessCriteria/leftCriteria/criteriaList","value":[]}]""", "conflictingAccessCriteria.leftCriteria.criteriaList", "0")]
    [TestCase("""[{"op":"replace","path":"/conflictingAccessCriteria/leftCriteria/criteriaList/0/type","value":"ROLE"}]""",
        "conflictingAccessCriteria.leftCriteria.criteriaList[0].type", "ROLE")]
    [TestCase("""[{"op":"replace","path":"/conflictingAccessCriteria/leftCriteria/criteriaList/0/id","value":"C"}]""",
        "conflictingAccessCriteria.rightCriteria.criteriaList[0].id", "C")]
    [TestCase("""[{"op":"rename","path":"/name"}]""", "[0].op", "rename")]
    [TestCase("""[{"path":"/name","value":"x"}]""", "[0].op", "null")]
    [TestCase("""[{"op":"replace","value":"x"}]""", "[0].path", "null")]
    [TestCase("""[{"op":"replace","path":"/name"}]""", "[0].value", "null")]
    [TestCase("""[{"op":7}]""", "[0].op", "7")]
    [TestCase("""[null]""", "[0].path", "null")]
    [TestCase("""{"op":"replace","path":"/name","value":"x"}""", "body", """{"op":"replace","path":"/name","value":"x"}""")]
    public async Task A_patch_that_cannot_be_applied_whole_is_not_applied_at_all(string patch, string field, string value)
    {
        var before = (await Token.Get(Yearly)).ToJsonString();
        var (status, error) = await Token.Send("PATCH", Yearly, patch, PatchType);
        Assert.That((status, error.Text("detailCode"), TextOf(error)), Is.EqualTo((400, "400.1.3 Illegal value", $"Illegal value \"{value}\" for field \"{field}\".")));
        Assert.That((await Token.Get(Yearly)).ToJsonString(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_general_policy_is_put_and_not_patched()
    {
        _id = (await Token.Send("POST", "/v3/sod-policies", General)).Body.Text("id");
        var (status, error) = await Token.Send("PATCH", Yearly, """[{"op":"replace","path":"/name","value":"x"}]""", PatchType);
        Assert.That((status, TextOf(error)), Is.EqualTo((400, "Illegal value \"GENERAL\" for field \"type\".")));
        var put = await Token.Send("PUT", Yearly, """{"name":"Boss","policyQuery":"NOT attributes.department:Finance"}""");
        Assert.That((put.Status, put.Body.Text("policyQuery")), Is.EqualTo((200, "NOT attributes.department:Finance")));
    }

    [Test]
    public async Task A_policy_of_the_first_type_becomes_one_of_the_second_by_a_put()
    {
        var (status, put) = await Token.Send("PUT", V1, General);
        Assert.That((status, put.Text("type"), put!["conflictingAccessCriteria"]), Is.EqualTo((200, "GENERAL", (JsonNode?)null)));
        Assert.That((put["level"], put["secondaryOwnerRefs"]!.ToJsonString()), Is.EqualTo(((JsonNode?)null, "[]")));
    }

    [Test]
    public async Task Changes_of_a_version_that_is_no_more_are_refused()
    {
        var (_, tag, body) = await Match(Token, "GET", Yearly, null, null);
        Assert.That(tag, Is.EqualTo(Tag(1, _id)));
        var text = body!.ToJsonString();
        Assert.That((await Match(Token, "PUT", Yearly, text, tag)).ETag, Is.EqualTo(Tag(2, _id)));
        Assert.That((await Match(Token, "PUT", Yearly, text, tag)).Status, Is.EqualTo(412));
        Assert.That((await Match(Token, "PATCH", Yearly, "[]", tag)).Status, Is.EqualTo(412));
        Assert.That((await Match(Token, "DELETE", Yearly, null, tag)).Status, Is.EqualTo(412));
        Assert.That((await Match(Token, "PATCH", Yearly, "[]", Tag(2, _id))).Status, Is.EqualTo(200));
        await Token.Send("PUT", $"{Yearly}/schedule", """{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]}}}""");
        Assert.That((await Match(Token, "DELETE", Yearly, null, Tag(3, _id))).Status, Is.EqualTo(412), "it is scheduled now, and says so");
        Assert.That((await Match(Token, "DELETE", Yearly, null, Tag(4, _id))).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Changes_at_the_same_moment_are_stored_one_after_the_other()
    {
        var changes = Enumerable.Range(0, 8)
            .Select(i => Token.Send("PATCH", Yearly, $$"""[{"op":"add","path":"/tags/-","value":"t{{i}}"}]""", PatchType));
        Assert.That((await Task.WhenAll(changes)).Select(answer => answer.Status), Is.All.EqualTo(200));
        Assert.That((await Token.Get(Yearly))["tags"]!.AsArray(), Has.Count.EqualTo(9));
    }

    [Test]
    public async Task Owners_are_called_as_their_identities_are_and_else_as_they_were_sent()
    {
        await Key.Send("PUT", "/api/v1/access/identities/owner-known", """{"name":"Ada Byron"}""");
        var (_, patched) = await Token.Send("PATCH", V1, """
            [{"op":"add","path":"/ownerRef","value":{"type":"IDENTITY","id":"owner-known","name":"Old"}},
             {"op":"add","path":"/violationOwnerAssignmentConfig","value":{"assignmentRule":"STATIC","ownerRef":{"type":"IDENTITY","id":"owner-known"}}},
             {"op":"add","path":"/secondaryOwnerRefs","value":[{"type":"GOVERNANCE_GROUP","id":"owner-known","name":"Group"},{"type":"IDENTITY","id":"owner-known"}]}]
            """, PatchType);
        Assert.That(patched!["ownerRef"]!.ToJsonString(), Is.EqualTo("""{"type":"IDENTITY","id":"owner-known","name":"Ada Byron"}"""));
        Assert.That(patched["violationOwnerAssignmentConfig"]!["ownerRef"].Text("name"), Is.EqualTo("Ada Byron"));
        Assert.That(patched["secondaryOwnerRefs"]!.AsArray().Select(owner => owner.Text("name")), Is.EqualTo(new[] { "Group", "Ada Byron" }));
        var listed = (await Token.Get("/sod-policies/v1?filters=ownerRef.name+eq+%22ada+byron%22")).AsArray();
        Assert.That(listed.Select(policy => policy.Text("id")), Is.EqualTo(new[] { _id }));
    }

    [Test]
    public async Task Who_asks_is_checked()
    {
        using var nobody = Server.Anonymous();
        using var reader = await Server.WithToken(scope: "idn:sod-policy:read");
        using var other = await Server.WithToken(await Server.NewTenant("Other"));
        foreach (var (method, body, type) in new[] { ("PUT", General, "application/json"), ("PATCH", "[]", PatchType), ("DELETE", null, "application/json") })
        {
            Assert.That((await nobody.Send(method, Yearly, body, type)).Status, Is.EqualTo(401), method);
            Assert.That((await reader.Send(method, Yearly, body, type)).Status, Is.EqualTo(403), method);
            Assert.That((await other.Send(method, Yearly, body, type)).Status, Is.EqualTo(404), method);
        }
    }

    private static string TextOf(JsonNode? error) => error!["messages"]![0].Text("text");

    private static string MoreOf(JsonNode policy) =>
        new JsonArray([.. new[] { "level", "secondaryOwnerRefs", "allowedControls" }.Select(member => policy[member]?.DeepClone())]).ToJsonString();

    private static string Compared(JsonNode policy)
    {
        var compared = policy.DeepClone().AsObject();
        foreach (var member in _serverSet)
            compared.Remove(member);
        return compared.ToJsonString();
    }
}
