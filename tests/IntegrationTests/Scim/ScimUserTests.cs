using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Schedules.IntegrationTests.Scim;

/// <summary>Users over SCIM, with the bodies that Entra ID and Okta document.</summary>
public sealed class ScimUserTests : ScimFixture
{
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
        Assert.That((await Client.Send("DELETE", $"{Users}/{id}")).Status, Is.EqualTo(204));
        Assert.That((await Client.Send("GET", $"{Users}/{id}")).Status, Is.EqualTo(404));
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
        var list = await Client.Get($"{Users}?filter=userName eq \"test.user@okta.local\"&startIndex=1&count=100");
        Assert.That((list["totalResults"]!.GetValue<int>(), list["Resources"]![0].Text("id")), Is.EqualTo((1, id)));
        Assert.That(list["Resources"]![0]!.AsObject().ContainsKey("password"), Is.False);
        var (status, replaced) = await Client.Send("PUT", $"{Users}/{id}", User.Replace("Test User", "Another", StringComparison.Ordinal), Scim);
        Assert.That((status, replaced.Text("displayName"), replaced.Text("locale")), Is.EqualTo((200, "Another", "en-US")));
        var patched = await Patch($"{Users}/{id}", """{"op":"replace","value":{"active":false}}""");
        Assert.That(patched["active"]!.GetValue<bool>(), Is.False);
        Assert.That((await Client.Send("POST", Users, User, Scim)).Body!.Text("scimType"), Is.EqualTo("uniqueness"));
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
    [TestCase("emails[type eq \"work\"].value eq \"ANN@example.org\"", "ann")]
    [TestCase("emails pr", "ann")]
    [TestCase("userName eq \"CID\"", "cid")]
    [TestCase("externalId pr", "")]
    [TestCase("userName ne \"ann\"", "bob cid")]
    [TestCase("urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"cid\"", "cid")]
    [TestCase("meta.lastModified gt \"2020-01-01T00:00:00Z\" and meta.lastModified lt \"2099-01-01T00:00:00Z\"", "ann bob cid")]
    [TestCase("meta.lastModified lt \"2020-01-01T00:00:00Z\"", "")]
    public async Task Filters(string filter, string found)
    {
        using var key = Server.WithKey(Tenant);
        await key.Send("PUT", "/api/v1/access/identities/ann", """{"name":"Ann","email":"ann@example.org"}""");
        await key.Send("PUT", "/api/v1/access/identities/bob", """{"name":"Bob","userName":"BOB"}""");
        await key.Send("PUT", "/api/v1/access/identities/cid", """{"name":"Cid"}""");
        Assert.That(await Found($"{Users}?filter={Uri.EscapeDataString(filter)}"), Is.EqualTo(found));
    }

    [Test]
    public async Task An_identity_without_a_user_name_is_found_by_its_id_in_any_case_and_nobody_else_is_called_so()
    {
        using var key = Server.WithKey(Tenant);
        await key.Send("PUT", "/api/v1/access/identities/Ärzte.User@corp.com", """{"name":"Case"}""");
        Assert.That(await Found($"{Users}?filter=userName eq \"ärzte.user@CORP.com\""), Is.EqualTo("Ärzte.User@corp.com"));
        Assert.That(await Found($"{Users}?filter=userName sw \"ärzte\""), Is.EqualTo("Ärzte.User@corp.com"));
        var (status, error) = await Client.Send(
            "POST", Users, """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ärzte.user@corp.com"}""", Scim);
        Assert.That((status, error.Text("scimType")), Is.EqualTo((409, "uniqueness")));
    }

    [TestCase("replace", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName", "\"Bob Boss\"", "boss ann@work.org")]
    [TestCase("replace", "manager", """{"displayName":"Bob Boss"}""", "boss ann@work.org")]
    [TestCase("replace", "manager.value", "\"bob\"", "bob ann@work.org")]
    [TestCase("replace", "manager", """{"value":"bob","displayName":"Bob Boss"}""", "bob ann@work.org")]
    [TestCase("remove", "manager", "null", " ann@work.org")]
    [TestCase("add", "emails", """[{"type":"home","value":"ann@home.org"}]""", "boss ann@work.org")]
    [TestCase("add", "emails", """[{"type":"home","value":"ann@home.org"},{"value":"ann@new.org","primary":true}]""", "boss ann@new.org")]
    [TestCase("add", "emails[type eq \"work\"].value", "\"ann@new.org\"", "boss ann@new.org")]
    [TestCase("replace", "emails", """[{"type":"home","value":"ann@home.org"}]""", "boss ann@home.org")]
    [TestCase("replace", "emails", """[{"type":"home","value":"ann@home.org"},{"type":"Work","value":"ann@new.org"}]""", "boss ann@new.org")]
    [TestCase("replace", "emails", """{"value":"ann@new.org"}""", "boss ann@new.org")]
    [TestCase("replace", "emails", """[{"type":"work","value":null}]""", "boss ")]
    [TestCase("add", "urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:tag", "\"x\"", "boss ann@work.org")]
    public async Task A_patch_changes_what_it_names_and_nothing_else(string kind, string path, string value, string expected)
    {
        using var key = Server.WithKey(Tenant);
        await key.Send("PUT", "/api/v1/access/identities/ann", """{"name":"Ann","email":"ann@work.org","managerId":"boss"}""");
        await Patch($"{Users}/ann", $$"""{"op":"{{kind}}","path":{{JsonSerializer.Serialize(path)}},"value":{{value}}}""");
        var ann = await key.Get("/api/v1/access/identities/ann");
        Assert.That($"{ann["managerId"]} {ann["email"]}", Is.EqualTo(expected));
    }

