using System.Text;
using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Scim;

/// <summary>A client of the SCIM endpoint, which pushes a directory to an organization of its own.</summary>
public abstract class ScimFixture : TenantFixture
{
    protected const string Users = "/scim/v2/Users";
    protected const string Groups = "/scim/v2/Groups";
    protected const string Scim = "application/scim+json";

    protected override HttpClient NewClient() => Bearer(Tenant.ApiKey);

    protected Task<string> NewUser(string name) =>
        Create(Users, $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{name}}"}""");

    protected async Task<string> Create(string path, string body)
    {
        using var answer = await Client.Raw("POST", path, Encoding.UTF8.GetBytes(body), Scim);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), text);
        var id = JsonNode.Parse(text).Text("id");
        Assert.That(answer.Headers.Location!.ToString(), Does.EndWith($"{path}/{id}"));
        return id;
    }

    protected async Task<JsonNode> Patch(string path, string operations)
    {
        var (status, body) = await Client.Send("PATCH", path, Operations(operations), Scim);
        Assert.That(status, Is.EqualTo(200), body?.ToJsonString());
        return body!;
    }

    protected async Task<string> Found(string path) => string.Join(' ', (await Client.Get(path))["Resources"]!.AsArray().Select(resource => resource.Text("id")));

    protected static string Operations(string operations) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""";

    protected HttpClient Bearer(string token)
    {
        var client = Server.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }
}
