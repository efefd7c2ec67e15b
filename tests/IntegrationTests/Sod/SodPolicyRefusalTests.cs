using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Sod;

/// <summary>What a policy must not be, member by member, new or in the place of another: 400 with the member's path, and nothing changes.</summary>
public sealed class SodPolicyRefusalTests : HttpFixture
{
    private static readonly string _long = new('x', 4001);

    private static string _id = "";

    private static TestCaseData[] General { get; } =
    [
        Case("name", "null", "null"), Case("name", "7", "7"), Case("name", "\"\"", ""), Case("name", "\" \"", " "), Case("name", "\"a\\u0001\"", "a\u0001"),
        Case("name", $"\"{_long[..257]}\"", _long[..200] + "…"), Case("name", "{}", "{}"),
        Case("description", "7", "7"), Case("description", $"\"{_long}\"", _long[..200] + "…"),
        Case("externalPolicyReference", "[]", "[]"), Case("compensatingControls", "false", "false"), Case("correctionAdvice", "{}", "{}"),
        Case("state", "\"ON\"", "ON"), Case("state", "\"enforced\"", "enforced"), Case("state", "1", "1"),
        Case("type", "\"OTHER\"", "OTHER"), Case("type", "\"CONFLICTING_ACCESS_BASED\"", "null", "conflictingAccessCriteria"),
        Case("tags", "\"sox\"", "sox"), Case("tags", "[7]", "7", "tags[0]"), Case("tags", "[\"a\",null]", "null", "tags[1]"), Case("tags", "[\"\"]", "", "tags[0]"),
        Case("tags", $"[{string.Join(',', Enumerable.Repeat("\"t\"", 101))}]", "101"),
        Case("scheduled", "\"yes\"", "yes"),
        Case("ownerRef", "\"me\"", "me"), Case("ownerRef", "{}", "null", "ownerRef.type"),
        Case("ownerRef", """{"type":"ROLE","id":"o"}""", "ROLE", "ownerRef.type"),
        Case("ownerRef", """{"type":"IDENTITY"}""", "null", "ownerRef.id"), Case("ownerRef", """{"type":"IDENTITY","id":""}""", "", "ownerRef.id"),
        Case("ownerRef", """{"type":"IDENTITY","id":"o","name":7}""", "7", "ownerRef.name"),
        Case("violationOwnerAssignmentConfig", "[]", "[]"),
        Case("violationOwnerAssignmentConfig", """{"assignmentRule":"BOSS"}""", "BOSS", "violationOwnerAssignmentConfig.assignmentRule"),
        Case("violationOwnerAssignmentConfig", """{"ownerRef":{"type":"ROLE"}}""", "ROLE", "violationOwnerAssignmentConfig.ownerRef.type"),
        Case("policyQuery", "null", "null"), Case("policyQuery", "7", "7"), Case("policyQuery", "\"\"", ""),
        Case("policyQuery", "\"policy query implementation\"", "policy query implementation"),
        Case("level", "\"LOW\"", "LOW"), Case("secondaryOwnerRefs", """[{"type":"IDENTITY","id":"o"}]""", "1"),
        Case("allowedControls", """[{"type":"COMPENSATING_CONTROL","id":"c"}]""", "1"),
        Case("conflictingAccessCriteria", Sides(Items(1), Items(1, "B")), "null"),
    ];

    private static TestCaseData[] Conflicting { get; } =
    [
        Case("level", "\"WORST\"", "WORST"), Case("level", "3", "3"),
        Case("secondaryOwnerRefs", "{}", "{}"), Case("secondaryOwnerRefs", "[null]", "null", "secondaryOwnerRefs[0].type"),
        Case("secondaryOwnerRefs", """[{"type":"IDENTITY","id":"o"},{"type":"MANAGER","id":"o"}]""", "MANAGER", "secondaryOwnerRefs[1].type"),
        Case("secondaryOwnerRefs", $"[{string.Join(',', Enumerable.Repeat("""{"type":"IDENTITY","id":"o"}""", 11))}]", "11"),
        Case("allowedControls", """[{"type":"CONTROL","id":"c"}]""", "CONTROL", "allowedControls[0].type"),
        Case("allowedControls", """[{"type":"COMPENSATING_CONTROL"}]""", "null", "allowedControls[0].id"),
        Case("allowedControls", $"[{string.Join(',', Enumerable.Repeat("""{"type":"COMPENSATING_CONTROL","id":"c"}""", 11))}]", "11"),
        Case("conflictingAccessCriteria", "null", "null"), Case("conflictingAccessCriteria", "[]", "[]"),
        Case("conflictingAccessCriteria", "{}", "null", "conflictingAccessCriteria.leftCriteria"),
        Case("conflictingAccessCriteria", $$"""{"leftCriteria":{{Items(1)}}}""", "null", "conflictingAccessCriteria.rightCriteria"),
        Side(Items(0), "0", "criteriaList"), Side(Items(51), "51", "criteriaList"), Side("{}", "null", "criteriaList"),
        Side("""{"name":7,"criteriaList":[]}""", "7", "name"), Side("""{"criteriaList":[null]}""", "null", "criteriaList[0].type"),
        Side("""{"criteriaList":[{"type":"ROLE","id":"A"}]}""", "ROLE", "criteriaList[0].type"),
        Side("""{"criteriaList":[{"type":"ENTITLEMENT"}]}""", "null", "criteriaList[0].id"),
        Side("""{"criteriaList":[{"type":"ENTITLEMENT","id":7}]}""", "7", "criteriaList[0].id"),
        Side("""{"criteriaList":[{"type":"ENTITLEMENT","id":"A"},{"type":"ENTITLEMENT","id":"A"}]}""", "A", "criteriaList[1].id"),
        Case("conflictingAccessCriteria", Sides(Items(2), Items(2)), "A0", "conflictingAccessCriteria.rightCriteria.criteriaList[0].id"),
    ];

    [OneTimeSetUp]
    public async Task MakePolicy() => _id = await NewPolicy();

    [TestCaseSource(nameof(General))]
    public Task A_member_of_a_general_policy_is_refused_by_its_path(string member, string json, string value, string field) =>
        Refused("""{"name":"n","policyQuery":"id:x"}""", member, json, value, field);

    [TestCaseSource(nameof(Conflicting))]
    public Task A_member_of_a_conflicting_policy_is_refused_by_its_path(string member, string json, string value, string field) => Refused(
        $$"""{"name":"n","type":"CONFLICTING_ACCESS_BASED","conflictingAccessCriteria":{{Sides(Items(1), Items(1, "B"))}}}""", member, json, value, field);

    [TestCase("POST", "", "new")]
    [TestCase("PUT", "/{id}", "00000000-0000-0000-0000-000000000001")]
    [TestCase("PUT", "/{id}", "new")]
    public async Task An_id_is_the_servers_to_give(string method, string path, string id)
    {
        var (status, error) = await Token.Send(method, "/v3/sod-policies" + path.Replace("{id}", _id, StringComparison.Ordinal), $$"""{"id":"{{id}}","name":"n","policyQuery":"id:x"}""");
        Assert.That((status, error!["messages"]![0].Text("text")), Is.EqualTo((400, $"Illegal value \"{id}\" for field \"id\".")));
    }

    [Test]
    public async Task A_query_is_refused_at_the_position_of_its_error()
    {
        var (status, error) = await Token.Send("POST", "/v3/sod-policies", """{"name":"n","policyQuery":"@access(id:A OR id:B AND NOT @access(id:C)"}""");
        Assert.That((status, error!["messages"]![0].Text("text")), Is.EqualTo((400, "Illegal value \"@access(id:A OR id:B AND NOT @access(id:C)\" for field \"policyQuery\".")));
        Assert.That(error["causes"]![0].Text("text"), Is.EqualTo(
            "policyQuery must be an access query: at position 30 id: or name:, inside @access(…), is expected, not \"@access\"."));
    }

    [TestCase("level", "\"WORST\"")]
    [TestCase("secondaryOwnerRefs", """[{"type":"NOBODY"}]""")]
    [TestCase("allowedControls", "[null]")]
    public async Task What_a_yearly_version_does_not_know_is_read_over(string member, string json) => Assert.That(
        (await Token.Send("POST", "/v3/sod-policies", Body("""{"name":"n","policyQuery":"id:x"}""", member, json))).Status, Is.EqualTo(201));

    private async Task Refused(string good, string member, string json, string value, string field)
    {
        var (list, policy) = ("/sod-policies/v1?sorters=-created", $"/sod-policies/v1/{_id}");
        var before = (await Token.Get(list)).ToJsonString();
        foreach (var (method, path) in new[] { ("POST", "/sod-policies/v1"), ("PUT", policy) })
        {
            var (status, error) = await Token.Send(method, path, Body(good, member, json));
            Assert.That((status, error.Text("detailCode")), Is.EqualTo((400, "400.1.3 Illegal value")), error!.ToJsonString());
            Assert.That(error["messages"]![0].Text("text"), Is.EqualTo($"Illegal value \"{value}\" for field \"{field}\"."));
            Assert.That(error["causes"]![0].Text("text"), Does.StartWith($"{field} must be "));
        }

        Assert.That((await Token.Get(list)).ToJsonString(), Is.EqualTo(before));
    }

    private static string Body(string good, string member, string json)
    {
        var body = JsonNode.Parse(good)!.AsObject();
        body[member] = JsonNode.Parse(json);
        return body.ToJsonString();
    }

    private static TestCaseData Case(string member, string json, string value, string? field = null) => new(member, json, value, field ?? member);

    private static TestCaseData Side(string left, string value, string field) => new(
        "conflictingAccessCriteria", Sides(left, Items(1, "B")), value, $"conflictingAccessCriteria.leftCriteria.{field}");

    private static string Sides(string left, string right) => $$"""{"leftCriteria":{{left}},"rightCriteria":{{right}}}""";

    private static string Items(int count, string prefix = "A") =>
        $$"""{"criteriaList":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"type":"ENTITLEMENT","id":"{{prefix}}{{i}}"}"""))}}]}""";
}