    [TestCase("emails", "\"ann@new.org\"")]
    [TestCase("emails", "7")]
    [TestCase("emails", "{}")]
    [TestCase("emails", "[{}]")]
    [TestCase("emails", "[null]")]
    public async Task What_is_no_list_of_addresses_is_refused_and_the_address_stays(string path, string value)
    {
        using var key = Server.WithKey(Tenant);
        await key.Send("PUT", "/api/v1/access/identities/ann", """{"name":"Ann","email":"ann@work.org"}""");
        var operation = $$"""{"op":"replace","path":"{{path}}","value":{{value}}}""";
        var (status, error) = await Client.Send("PATCH", $"{Users}/ann", Operations(operation), Scim);
        Assert.That((status, error.Text("scimType")), Is.EqualTo((400, "invalidValue")));
        Assert.That((await key.Get("/api/v1/access/identities/ann")).Text("email"), Is.EqualTo("ann@work.org"));
    }

    [Test]
    public async Task The_first_address_that_is_added_is_kept_whatever_its_type()
    {
        var id = await NewUser("ann");
        var patched = await Patch($"{Users}/{id}", """{"op":"add","path":"emails","value":[{"type":"home","value":"ann@home.org"}]}""");
        Assert.That(patched["emails"]![0].Text("value"), Is.EqualTo("ann@home.org"));
    }

    [Test]
    public async Task Lists_are_paged_and_attributes_chosen()
    {
        foreach (var name in new[] { "ann", "bob", "cid" })
            await NewUser(name);
        var page = await Client.Get($"{Users}?startIndex=2&count=1&attributes=userName,emails.value");
        Assert.That((page["totalResults"]!.GetValue<int>(), page["startIndex"]!.GetValue<int>(), page["itemsPerPage"]!.GetValue<int>()), Is.EqualTo((3, 2, 1)));
        Assert.That(page["Resources"]![0]!.AsObject().Select(member => member.Key), Is.EquivalentTo(new[] { "schemas", "id", "userName" }));
        Assert.That((await Client.Get($"{Users}?count=0"))["Resources"]!.AsArray(), Is.Empty);
        Assert.That((await Client.Get($"{Users}?startIndex=9"))["Resources"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_change_of_another_version_is_refused()
    {
        var id = await NewUser("ann");
        using var first = await Client.GetAsync($"{Users}/{id}");
        Assert.That(await WithTag("PATCH", id, first.Headers.ETag!), Is.EqualTo(200));
        Assert.That(await WithTag("PATCH", id, first.Headers.ETag!), Is.EqualTo(412));
        Assert.That(await WithTag("DELETE", id, first.Headers.ETag!), Is.EqualTo(412));
    }

    [Test]
    public async Task A_user_that_was_deleted_and_made_anew_is_not_the_one_that_was_read()
    {
        var id = await NewUser("ann");
        using var first = await Client.GetAsync($"{Users}/{id}");
        await Client.Send("DELETE", $"{Users}/{id}");
        Server.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        using var key = Server.WithKey(Tenant);
        await key.Send("PUT", $"/api/v1/access/identities/{id}", """{"name":"Another Ann"}""");
        using var second = await Client.GetAsync($"{Users}/{id}");
        Assert.That(await WithTag("PATCH", id, first.Headers.ETag!), Is.EqualTo(412));
        Assert.That(await WithTag("PATCH", id, second.Headers.ETag!), Is.EqualTo(200));
    }

    [Test]
    public async Task A_refused_patch_changes_nothing()
    {
        var id = await NewUser("ann");
        var (status, error) = await Client.Send("PATCH", $"{Users}/{id}", Operations("""{"op":"replace","path":"displayName","value":"Eve"},{"op":"replace","path":"emails[type eq \"work\"].value","value":"no address"}"""), Scim);
        Assert.That((status, error.Text("scimType"), error.Text("status")), Is.EqualTo((400, "invalidValue", "400")));
        Assert.That((await Client.Get($"{Users}/{id}")).Text("displayName"), Is.EqualTo("ann"));
    }

    private async Task<int> WithTag(string method, string id, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Users}/{id}");
        request.Headers.IfMatch.Add(tag);
        if (method == "PATCH")
            request.Content = new StringContent(Operations("""{"op":"replace","path":"title","value":"Dr"}"""), Encoding.UTF8, Scim);
        using var answer = await Client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
