using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Sod;

/// <summary>Filters and sorters of the list of policies, over HTTP, on whatever database the tests run on.</summary>
public sealed class SodPolicyFilterTests : HttpFixture
{
    private const string Yearly = "/v3/sod-policies";
    private const string V1 = "/sod-policies/v1";

    private readonly Dictionary<string, string> _names = [];

    [OneTimeSetUp]
    public async Task MakePolicies()
    {
        await Key.Send("PUT", "/api/v1/access/identities/z", """{"name":"Zoë Known"}""");
        await Make("Alpha", """ "policyQuery":"id:a","description":"The First 100%","ownerRef":{"type":"IDENTITY","id":"x","name":"Bo"} """);
        await Make("Äpfel", """ "policyQuery":"id:a","state":"NOT_ENFORCED","ownerRef":{"type":"IDENTITY","id":"z","name":"old"} """);
        await Make("beta_1", $""" {Conflict},"level":"LOW","ownerRef":{"{"}"type":"GOVERNANCE_GROUP","id":"z","name":"Team"{"}"} """);
        await Make("BETA%\\\" 2", $""" {Conflict},"description":"second","state":"NOT_ENFORCED" """);
        await Make("gone", """ "policyQuery":"id:a" """);
        await Token.Send("DELETE", $"{V1}/{_names["gone"]}");
    }

    private static string Conflict => """
        "type":"CONFLICTING_ACCESS_BASED","conflictingAccessCriteria":{"leftCriteria":{"criteriaList":[{"type":"ENTITLEMENT","id":"A"}]},
          "rightCriteria":{"criteriaList":[{"type":"ENTITLEMENT","id":"B"}]}}
        """;

    [TestCase("name eq \"alpha\"", "Alpha")]
    [TestCase("name eq \"äPFEL\"", "Äpfel")]
    [TestCase("name eq \"Alph\"", "")]
    [TestCase("name in (\"ALPHA\",\"beta_1\",\"none\")", "Alpha beta_1")]
    [TestCase("name eq \"BETA%\\\\\\\" 2\"", "BETA%\\\" 2", Description = "escapes")]
    [TestCase("state eq \"NOT_ENFORCED\"", "Äpfel BETA%\\\" 2")]
    [TestCase("state in (\"ENFORCED\",\"not_enforced\") and not name eq \"alpha\"", "Äpfel beta_1 BETA%\\\" 2")]
    [TestCase("not (name eq \"alpha\" or state eq \"NOT_ENFORCED\")", "beta_1")]
    [TestCase("name eq \"alpha\" or name eq \"beta_1\" and state eq \"NOT_ENFORCED\"", "Alpha")]
    [TestCase("(name eq \"alpha\" or name eq \"beta_1\") and state eq \"NOT_ENFORCED\"", "")]
    [TestCase("id eq \"no-id\"", "")]
    [TestCase("id in (\"no-id\",\"00000000000000000000000000000000\")", "")]
    public async Task Every_version_filters_by_id_name_and_state(string filters, string names)
    {
        foreach (var path in new[] { Yearly, V1, "/beta/sod-policies", "/v2026/sod-policies" })
            Assert.That(await Listed(path, filters), Is.EqualTo(names), path);
    }

    [TestCase("name sw \"BETA\"", "beta_1 BETA%\\\" 2")]
    [TestCase("name co \"%\"", "BETA%\\\" 2", Description = "no wildcard of the database")]
    [TestCase("name co \"_\"", "beta_1")]
    [TestCase("name co \"P\"", "Alpha Äpfel")]
    [TestCase("name sw \"ä\"", "Äpfel")]
    [TestCase("level eq \"HIGH\"", "BETA%\\\" 2")]
    [TestCase("level in (\"HIGH\",\"LOW\")", "beta_1 BETA%\\\" 2")]
    [TestCase("not level eq \"LOW\"", "Alpha Äpfel BETA%\\\" 2", Description = "one that has none has not that one")]
    [TestCase("type eq \"GENERAL\"", "Alpha Äpfel")]
    [TestCase("description eq \"SECOND\"", "BETA%\\\" 2")]
    [TestCase("description sw \"the f\"", "Alpha")]
    [TestCase("description co \"100%\"", "Alpha")]
    [TestCase("not description co \"s\"", "Äpfel beta_1", Description = "one without a description too")]
    [TestCase("ownerRef.name eq \"zoë known\"", "Äpfel", Description = "as the identity is called now")]
    [TestCase("ownerRef.name sw \"T\"", "beta_1", Description = "a group is no identity, though its id is one's")]
    [TestCase("ownerRef.name eq \"old\"", "")]
    [TestCase("ownerRef.name eq \"BO\"", "Alpha")]
    public async Task The_newest_version_filters_by_more(string filters, string names) =>
        Assert.That(await Listed(V1, filters), Is.EqualTo(names));

