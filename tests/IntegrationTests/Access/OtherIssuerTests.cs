using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Schedules.IntegrationTests.Errors;

namespace Schedules.IntegrationTests.Access;

/// <summary>Auth:Authority names another issuer: a small one that really answers its discovery document and keys.</summary>
public sealed class OtherIssuerTests
{
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "k1" };
    private WebApplication _issuer = null!;
    private Server _server = null!;

    private string Issuer => _issuer.Urls.First();

    [OneTimeSetUp]
    public async Task Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        _issuer = builder.Build();
        _issuer.Urls.Add("http://127.0.0.1:0");
        _issuer.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Issuer, jwks_uri = $"{Issuer}/keys" }));
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.Rsa.ExportParameters(false)) { KeyId = "k1" });
        _issuer.MapGet("/keys", () => Results.Json(new { keys = new[] { new { kty = key.Kty, kid = key.Kid, n = key.N, e = key.E, use = "sig" } } }));
        await _issuer.StartAsync();
        _server = await Probe.Serve(("Auth:Authority", Issuer), ("Auth:Audience", "schedules-api"));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
        _key.Rsa.Dispose();
    }

    [Test]
    public async Task Its_tokens_open_the_governance_surface() =>
        Assert.That(await Read(Token(_server.Tenant.OrganizationId.ToString(), "idn:sod-policy:read openid")), Is.EqualTo(204));

    [Test]
    public async Task A_scope_that_it_does_not_give_stays_closed() =>
        Assert.That(await Read(Token(_server.Tenant.OrganizationId.ToString(), "openid")), Is.EqualTo(403));

    [Test]
    public async Task Who_is_no_administrator_stays_outside() =>
        Assert.That(await Read(Token(_server.Tenant.OrganizationId.ToString(), "sp:scopes:all", role: "READER")), Is.EqualTo(403));

    [Test]
    public async Task An_unknown_tenant_another_audience_and_a_late_token_are_refused()
    {
        var tenant = _server.Tenant.OrganizationId.ToString();
        Assert.That(await Read(Token(Guid.NewGuid().ToString(), "sp:scopes:all")), Is.EqualTo(401));
        Assert.That(await Read(Token("acme", "sp:scopes:all")), Is.EqualTo(401));
        Assert.That(await Read(Token(tenant, "sp:scopes:all", audience: "another")), Is.EqualTo(401));
        Assert.That(await Read(Token(tenant, "sp:scopes:all", minutes: 0)), Is.EqualTo(401));
    }

    [Test]
    public async Task The_servers_own_tokens_are_not_accepted_beside() =>
        Assert.That(await Read(await _server.Token(_server.Tenant)), Is.EqualTo(401));

    private async Task<int> Read(string token)
    {
        using var client = _server.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await client.Send("GET", "/v3/sod-policies/probe")).Status;
    }

    private string Token(string tenant, string scope, string role = "ORG_ADMIN", string audience = "schedules-api", int minutes = 5) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            Expires = _server.Clock.GetUtcNow().UtcDateTime.AddMinutes(minutes),
            Claims = new Dictionary<string, object> { ["tenant_id"] = tenant, ["scope"] = scope, ["roles"] = new[] { role }, ["sub"] = "ann" },
            SigningCredentials = new(_key, SecurityAlgorithms.RsaSha256),
        });
}
