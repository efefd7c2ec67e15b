using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Trackers;

public sealed class ProjectTests : TenantFixture
{
    private string Projects => $"/privacy-v1/organizations/{Tenant.OrganizationId}/projects";

    [Test]
    public async Task A_project_is_made_with_its_domains_and_read_back()
    {
        var (status, made) = await Client.Send("POST", Projects, """
            {"name":"Shop","type":"website","domains":["Shop.Example.COM","bücher.example","shop.example.com"],"privacyPolicyUrl":"https://example.com/p"}
            """);
        var read = await Client.Get($"{Projects}/{made.Text("id")}");
        var bare = await Client.Get($"{Projects.Replace("/privacy-v1", "", StringComparison.Ordinal)}/{made.Text("id")}");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(201));
            Assert.That(made!["domains"]!.ToJsonString(), Is.EqualTo("""["shop.example.com","xn--bcher-kva.example"]"""));
            Assert.That(read.ToJsonString(), Is.EqualTo(made.ToJsonString()));
            Assert.That(bare.ToJsonString(), Is.EqualTo(made.ToJsonString()));
            Assert.That(made.Text("organizationId"), Is.EqualTo(Tenant.OrganizationId.ToString()));
            Assert.That((made.Text("type"), made.Text("slug"), made.Text("status")), Is.EqualTo(("website", "shop", "active")));
        });
    }

    [Test]
    public async Task A_project_says_how_deeply_it_is_scanned()
    {
        var (_, made) = await Client.Send("POST", Projects, """{"name":"Shop","domains":["shop.example"]}""");

        var (status, changed) = await Client.Send("PATCH", $"{Projects}/{made.Text("id")}", """{"settings":{"trackers":{"deepScan":false}}}""");
        var (_, same) = await Client.Send("PATCH", $"{Projects}/{made.Text("id")}", "{}");

        Assert.That(made!["settings"]!.ToJsonString(), Is.EqualTo("""{"trackers":{"deepScan":true}}"""));
        Assert.That((status, changed!["settings"]!.ToJsonString()), Is.EqualTo((200, """{"trackers":{"deepScan":false}}""")));
        Assert.That(same!["settings"]!.ToJsonString(), Is.EqualTo(changed["settings"]!.ToJsonString()));
    }

    [TestCase("""{}""", "name")]
    [TestCase("""{"name":"x"}""", "name")]
    [TestCase("""{"name":"Shop","type":"app"}""", "type")]
    [TestCase("""{"name":"Shop","domains":"example.com"}""", "domains")]
    [TestCase("""{"name":"Shop","domains":["example.com","https://example.com"]}""", "domains[1]")]
    [TestCase("""{"name":"Shop","domains":["example.com:8080"]}""", "domains[0]")]
    [TestCase("""{"name":"Shop","domains":["127.0.0.1"]}""", "domains[0]")]
    [TestCase("""{"name":"Shop","domains":["localhost"]}""", "domains[0]")]
    [TestCase("""{"name":"Shop","domains":[null]}""", "domains[0]")]
    [TestCase("""{"name":"Shop","privacyPolicyUrl":"javascript:alert(1)"}""", "privacyPolicyUrl")]
    [TestCase("""{"name":"Shop","contactEmails":"ann@example.com"}""", "contactEmails")]
    [TestCase("""{"name":"Shop","contactEmails":["ann@example.com","Ann <ann@example.com>"]}""", "contactEmails[1]")]
    [TestCase("""{"name":"Shop","contactEmails":["ann"]}""", "contactEmails[0]")]
    [TestCase("""{"name":"Shop","contactEmails":[null]}""", "contactEmails[0]")]
    public async Task A_bad_project_is_refused_by_field_and_not_made(string body, string field)
    {
        var (status, error) = await Client.Send("POST", Projects, body);
        Assert.That(
            (status, error.Text("error"), error.Text("message").Split(' ')[0]), Is.EqualTo((422, "Unprocessable Entity", field)), error!.ToJsonString());
        Assert.That((await Client.Get(Projects))["total"]!.GetValue<int>(), Is.Zero);
    }

    [Test]
    public async Task A_project_has_a_hundred_domains_at_most()
    {
        var domains = new JsonArray([.. Enumerable.Range(0, 101).Select(n => JsonValue.Create($"d{n}.example"))]);
        var (status, error) = await Client.Send("POST", Projects, new JsonObject { ["name"] = "Many", ["domains"] = domains }.ToJsonString());
        Assert.That((status, error.Text("message").Split(' ')[0]), Is.EqualTo((422, "domains[100]")));
    }

    [Test]
    public async Task Domains_are_added_once_and_listed()
    {
        var id = await Make("Shop");
        foreach (var name in new[] { "b.example", "A.example", "b.example" })
            Assert.That((await Client.Send("POST", $"{Projects}/{id}/domains", $$"""{"name":"{{name}}"}""")).Status, Is.EqualTo(201));
        var (refused, _) = await Client.Send("POST", $"{Projects}/{id}/domains", """{"name":"http://c.example"}""");
        var list = await Client.Get($"{Projects}/{id}/domains?sort=name&order=desc&limit=1");
        Assert.Multiple(() =>
        {
            Assert.That(refused, Is.EqualTo(422));
            Assert.That((list["offset"]!.GetValue<int>(), list["count"]!.GetValue<int>(), list["total"]!.GetValue<int>()), Is.EqualTo((0, 1, 2)));
            Assert.That(list["items"]![0].Text("name"), Is.EqualTo("b.example"));
        });
    }

    [Test]
    public async Task Domains_added_at_the_same_moment_are_all_there()
    {
        var id = await Make("Busy");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n =>
            Client.Send("POST", $"{Projects}/{id}/domains", $$"""{"name":"d{{n}}.example"}""")));
        var total = (await Client.Get($"{Projects}/{id}/domains"))["total"]!.GetValue<int>();
        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(201));
        Assert.That(total, Is.EqualTo(12));
    }

    [Test]
    public async Task Lists_page_sort_and_filter()
    {
        foreach (var name in new[] { "Beta", "Alpha", "Gamma" })
            await Make(name);
        var page = await Client.Get($"{Projects}?sort=name&order=desc&offset=1&limit=1");
        var byName = await Client.Get($"{Projects}?name=Alpha");
        var inOrder = await Client.Get(Projects);
        Assert.Multiple(() =>
        {
            Assert.That(page.ToJsonString(), Does.StartWith("""{"offset":1,"count":1,"total":3,"items":[{"id":"""));
            Assert.That(page["items"]![0].Text("name"), Is.EqualTo("Beta"));
            Assert.That(byName["total"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(inOrder["items"]!.AsArray().Select(item => item.Text("name")), Is.EquivalentTo(new[] { "Beta", "Alpha", "Gamma" }));
        });
    }

    [TestCase("limit=0", "limit")]
    [TestCase("limit=-1", "limit")]
    [TestCase("limit=1001", "limit")]
    [TestCase("limit=ten", "limit")]
    [TestCase("offset=-1", "offset")]
    [TestCase("sort=secret", "sort")]
    [TestCase("order=up", "order")]
    public async Task List_parameters_out_of_range_are_refused(string query, string field)
    {
        foreach (var path in new[] { Projects, "/organizations", $"{Projects}/{await Make("Shop")}/domains" })
        {
            var (status, error) = await Client.Send("GET", $"{path}?{query}");
            Assert.That((status, error.Text("message").Split(' ')[0]), Is.EqualTo((422, field)), path);
        }
    }

    [Test]
    public async Task Ids_that_are_no_UUID_with_dashes_are_bad_requests_and_unknown_ones_not_found()
    {
        var id = await Make("Shop");
        foreach (var shape in new[] { $"%7B{id}%7D", id.Replace("-", "", StringComparison.Ordinal), $"{id}%20" })
            Assert.That((await Client.Send("GET", $"{Projects}/{shape}")).Status, Is.EqualTo(400), shape);
        var bad = await Client.Send("GET", $"{Projects}/7");
        var badOrganization = await Client.Send("GET", "/organizations/7/projects");
        var unknown = await Client.Send("GET", $"{Projects}/{Guid.NewGuid()}");
        Assert.Multiple(() =>
        {
            Assert.That((bad.Status, bad.Body.Text("message")), Is.EqualTo((400, "projectId must be a UUID.")));
            Assert.That((badOrganization.Status, badOrganization.Body.Text("message")), Is.EqualTo((400, "organizationId must be a UUID.")));
            Assert.That(unknown.Body!.ToJsonString(), Is.EqualTo("""{"statusCode":404,"error":"Not Found","message":"Not Found"}"""));
        });
    }

    private async Task<string> Make(string name) => (await Client.Send("POST", Projects, $$"""{"name":"{{name}}"}""")).Body.Text("id");
}
