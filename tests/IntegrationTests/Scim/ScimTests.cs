using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Scim;

/// <summary>SCIM over HTTP, with the bodies that Entra ID and Okta document.</summary>
public sealed class ScimTests
{
    private const string Users = "/scim/v2/Users";
    private const string Groups = "/scim/v2/Groups";
    private const string Scim = "application/scim+json";

    private Server _server = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await Server.Start();
        _client = Bearer(_server.Tenant.ApiKey);
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Entra_creates_finds_changes_disables_and_deletes_a_user()
    {
        var id = await Create(Users, """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
             "externalId":"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef","userName":"Test_User_ab6490ee","active":true,
             "emails":[{"primary":true,"type":"work","value":"Test_User_fd0ea19b@testuser.com"}],"meta":{"resourceType":"User"},
             "name":{"formatted":"givenName familyName","familyName":"familyName","givenName":"givenName"},"roles":[]}
            """);
        Assert.That(await Found($"{Users}?filter=userName eq \"test_user_AB6490EE\""), Is.EqualTo(id));
        Assert.That(await Found($"{Users}?filter=externalId eq \"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef\""), Is.EqualTo(id));
        Assert.That(await Found($"{Users}?filter=userName eq \"nobody\""), Is.Empty);
        var changed = await Patch($"{Users}/{id}", """
            {"op":"Replace","path":"emails[type eq \"work\"].value","value":"updatedEmail@microsoft.com"},
            {"op":"Replace","path":"name.familyName","value":"updatedFamilyName"},
            {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"Finance"},
            {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"boss"},
            {"op":"Add","path":"phoneNumbers[type eq \"work\"].value","value":"555"},
            {"op":"Replace","path":"active","value":"False"}
            """);
        var enterprise = changed["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]!;
        Assert.That(
            (changed["emails"]![0].Text("value"), changed["name"].Text("familyName"), changed["name"].Text("givenName"), enterprise.Text("department"), enterprise["manager"].Text("value"), changed["active"]!.GetValue<bool>()),
            Is.EqualTo(("updatedEmail@microsoft.com", "updatedFamilyName", "givenName", "Finance", "boss", false)));
        Assert.That((await _client.Send("DELETE", $"{Users}/{id}")).Status, Is.EqualTo(204));
        Assert.That((await _client.Send("GET", $"{Users}/{id}")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Okta_creates_replaces_and_deactivates_a_user()
    {
        const string User = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"test.user@okta.local","name":{"givenName":"Test","familyName":"User"},
             "emails":[{"primary":true,"value":"test.user@okta.local","type":"work"}],"displayName":"Test User","locale":"en-US",
             "externalId":"00ujl29u0le5T6Aj10h7","groups":[],"password":"1mz050nq","active":true}
            """;
        var id = await Create(Users, User);
        var list = await _client.Get($"{Users}?filter=userName eq \"test.user@okta.local\"&startIndex=1&count=100");
        Assert.That((list["totalResults"]!.GetValue<int>(), list["Resources"]![0].Text("id")), Is.EqualTo((1, id)));
        Assert.That(list["Resources"]![0]!.AsObject().ContainsKey("password"), Is.False);
        var (status, replaced) = await _client.Send("PUT", $"{Users}/{id}", User.Replace("Test User", "Another", StringComparison.Ordinal), Scim);
        Assert.That((status, replaced.Text("displayName"), replaced.Text("locale")), Is.EqualTo((200, "Another", "en-US")));
        var patched = await Patch($"{Users}/{id}", """{"op":"replace","value":{"active":false}}""");
        Assert.That(patched["active"]!.GetValue<bool>(), Is.False);
        Assert.That((await _client.Send("POST", Users, User, Scim)).Body!.Text("scimType"), Is.EqualTo("uniqueness"));
    }

    [Test]
    public async Task Entra_creates_a_group_and_changes_its_members_who_then_hold_it_and_what_it_contains()
    {
        var (ann, bob) = (await NewUser("ann"), await NewUser("bob"));
        var id = await Create(Groups, """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
             "externalId":"8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159","displayName":"Payers","meta":{"resourceType":"Group"}}
            """);
        using var key = _server.WithKey();
        await key.Send("PUT", $"/api/v1/access/groups/{id}", """{"name":"Payers","externalId":"8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159","entitlements":[{"id":"PAY"}]}""");
        await PatchGroup(id, $$"""{"op":"Add","path":"members","value":[{"$ref":null,"value":"{{ann}}"},{"$ref":null,"value":"{{bob}}"}]}""");
        await PatchGroup(id, $$"""{"op":"Remove","path":"members","value":[{"$ref":null,"value":"{{bob}}"}]}""");
        Assert.That(await Members(id), Is.EqualTo(ann));
        var held = (await key.Get($"/api/v1/access/identities/{ann}/access"))["entitlements"]!.AsArray().Select(item => item.Text("id"));
        Assert.That(held, Is.EquivalentTo(new[] { id, "PAY" }));
        Assert.That((await _client.Get($"{Users}/{ann}"))["groups"]![0].Text("display"), Is.EqualTo("Payers"));
        var without = await _client.Get($"{Groups}?excludedAttributes=members&filter=displayName eq \"payers\"");
        Assert.That((without["Resources"]![0].Text("id"), without["Resources"]![0]!.AsObject().ContainsKey("members")), Is.EqualTo((id, false)));
        Assert.That(await Found($"{Groups}?filter=id eq \"{id}\" and members eq \"{ann}\""), Is.EqualTo(id));
        Assert.That(await Found($"{Groups}?filter=members[value eq \"{bob}\"]"), Is.Empty);
    }

    [Test]
    public async Task Okta_changes_a_groups_name_and_members()
    {
        var (ann, bob) = (await NewUser("ann"), await NewUser("bob"));
        var id = await Create(Groups, $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Test SCIMv2","members":[{"value":"{{ann}}","display":"ann"}]}""");
        await PatchGroup(id, $$"""{"op":"remove","path":"members[value eq \"{{ann}}\"]"},{"op":"add","path":"members","value":[{"value":"{{bob}}","display":"bob"}]}""");
        Assert.That(await Members(id), Is.EqualTo(bob));
        await PatchGroup(id, """{"op":"replace","value":{"id":"ID","displayName":"New name"}}""".Replace("ID", id, StringComparison.Ordinal));
        await PatchGroup(id, $$"""{"op":"replace","path":"members","value":[{"value":"{{ann}}"},{"value":"{{bob}}"}]}""");
        Assert.That((await _client.Get($"{Groups}/{id}")).Text("displayName"), Is.EqualTo("New name"));
        Assert.That((await Members(id)).Split(' '), Is.EquivalentTo(new[] { ann, bob }));
        await PatchGroup(id, """{"op":"remove","path":"members"}""");
        Assert.That(await Members(id), Is.Empty);
        Assert.That((await _client.Send("DELETE", $"{Groups}/{id}")).Status, Is.EqualTo(204));
    }

    [TestCase("userName sw \"a\"", "ann")]
    [TestCase("userName ew \"B\"", "bob")]
    [TestCase("displayName co \"I\"", "cid")]
    [TestCase("not (userName eq \"ann\")", "bob cid")]
    [TestCase("userName eq \"ann\" or userName eq \"bob\" and active eq false", "ann")]
    [TestCase("(userName eq \"ann\" or userName eq \"bob\") and active eq true", "ann bob")]
    [TestCase("userName gt \"ann\" and userName le \"bob\"", "bob")]
    [TestCase("emails.value eq \"ANN@example.org\"", "ann")]
    [TestCase("emails[type eq \"work\" and value ew \"example.org\"]", "ann")]
    [TestCase("emails pr", "ann")]
    [TestCase("externalId pr", "")]
    [TestCase("userName ne \"ann\"", "bob cid")]
    [TestCase("urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"cid\"", "cid")]
    [TestCase("meta.lastModified gt \"2020-01-01T00:00:00Z\" and meta.lastModified lt \"2099-01-01T00:00:00Z\"", "ann bob cid")]
    [TestCase("meta.lastModified lt \"2020-01-01T00:00:00Z\"", "")]
    public async Task Filters(string filter, string found)
    {
        using var key = _server.WithKey();
        await key.Send("PUT", "/api/v1/access/identities/ann", """{"name":"Ann","email":"ann@example.org"}""");
        await key.Send("PUT", "/api/v1/access/identities/bob", """{"name":"Bob","userName":"BOB"}""");
        await key.Send("PUT", "/api/v1/access/identities/cid", """{"name":"Cid"}""");
        Assert.That(await Found($"{Users}?filter={Uri.EscapeDataString(filter)}"), Is.EqualTo(found));
    }

    [Test]
    public async Task Who_is_in_a_group_that_is_a_member_holds_what_the_group_holds()
    {
        using var key = _server.WithKey();
        var ann = await NewUser("ann");
        var clerks = await NewGroup("Clerks", ann);
        var payers = await NewGroup("Payers", clerks);
        Assert.That(await Held(), Is.EqualTo("Clerks Payers"));
        Assert.That((await key.Get($"/api/v1/access/groups/{clerks}"))["groups"]!.ToJsonString(), Is.EqualTo($"[\"{payers}\"]"));
        Assert.That(await Members(), Is.EqualTo("Group Clerks"));

        // Most directories send users alone.
        await PatchGroup(payers, $$"""{"op":"replace","path":"members","value":[{"value":"{{ann}}"}]}""");
        Assert.That(await Members(), Is.EqualTo("User ann Group Clerks"));
        var others = await NewGroup("Others");
        await PatchGroup(payers, $$"""{"op":"replace","path":"members","value":[{"value":"{{others}}","type":"Group"}]}""");
        Assert.That((await Members(), await Held()), Is.EqualTo(("Group Others", "Clerks")));
        await PatchGroup(payers, $$"""{"op":"add","path":"members","value":[{"value":"{{clerks}}"}]},{"op":"remove","path":"members[value eq \"{{others}}\"]"}""");
        Assert.That((await Members(), await Held()), Is.EqualTo(("Group Clerks", "Clerks Payers")));

        async Task<string> Members() => string.Join(
            ' ', (await _client.Get($"{Groups}/{payers}"))["members"]!.AsArray().Select(member => $"{member.Text("type")} {member.Text("display")}"));
        async Task<string> Held() => string.Join(
            ' ', (await key.Get($"/api/v1/access/identities/{ann}/access"))["entitlements"]!.AsArray().Select(held => held.Text("name")).Order(StringComparer.Ordinal));
    }

    [Test]
    public async Task Lists_are_paged_and_attributes_chosen()
    {
        foreach (var name in new[] { "ann", "bob", "cid" })
            await NewUser(name);
        var page = await _client.Get($"{Users}?startIndex=2&count=1&attributes=userName,emails.value");
        Assert.That((page["totalResults"]!.GetValue<int>(), page["startIndex"]!.GetValue<int>(), page["itemsPerPage"]!.GetValue<int>()), Is.EqualTo((3, 2, 1)));
        Assert.That(page["Resources"]![0]!.AsObject().Select(member => member.Key), Is.EquivalentTo(new[] { "schemas", "id", "userName" }));
        Assert.That((await _client.Get($"{Users}?count=0"))["Resources"]!.AsArray(), Is.Empty);
        Assert.That((await _client.Get($"{Users}?startIndex=9"))["Resources"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_change_of_another_version_is_refused()
    {
        var id = await NewUser("ann");
        using var first = await _client.GetAsync($"{Users}/{id}");
        Assert.That(await WithTag("PATCH", id, first.Headers.ETag!), Is.EqualTo(200));
        Assert.That(await WithTag("PATCH", id, first.Headers.ETag!), Is.EqualTo(412));
        Assert.That(await WithTag("DELETE", id, first.Headers.ETag!), Is.EqualTo(412));
    }

    [Test]
    public async Task A_refused_patch_changes_nothing()
    {
        var id = await NewUser("ann");
        var (status, error) = await _client.Send("PATCH", $"{Users}/{id}", Operations("""{"op":"replace","path":"displayName","value":"Eve"},{"op":"replace","path":"emails[type eq \"work\"].value","value":"no address"}"""), Scim);
        Assert.That((status, error.Text("scimType"), error.Text("status")), Is.EqualTo((400, "invalidValue", "400")));
        Assert.That((await _client.Get($"{Users}/{id}")).Text("displayName"), Is.EqualTo("ann"));
    }

    [TestCase("GET", "/scim/v2/Users?filter=userName eq", null, 400, "invalidFilter")]
    [TestCase("GET", "/scim/v2/Users?filter=shoeSize eq 9", null, 400, "invalidFilter")]
    [TestCase("GET", "/scim/v2/Users?filter=(((", null, 400, "invalidFilter")]
    [TestCase("GET", "/scim/v2/Users?count=many", null, 400, "invalidValue")]
    [TestCase("GET", "/scim/v2/Users/nobody", null, 404, null)]
    [TestCase("GET", "/scim/v2/Nothing", null, 404, null)]
    [TestCase("POST", "/scim/v2/Users", "{", 400, "invalidSyntax")]
    [TestCase("POST", "/scim/v2/Users", "[]", 400, "invalidSyntax")]
    [TestCase("POST", "/scim/v2/Users", "", 400, "invalidSyntax")]
    [TestCase("POST", "/scim/v2/Users", "{\"userName\":\"ann\"}", 400, "invalidSyntax")]
    [TestCase("POST", "/scim/v2/Users", "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]}", 400, "invalidValue")]
    [TestCase("POST", "/scim/v2/Users", "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":{},\"name\":3}", 400, "invalidValue")]
    [TestCase("POST", "/scim/v2/Users", "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"a\",\"name\":3}", 400, "invalidSyntax")]
    [TestCase("POST", "/scim/v2/Groups", "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"g\",\"members\":[{\"value\":\"nobody\"}]}", 400, "invalidValue")]
    [TestCase("PATCH", "/scim/v2/Users/nobody", "{}", 404, null)]
    public async Task Bad_requests_are_told_in_scims_own_format(string method, string path, string? body, int status, string? scimType)
    {
        using var answer = await _client.Raw(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), Scim);
        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.That(
            ((int)answer.StatusCode, (string?)error["scimType"], error.Text("status"), error["schemas"]![0]!.GetValue<string>(), answer.Content.Headers.ContentType!.MediaType),
            Is.EqualTo((status, scimType, $"{status}", "urn:ietf:params:scim:api:messages:2.0:Error", Scim)));
    }

    [TestCase("""{"op":"jump","path":"title","value":"x"}""", "invalidSyntax")]
    [TestCase("""{"op":"replace","path":"shoeSize","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"replace","path":"id","value":"x"}""", "mutability")]
    [TestCase("""{"op":"remove"}""", "noTarget")]
    [TestCase("""{"op":"replace","path":"active","value":"perhaps"}""", "invalidValue")]
    [TestCase("""{"op":"replace","path":"emails[","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"remove","path":"userName"}""", "invalidValue")]
    public async Task Bad_operations_are_refused(string operation, string scimType)
    {
        var id = await NewUser("ann");
        var (status, error) = await _client.Send("PATCH", $"{Users}/{id}", Operations(operation), Scim);
        Assert.That((status, error.Text("scimType")), Is.EqualTo((400, scimType)));
    }

    [Test]
    public async Task Credentials_are_the_key_or_a_token_and_others_are_refused_in_scims_format()
    {
        using var token = await _server.WithToken();
        using var wrong = Bearer("wrong");
        using var none = _server.Anonymous();
        using var other = Bearer((await _server.NewTenant("Other")).ApiKey);
        var id = await NewUser("ann");
        Assert.That((await token.Send("GET", Users)).Status, Is.EqualTo(200));
        Assert.That((await other.Send("GET", $"{Users}/{id}")).Status, Is.EqualTo(404));
        foreach (var client in new[] { wrong, none })
        {
            var (status, error) = await client.Send("GET", Users);
            Assert.That((status, error.Text("status")), Is.EqualTo((401, "401")));
        }

        Assert.That((await _client.Send("GET", "/api/v1/access/identities")).Status, Is.EqualTo(401), "a key as bearer elsewhere");
        Assert.That((await _client.Send("POST", Users, "userName=ann", "text/plain")).Status, Is.EqualTo(415));
    }

    [Test]
    public async Task The_server_tells_what_it_can()
    {
        var configuration = await _client.Get("/scim/v2/ServiceProviderConfig");
        Assert.That((configuration["patch"]!["supported"]!.GetValue<bool>(), configuration["bulk"]!["supported"]!.GetValue<bool>()), Is.EqualTo((true, false)));
        Assert.That((await _client.Get("/scim/v2/ResourceTypes"))["totalResults"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That((await _client.Get("/scim/v2/ResourceTypes/User")).Text("endpoint"), Is.EqualTo("/Users"));
        Assert.That((await _client.Get("/scim/v2/Schemas"))["Resources"]!.AsArray().Select(schema => schema.Text("name")), Is.EqualTo(new[] { "User", "EnterpriseUser", "Group" }));
        Assert.That((await _client.Get("/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group")).Text("name"), Is.EqualTo("Group"));
    }

    private Task<string> NewUser(string name) =>
        Create(Users, $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{name}}"}""");

    private async Task<string> Create(string path, string body)
    {
        using var answer = await _client.Raw("POST", path, Encoding.UTF8.GetBytes(body), Scim);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), text);
        var id = JsonNode.Parse(text).Text("id");
        Assert.That(answer.Headers.Location!.ToString(), Does.EndWith($"{path}/{id}"));
        return id;
    }

    private async Task<JsonNode> Patch(string path, string operations)
    {
        var (status, body) = await _client.Send("PATCH", path, Operations(operations), Scim);
        Assert.That(status, Is.EqualTo(200), body?.ToJsonString());
        return body!;
    }

    private Task<string> NewGroup(string name, params string[] members) => Create(Groups, new JsonObject
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Group"),
        ["displayName"] = name,
        ["members"] = new JsonArray([.. members.Select(id => (JsonNode)new JsonObject { ["value"] = id })]),
    }.ToJsonString());

    private async Task PatchGroup(string id, string operations)
    {
        var (status, body) = await _client.Send("PATCH", $"{Groups}/{id}", Operations(operations), Scim);
        Assert.That(status, Is.EqualTo(204), body?.ToJsonString());
    }

    private async Task<int> WithTag(string method, string id, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Users}/{id}");
        request.Headers.IfMatch.Add(tag);
        if (method == "PATCH")
            request.Content = new StringContent(Operations("""{"op":"replace","path":"title","value":"Dr"}"""), Encoding.UTF8, Scim);
        using var answer = await _client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private async Task<string> Found(string path) => string.Join(' ', (await _client.Get(path))["Resources"]!.AsArray().Select(resource => resource.Text("id")));

    private async Task<string> Members(string id) =>
        string.Join(' ', (await _client.Get($"{Groups}/{id}"))["members"]!.AsArray().Select(member => member.Text("value")));

    private HttpClient Bearer(string token)
    {
        var client = _server.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private static string Operations(string operations) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""";
}
