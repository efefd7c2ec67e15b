using System.Text.Json.Nodes;
using Schedules.IntegrationTests.Errors;

namespace Schedules.IntegrationTests.Access;

public sealed class AuthorizationTests
{
    private Server _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await Probe.Serve();

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [TestCase(null, 401)]
    [TestCase("", 401)]
    [TestCase("wrong", 401)]
    [TestCase("'; DROP TABLE ApiKeys; --", 401)]
    public async Task Without_a_known_key_the_privacy_surface_is_closed(string? key, int expected)
    {
        using var client = _server.Anonymous();
        if (key is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("x-api-key", key);
        var (status, body) = await client.Send("GET", "/organizations");
        Assert.That((status, body.Text("error"), body!["statusCode"]!.GetValue<int>()), Is.EqualTo((expected, "Unauthorized", expected)));
    }

    [Test]
    public async Task A_key_opens_no_other_organization_whether_it_exists_or_not()
    {
        var other = await _server.NewTenant("Other");
        using var client = _server.WithKey();
        foreach (var id in new[] { other.OrganizationId, Guid.NewGuid() })
        {
            foreach (var path in new[] { "", "/projects", $"/projects/{Guid.NewGuid()}", "/projects/no-uuid" })
            {
                var (status, body) = await client.Send("GET", $"/privacy-v1/organizations/{id}{path}");
                Assert.That(
                    (status, body!.ToJsonString()), Is.EqualTo((403, """{"statusCode":403,"error":"Forbidden","message":"Forbidden"}""")), path);
            }
        }
    }

    [Test]
    public async Task A_token_does_not_open_the_privacy_surface_nor_a_key_the_governance_surface()
    {
        using var token = await _server.WithToken();
        using var key = _server.WithKey();
        Assert.That((await token.Send("GET", "/organizations")).Status, Is.EqualTo(401));
        Assert.That((await key.Send("GET", "/v3/sod-policies/probe")).Status, Is.EqualTo(401));
    }

    [TestCase("sp:scopes:all", 204, 200)]
    [TestCase("idn:sod-policy:manage", 204, 200)]
    [TestCase("idn:sod-policy:read", 204, 403)]
    [TestCase("idn:sod-violation:manage", 403, 403)]
    public async Task Scopes_open_what_they_name(string scope, int read, int manage)
    {
        using var client = await _server.WithToken(scope: scope);
        var reading = await client.Send("GET", "/v3/sod-policies/probe");
        var managing = await client.Send("POST", "/v3/sod-policies/probe", "{}");
        Assert.That((reading.Status, managing.Status), Is.EqualTo((read, manage)));
        if (manage == 403)
            Assert.That(managing.Body.Text("detailCode"), Is.EqualTo("403 Forbidden"));
    }

    [Test]
    public async Task Either_credential_opens_the_own_surface_but_no_narrowed_token()
    {
        using var key = _server.WithKey();
        using var token = await _server.WithToken();
        using var narrow = await _server.WithToken(scope: "idn:sod-policy:manage");
        Assert.That((await key.Send("POST", "/api/v1/probe", "{}")).Status, Is.EqualTo(200));
        Assert.That((await token.Send("POST", "/api/v1/probe", "{}")).Status, Is.EqualTo(200));
        Assert.That((await narrow.Send("POST", "/api/v1/probe", "{}")).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task A_new_organization_tells_working_credentials_once()
    {
        using var client = _server.WithKey();
        var (status, created) = await client.Send("POST", "/organizations", """{"name":"Süd & Co."}""");
        var tenant = new Tenant(Guid.Parse(created.Text("id")), created.Text("apiKey"), created.Text("clientId"), created.Text("clientSecret"));
        using var theirs = _server.WithKey(tenant);
        var seen = await theirs.Get("/organizations");
        var again = await theirs.Get($"/organizations/{tenant.OrganizationId}");
        Assert.Multiple(() =>
        {
            Assert.That((status, created.Text("slug")), Is.EqualTo((201, "süd-co")));
            Assert.That(seen["total"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(seen["items"]![0].Text("name"), Is.EqualTo("Süd & Co."));
            Assert.That(again["apiKey"], Is.Null);
            Assert.That(again["dateCreated"]!.GetValue<long>(), Is.EqualTo(1767225600000));
        });
        Assert.That(await _server.Token(tenant), Is.Not.Empty);
    }

    [TestCase("{}", "name")]
    [TestCase("""{"name":""}""", "name")]
    [TestCase("""{"name":"  "}""", "name")]
    [TestCase("""{"name":"a\u0007b"}""", "name")]
    public async Task An_organization_needs_a_name(string body, string field)
    {
        using var client = _server.WithKey();
        var before = await _server.Database(db => Task.FromResult(db.Organizations.Count()));
        var (status, error) = await client.Send("POST", "/organizations", body);
        Assert.That((status, error.Text("message").Split(' ')[0]), Is.EqualTo((422, field)));
        Assert.That(await _server.Database(db => Task.FromResult(db.Organizations.Count())), Is.EqualTo(before));
    }

    [Test]
    public async Task Secrets_are_stored_as_hashes_only()
    {
        var stored = await _server.Database(db => Task.FromResult(JsonValue.Create(
            string.Join(' ', db.ApiKeys.Select(key => key.Hash).ToList().Concat(db.OAuthClients.Select(client => client.SecretHash).ToList())))!.ToJsonString()));
        Assert.That(stored, Does.Not.Contain(_server.Tenant.ApiKey).And.Not.Contain(_server.Tenant.ClientSecret));
    }
}
