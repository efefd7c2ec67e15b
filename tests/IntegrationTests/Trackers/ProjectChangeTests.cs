namespace Schedules.IntegrationTests.Trackers;

/// <summary>Renaming a project, whom to ask about it, and finding it again by that.</summary>
public sealed class ProjectChangeTests : TenantFixture
{
    private string Projects => $"/privacy-v1/organizations/{Tenant.OrganizationId}/projects";

    [Test]
    public async Task A_project_is_renamed_and_its_contacts_are_replaced()
    {
        var (_, made) = await Client.Send("POST", Projects, """{"name":"Shop","contactEmails":["ann@example.com","bob@example.com","ann@example.com"]}""");
        var path = $"{Projects}/{made.Text("id")}";

        var (status, changed) = await Client.Send("PATCH", path, """{"name":"Big shop","status":"active","contactEmails":["Eve@example.com"]}""");
        var (_, same) = await Client.Send("PATCH", path, "{}");
        var (_, none) = await Client.Send("PATCH", path, """{"contactEmails":[]}""");

        var read = await Client.Get(path);
        Assert.Multiple(() =>
        {
            Assert.That(made!["contactEmails"]!.ToJsonString(), Is.EqualTo("""["ann@example.com","bob@example.com"]"""));
            Assert.That((status, changed.Text("name"), changed.Text("slug")), Is.EqualTo((200, "Big shop", "big-shop")));
            Assert.That(changed!["contactEmails"]!.ToJsonString(), Is.EqualTo("""["Eve@example.com"]"""));
            Assert.That(same!.ToJsonString(), Is.EqualTo(changed.ToJsonString()));
            Assert.That(none!["contactEmails"]!.ToJsonString(), Is.EqualTo("[]"));
            Assert.That(read.ToJsonString(), Is.EqualTo(none.ToJsonString()));
        });
    }

    [TestCase("""{"name":"x"}""", "name")]
    [TestCase("""{"name":null}""", "name")]
    [TestCase("""{"status":"archived"}""", "status")]
    [TestCase("""{"contactEmails":null}""", "contactEmails")]
    [TestCase("""{"name":"Store","contactEmails":["ann@"]}""", "contactEmails[0]")]
    public async Task A_bad_change_is_refused_by_field_and_nothing_is_changed(string body, string field)
    {
        var path = $"{Projects}/{await Make("Shop")}";
        var before = await Client.Get(path);
        var (status, error) = await Client.Send("PATCH", path, body);
        Assert.That((status, error.Text("message").Split(' ')[0]), Is.EqualTo((422, field)), error!.ToJsonString());
        Assert.That((await Client.Get(path)).ToJsonString(), Is.EqualTo(before.ToJsonString()));
    }

    [TestCase("status=active", 2)]
    [TestCase("status=archived", 0)]
    [TestCase("contactEmails=ann@example.com", 1)]
    [TestCase("contactEmails=ann@example.com&name=Other", 0)]
    [TestCase("contactEmails=ann", 0)]
    public async Task Projects_are_listed_by_status_and_contact(string query, int count)
    {
        await Make("Other");
        await Client.Send("POST", Projects, """{"name":"Shop","contactEmails":["bob@example.com","ann@example.com"]}""");
        Assert.That((await Client.Get($"{Projects}?{query}"))["total"]!.GetValue<int>(), Is.EqualTo(count));
    }

    [TestCase("status=active", 1)]
    [TestCase("status=closed", 0)]
    public async Task Organizations_are_listed_by_status(string query, int count) =>
        Assert.That((await Client.Get($"/organizations?{query}"))["total"]!.GetValue<int>(), Is.EqualTo(count));

    [TestCase("/projects?sendFromEmail=ann@example.com", "sendFromEmail")]
    [TestCase("/projects?contactEmails=12345678901234567890123456789012345678901234567890123@example.com", "contactEmails")]
    [TestCase("?primaryDomain=example.com", "primaryDomain")]
    public async Task Filters_that_cannot_be_answered_are_refused_and_not_ignored(string query, string field)
    {
        var path = query[0] == '?' ? "/organizations" + query : $"/organizations/{Tenant.OrganizationId}{query}";
        var (status, error) = await Client.Send("GET", path);
        Assert.That((status, error.Text("message").Split(' ')[0]), Is.EqualTo((422, field)));
    }

    private async Task<string> Make(string name) => (await Client.Send("POST", Projects, $$"""{"name":"{{name}}"}""")).Body.Text("id");
}
