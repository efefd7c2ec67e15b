using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Sod;

/// <summary>SOD policies, over HTTP.</summary>
public sealed class SodPolicyHttpTests : HttpFixture
{
    private const string General = """{"name":"Admins","policyQuery":"@access(name:x)"}""";

    private static TestCaseData[] BadPolicies { get; } =
    [
        new("{}", "name", "null"), new("[]", "body", "[]"), new("null", "body", "null"),
        new("""{"id":"7","name":"n","policyQuery":"q"}""", "id", "7"),
        new("""{"name":7,"policyQuery":"q"}""", "name", "7"), new("""{"name":"","policyQuery":"q"}""", "name", ""),
        new("""{"name":"n"}""", "policyQuery", "null"), new("""{"name":"n","policyQuery":"q","state":"ON"}""", "state", "ON"),
        new("""{"name":"n","policyQuery":"q","type":"OTHER"}""", "type", "OTHER"),
        new("""{"name":"n","policyQuery":"q","tags":"sox"}""", "tags", "sox"), new("""{"name":"n","policyQuery":"q","tags":[7]}""", "tags[0]", "7"),
        new("""{"name":"n","policyQuery":"q","ownerRef":{"type":"ROLE","id":"o"}}""", "ownerRef.type", "ROLE"),
        new("""{"name":"n","type":"CONFLICTING_ACCESS_BASED"}""", "conflictingAccessCriteria", "null"),
        new(
            """{"name":"n","type":"CONFLICTING_ACCESS_BASED","conflictingAccessCriteria":{"leftCriteria":{"criteriaList":[{"type":"ROLE","id":"A"}]}}}""",
            "conflictingAccessCriteria.leftCriteria.criteriaList[0].type", "ROLE"),
    ];

    [TestCase("/beta/sod-policies")]
    [TestCase("/v3/sod-policies")]
    [TestCase("/v2024/sod-policies")]
    [TestCase("/v2025/sod-policies")]
    [TestCase("/v2026/sod-policies")]
    [TestCase("/sod-policies")]
    [TestCase("/sod-policies/v1")]
    public async Task A_policy_is_made_shown_and_listed_under_every_version(string path)
    {
        var (status, made) = await Token.Send("POST", path, Bodies.Conflicting);
        Assert.That(status, Is.EqualTo(201));
        Assert.That((await Token.Get($"{path}/{made.Text("id")}")).ToJsonString(), Is.EqualTo(made!.ToJsonString()));
        Assert.That((await Token.Get($"{path}/{made.Text("id").Replace("-", "", StringComparison.Ordinal)}")).ToJsonString(), Is.EqualTo(made.ToJsonString()));
        var list = (await Token.Get($"{path}?sorters=-created")).AsArray();
        Assert.That(list.Select(policy => policy!.ToJsonString()), Does.Contain(made.ToJsonString()));
    }

    [Test]
    public async Task Nullable_members_without_a_value_are_null()
    {
        var (_, policy) = await Token.Send("POST", "/v3/sod-policies", General);
        Assert.That(Members(policy), Is.EqualTo(
            "compensatingControls conflictingAccessCriteria correctionAdvice created creatorId description externalPolicyReference id "
            + "modified modifierId name policyQuery scheduled state tags type violationOwnerAssignmentConfig"));
        Assert.That(policy!["description"], Is.Null);
        Assert.That((policy.Text("state"), policy.Text("type"), policy["scheduled"]!.GetValue<bool>()), Is.EqualTo(("ENFORCED", "GENERAL", false)));
    }

    [Test]
    public async Task A_count_stands_in_a_header_where_it_is_asked_for()
    {
        await NewPolicy();
        using var counted = await Token.Raw("GET", "/v3/sod-policies?count=true&limit=0");
        using var plain = await Token.Raw("GET", "/v3/sod-policies");
        var all = JsonNode.Parse(await plain.Content.ReadAsStringAsync())!.AsArray().Count;
        Assert.That(counted.Headers.GetValues("X-Total-Count"), Is.EqualTo(new[] { $"{all}" }));
        Assert.That(await counted.Content.ReadAsStringAsync(), Is.EqualTo("[]"));
        Assert.That(plain.Headers.Contains("X-Total-Count"), Is.False);
    }

    [TestCaseSource(nameof(BadPolicies))]
    public async Task A_wrong_value_is_told_with_its_path_and_nothing_is_stored(string body, string field, string value)
    {
        var before = (await Token.Get("/v3/sod-policies")).AsArray().Count;
        var (status, error) = await Token.Send("POST", "/v3/sod-policies", body);
        var text = $"Illegal value \"{value}\" for field \"{field}\".";
        Assert.That((status, error.Text("detailCode"), error!["messages"]![0].Text("text")), Is.EqualTo((400, "400.1.3 Illegal value", text)));
        Assert.That((await Token.Get("/v3/sod-policies")).AsArray(), Has.Count.EqualTo(before));
    }

    [TestCase("limit=251", "limit", "251")]
    [TestCase("limit=-1", "limit", "-1")]
    [TestCase("limit=all", "limit", "all")]
    [TestCase("offset=-1", "offset", "-1")]
    [TestCase("count=perhaps", "count", "perhaps")]
    [TestCase("sorters=owner", "sorters", "owner")]
    public async Task A_wrong_list_parameter_is_named(string query, string field, string value)
    {
        var (status, error) = await Token.Send("GET", $"/v3/sod-policies?{query}");
        var text = $"Illegal value \"{value}\" for field \"{field}\".";
        Assert.That((status, error!["messages"]![0].Text("text")), Is.EqualTo((400, text)));
    }

    [Test]
    public async Task Who_asks_is_checked()
    {
        using var nobody = Server.Anonymous();
        using var reader = await Server.WithToken(scope: "idn:sod-policy:read");
        using var other = await Server.WithToken(await Server.NewTenant("Other"));
        var policy = $"/v3/sod-policies/{await NewPolicy()}";
        Assert.That((await nobody.Send("GET", policy)).Status, Is.EqualTo(401));
        Assert.That((await nobody.Send("POST", "/v3/sod-policies", General)).Status, Is.EqualTo(401));
        Assert.That((await reader.Send("GET", policy)).Status, Is.EqualTo(200));
        Assert.That((await reader.Send("POST", "/v3/sod-policies", General)).Status, Is.EqualTo(403));
        Assert.That((await other.Send("GET", policy)).Status, Is.EqualTo(404));
        Assert.That((await other.Get("/v3/sod-policies")).AsArray(), Is.Empty);
    }
}