    [Test]
    public async Task An_id_is_known_with_and_without_dashes()
    {
        var (alpha, beta) = (_names["Alpha"], _names["beta_1"]);
        Assert.That(await Listed(Yearly, $"id eq \"{alpha}\""), Is.EqualTo("Alpha"));
        Assert.That(await Listed(Yearly, $"id in (\"{alpha.Replace("-", "", StringComparison.Ordinal)}\", \"{beta}\", \"x\")"), Is.EqualTo("Alpha beta_1"));
    }

    [TestCase("ownerRef.name,name", "BETA%\\\" 2 Alpha beta_1 Äpfel")]
    [TestCase("-ownerRef.name", "Äpfel beta_1 Alpha BETA%\\\" 2")]
    [TestCase("-name", "Äpfel beta_1 BETA%\\\" 2 Alpha")]
    public async Task The_newest_version_sorts_by_the_owners_name(string sorters, string names)
    {
        // Databases differ in where they put what is null: on PostgreSQL it comes last.
        var listed = string.Join(' ', (await Token.Get($"{V1}?sorters={sorters}")).AsArray().Select(policy => policy.Text("name")));
        var nullLast = sorters.Contains("owner") && !listed.StartsWith(names[..4], StringComparison.Ordinal);
        Assert.That(nullLast ? Turned(listed) : listed, Is.EqualTo(nullLast ? Turned(names) : names));

        static string Turned(string text) => text.Replace("BETA%\\\" 2", "", StringComparison.Ordinal).Trim();
    }

    [Test]
    public async Task A_count_is_of_what_the_filter_lets_through_and_pages_are_parts_of_it()
    {
        using var counted = await Token.Raw("GET", $"{V1}?count=true&limit=1&offset=1&filters={Uri.EscapeDataString("type eq \"GENERAL\"")}");
        Assert.That(counted.Headers.GetValues("X-Total-Count"), Is.EqualTo(new[] { "2" }));
        Assert.That(JsonNode.Parse(await counted.Content.ReadAsStringAsync())!.AsArray().Single().Text("name"), Is.EqualTo("Äpfel"));
    }

    [TestCase(Yearly, "name sw \"a\"", 6)]
    [TestCase(Yearly, "level eq \"LOW\"", 1)]
    [TestCase(Yearly, "name isnull", 6)]
    [TestCase(V1, "ownerRef.name co \"a\"", 15)]
    [TestCase(V1, "type in (\"GENERAL\")", 6)]
    [TestCase(V1, "level eq \"WORST\"", 10)]
    [TestCase(V1, "created gt \"2020\"", 1)]
    [TestCase(V1, "name eq \"a", 9)]
    [TestCase(V1, "name eq \"a\" or", 15)]
    public async Task A_filter_that_a_version_does_not_know_is_refused_at_its_position(string path, string filters, int position)
    {
        var (status, error) = await Token.Send("GET", $"{path}?filters={Uri.EscapeDataString(filters)}");
        Assert.That((status, error.Text("detailCode")), Is.EqualTo((400, "400.1.3 Illegal value")));
        Assert.That(error!["messages"]![0].Text("text"), Is.EqualTo($"Illegal value \"{filters}\" for field \"filters\"."));
        Assert.That(error["causes"]![0].Text("text"), Does.StartWith($"filters must be a filter: at position {position} "));
    }

    [Test]
    public async Task A_filter_of_any_size_gets_an_answer()
    {
        var names = string.Join(',', Enumerable.Range(0, 400).Select(i => $"\"n{i}\""));
        Assert.That(await Listed(V1, $"not name in ({names}) and name eq \"alpha\""), Is.EqualTo("Alpha"));
        Assert.That(await Listed(V1, string.Join(" or ", Enumerable.Repeat("name co \"zz\"", 100))), Is.Empty);
        Assert.That((await Token.Send("GET", $"{V1}?filters={new string('(', 7000)}")).Status, Is.EqualTo(400));
    }

    private async Task<string> Listed(string path, string filters) => string.Join(
        ' ', (await Token.Get($"{path}?sorters=created&filters={Uri.EscapeDataString(filters)}")).AsArray().Select(policy => policy.Text("name")));

    private async Task Make(string name, string members)
    {
        var (status, policy) = await Token.Send("POST", V1, $$"""{"name":{{JsonValue.Create(name).ToJsonString()}},{{members}}}""");
        Assert.That(status, Is.EqualTo(201), policy?.ToJsonString());
        _names[name] = policy.Text("id");
        Server.Clock.Advance(NodaTime.Duration.FromSeconds(1));
    }
}
