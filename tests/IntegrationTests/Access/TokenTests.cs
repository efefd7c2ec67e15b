using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using NodaTime;

namespace Schedules.IntegrationTests.Access;

public sealed class TokenTests
{
    private Server _server = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await Server.Start();
        _client = _server.Anonymous();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_form_gets_a_token_with_the_documented_members([Values("client_credentials", "CLIENT_CREDENTIALS")] string grant)
    {
        using var response = await _client.PostAsync("/oauth/token", new FormUrlEncodedContent(Parameters(grant)));
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Multiple(() =>
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(200));
            Assert.That(response.Headers.CacheControl!.NoStore);
            Assert.That(body.Text("token_type"), Is.EqualTo("bearer"));
            Assert.That(body["expires_in"]!.GetValue<int>(), Is.EqualTo(749));
            Assert.That(body.Text("scope"), Is.EqualTo("sp:scopes:all"));
            Assert.That(body.Text("tenant_id"), Is.EqualTo(_server.Tenant.OrganizationId.ToString()));
            Assert.That(body.Text("org"), Is.EqualTo("acme"));
            foreach (var member in new[] { "pod", "strong_auth_supported", "internal", "accessType", "enabled", "jti", "identity_id" })
                Assert.That(body[member], Is.Not.Null, member);
        });
    }

    [Test]
    public async Task Multipart_and_query_get_a_token_too()
    {
        using var parts = new MultipartFormDataContent();
        foreach (var (name, value) in Parameters())
            parts.Add(new StringContent(value), name);
        using var multipart = await _client.PostAsync("/oauth/token", parts);
        var query = string.Join('&', Parameters().Select(parameter => $"{parameter.Key}={parameter.Value}"));
        using var inQuery = await _client.PostAsync($"/oauth/token?{query}", null);
        Assert.That(((int)multipart.StatusCode, (int)inQuery.StatusCode), Is.EqualTo((200, 200)));
    }

    [Test]
    public async Task The_token_says_who_what_and_until_when()
    {
        var token = new JsonWebToken(await _server.Token(_server.Tenant));
        Assert.Multiple(() =>
        {
            Assert.That(token.Alg, Is.EqualTo("ES256"));
            Assert.That(token.ValidTo - token.ValidFrom, Is.EqualTo(TimeSpan.FromSeconds(749)));
            Assert.That(token.GetPayloadValue<string[]>("scope"), Is.EqualTo(new[] { "sp:scopes:all" }));
            Assert.That(token.GetPayloadValue<string[]>("authorities"), Is.EqualTo(new[] { "ORG_ADMIN" }));
            Assert.That(token.GetPayloadValue<string>("client_id"), Is.EqualTo(_server.Tenant.ClientId));
        });
    }

    [Test]
    public async Task A_scope_narrows_the_token()
    {
        var token = new JsonWebToken(await _server.Token(_server.Tenant, "idn:sod-policy:read"));
        Assert.That(token.GetPayloadValue<string[]>("scope"), Is.EqualTo(new[] { "idn:sod-policy:read" }));
    }

    [TestCase("grant_type", "password", 400, "unsupported_grant_type")]
    [TestCase("grant_type", "", 400, "invalid_request")]
    [TestCase("client_id", "", 400, "invalid_request")]
    [TestCase("client_id", "nobody", 401, "invalid_client")]
    [TestCase("client_id", "0123456789abcdef0123456789abcdef", 401, "invalid_client")]
    [TestCase("client_secret", "wrong", 401, "invalid_client")]
    [TestCase("scope", "idn:everything:manage", 400, "invalid_scope")]
    public async Task Refusals_speak_OAuth(string parameter, string value, int status, string error)
    {
        var parameters = Parameters();
        parameters[parameter] = value;
        using var response = await _client.PostAsync("/oauth/token", new FormUrlEncodedContent(parameters));
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        Assert.Multiple(() =>
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(status));
            Assert.That(body.Text("error"), Is.EqualTo(error));
            Assert.That(body.Select(member => member.Key), Is.EquivalentTo(new[] { "error", "error_description" }));
        });
    }

    [TestCase("multipart/form-data", "x")]
    [TestCase("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=grant_type\r\n\r\ncut")]
    [TestCase("application/json", "{}")]
    [TestCase("application/x-www-form-urlencoded", "grant_type=client_credentials&grant_type=client_credentials")]
    public async Task A_broken_form_is_an_invalid_request(string type, string form)
    {
        var (status, body) = await _client.Send("POST", "/oauth/token", form, type);
        Assert.That((status, body.Text("error")), Is.EqualTo((400, "invalid_request")));
    }

    [Test]
    public async Task Info_names_the_tenant()
    {
        using var client = await _server.WithToken();
        var info = await client.Get("/oauth/info");
        Assert.That((info.Text("tenantId"), info.Text("tenantName")), Is.EqualTo((_server.Tenant.OrganizationId.ToString(), "Acme")));
        Assert.That(info.Text("tokenEndpoint"), Does.EndWith("/oauth/token"));
    }

    [Test]
    public async Task Without_a_token_there_is_no_info()
    {
        var (status, body) = await _client.Send("GET", "/oauth/info");
        Assert.That((status, body!.AsObject().Single().Key), Is.EqualTo((401, "error")));
    }

    [Test]
    public async Task A_token_ends_by_the_servers_clock()
    {
        await using var server = await Server.Start();
        using var client = await server.WithToken();
        server.Clock.Advance(Duration.FromSeconds(748));
        Assert.That((await client.Send("GET", "/oauth/info")).Status, Is.EqualTo(200));
        server.Clock.Advance(Duration.FromSeconds(1));
        var (status, body) = await client.Send("GET", "/oauth/info");
        Assert.That((status, body!.ToJsonString()), Is.EqualTo((401, """{"error":"JWT validation failed: JWT is expired"}""")));
        using var refused = await client.GetAsync("/oauth/info");
        Assert.That(refused.Headers.WwwAuthenticate.ToString(), Does.Contain($"{server.Clock.GetUtcNow():MM/dd/yyyy HH:mm:ss}"));
    }

    [Test]
    public async Task Tampered_unsigned_and_foreign_tokens_are_refused()
    {
        await using var other = await Server.Start();
        var good = (await _server.Token(_server.Tenant)).Split('.');
        string[] bad =
        [
            $"{good[0]}.{good[1]}.{new string('A', good[2].Length)}",
            $"{Base64("""{"alg":"none","typ":"JWT"}""")}.{good[1]}.",
            await other.Token(other.Tenant),
            "garbage",
        ];
        foreach (var token in bad)
        {
            using var client = _server.Anonymous();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            Assert.That((await client.Send("GET", "/oauth/info")).Status, Is.EqualTo(401), token);
        }
    }

    private static string Base64(string json) => Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(json);

    private Dictionary<string, string> Parameters(string grant = "client_credentials") => new()
    {
        ["grant_type"] = grant,
        ["client_id"] = _server.Tenant.ClientId,
        ["client_secret"] = _server.Tenant.ClientSecret,
    };
}
