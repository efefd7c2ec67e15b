using System.Text;
using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Scim;

/// <summary>What SCIM refuses, and what the server tells of itself.</summary>
public sealed class ScimProtocolTests : ScimFixture
{
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
        using var answer = await Client.Raw(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), Scim);
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
    [TestCase("""{"op":"replace","path":"title.sub","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"remove","path":"title[type eq \"work\"]"}""", "invalidPath")]
    [TestCase("""{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department.sub","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"replace","path":"manager.sub","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"replace","path":"emails[type eq \"work\"].sub","value":"x"}""", "invalidPath")]
    public async Task Bad_operations_are_refused(string operation, string scimType)
    {
        var id = await NewUser("ann");
        var (status, error) = await Client.Send("PATCH", $"{Users}/{id}", Operations(operation), Scim);
        Assert.That((status, error.Text("scimType")), Is.EqualTo((400, scimType)));
    }

    [TestCase("""{"op":"replace","path":"displayName.sub","value":"x"}""", "invalidPath")]
    [TestCase("""{"op":"remove","path":"members[value eq \"ann\"].display"}""", "mutability")]
    public async Task Bad_operations_on_a_group_are_refused(string operation, string scimType)
    {
        var id = await Create(Groups, """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Clerks"}""");
        var (status, error) = await Client.Send("PATCH", $"{Groups}/{id}", Operations(operation), Scim);
        Assert.That((status, error.Text("scimType")), Is.EqualTo((400, scimType)));
    }

    [Test]
    public async Task Credentials_are_the_key_or_a_token_and_others_are_refused_in_scims_format()
    {
        using var token = await Server.WithToken(Tenant);
        using var wrong = Bearer("wrong");
        using var none = Server.Anonymous();
        using var other = Bearer((await Server.NewTenant("Other")).ApiKey);
        var id = await NewUser("ann");
        Assert.That((await token.Send("GET", Users)).Status, Is.EqualTo(200));
        Assert.That((await other.Send("GET", $"{Users}/{id}")).Status, Is.EqualTo(404));
        foreach (var client in new[] { wrong, none })
        {
            var (status, error) = await client.Send("GET", Users);
            Assert.That((status, error.Text("status")), Is.EqualTo((401, "401")));
        }

        Assert.That((await Client.Send("GET", "/api/v1/access/identities")).Status, Is.EqualTo(401), "a key as bearer elsewhere");
        Assert.That((await Client.Send("POST", Users, "userName=ann", "text/plain")).Status, Is.EqualTo(415));
    }

    [Test]
    public async Task TheServer_tells_what_it_can()
    {
        var configuration = await Client.Get("/scim/v2/ServiceProviderConfig");
        Assert.That((configuration["patch"]!["supported"]!.GetValue<bool>(), configuration["bulk"]!["supported"]!.GetValue<bool>()), Is.EqualTo((true, false)));
        Assert.That((await Client.Get("/scim/v2/ResourceTypes"))["totalResults"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That((await Client.Get("/scim/v2/ResourceTypes/User")).Text("endpoint"), Is.EqualTo("/Users"));
        Assert.That((await Client.Get("/scim/v2/Schemas"))["Resources"]!.AsArray().Select(schema => schema.Text("name")), Is.EqualTo(new[] { "User", "EnterpriseUser", "Group" }));
        Assert.That((await Client.Get("/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group")).Text("name"), Is.EqualTo("Group"));
    }
}
