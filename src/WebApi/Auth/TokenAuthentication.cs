using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Schedules.Application.Common;
using Schedules.WebApi.Errors;

namespace Schedules.WebApi.Auth;

/// <summary>
/// Which bearer tokens are good: the server's own, or those of <c>Auth:Authority</c> where it is set. Issuer, audience,
/// signature, algorithm and lifetime are checked without leeway, the lifetime against the server's clock.
/// </summary>
public sealed class TokenAuthentication(SigningKeys keys, TimeProvider clock, IConfiguration configuration) : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(JwtBearerOptions options) => Configure(Schemes.Token, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new()
        {
            ClockSkew = TimeSpan.Zero,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = CheckLifetime,
        };
        if (configuration["Auth:Authority"] is { Length: > 0 } authority)
            AcceptOthers(options, authority);
        else
            AcceptOwn(options);
        options.Events = new()
        {
            OnMessageReceived = LoadKeyAsync,
            OnAuthenticationFailed = context => Explain(context.HttpContext, context.Exception),
            OnTokenValidated = CheckTenantAsync,
        };
    }

    private void AcceptOwn(JwtBearerOptions options)
    {
        var parameters = options.TokenValidationParameters;
        parameters.ValidIssuer = parameters.ValidAudience = TokenSigner.Issuer;
        parameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
        parameters.IssuerSigningKeyResolver = (_, _, _, _) => keys.Loaded is { } key ? [key] : [];
    }

    private void AcceptOthers(JwtBearerOptions options, string authority)
    {
        options.Authority = authority;
        options.Audience = configuration["Auth:Audience"];
        options.RequireHttpsMetadata = !new Uri(authority).IsLoopback;
        options.TokenValidationParameters.ValidateAudience = true;
        options.TokenValidationParameters.ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
    }

    // The resolver cannot wait for the database, so the key is at hand before it is asked for.
    private async Task LoadKeyAsync(MessageReceivedContext context)
    {
        if (context.Options.Authority is null)
            await keys.GetAsync(context.HttpContext.RequestAborted);
    }

    private bool CheckLifetime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (expires is null)
            throw new SecurityTokenNoExpirationException("The token does not expire.");
        if (expires <= now)
            throw new SecurityTokenExpiredException("The token is expired.") { Expires = expires.Value };
        return notBefore is null || notBefore <= now;
    }

    private static Task Explain(HttpContext http, Exception exception)
    {
        http.Features.Set(new Refusal(exception is SecurityTokenExpiredException
            ? "JWT validation failed: JWT is expired"
            : "JWT validation failed: JWT is not valid here"));
        return Task.CompletedTask;
    }

    /// <summary>Brings the claims of other issuers to the server's form, and refuses a tenant that there is not.</summary>
    private static async Task CheckTenantAsync(TokenValidatedContext context)
    {
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        Adopt(identity, "roles", AccessClaims.Authority);
        Adopt(identity, "sub", AccessClaims.Identity);
        Adopt(identity, "azp", AccessClaims.Client);
        foreach (var scopes in identity.FindAll(AccessClaims.Scope).Where(claim => claim.Value.Contains(' ')).ToList())
            identity.AddClaims(scopes.Value.Split(' ').Select(scope => new Claim(AccessClaims.Scope, scope)));
        var db = context.HttpContext.RequestServices.GetRequiredService<ISchedulesDb>();
        var known = Guid.TryParse(identity.FindFirst(AccessClaims.Organization)?.Value, out var tenant)
            && await db.Organizations.AnyAsync(organization => organization.Id == tenant, context.HttpContext.RequestAborted);
        if (known && identity.HasClaim(claim => claim.Type == AccessClaims.Identity))
            return;
        context.HttpContext.Features.Set(new Refusal("JWT validation failed: JWT names no tenant and identity that are known here"));
        context.Fail("Unknown tenant or no identity.");
    }

    private static void Adopt(ClaimsIdentity identity, string theirs, string ours)
    {
        if (!identity.HasClaim(claim => claim.Type == ours))
            identity.AddClaims(identity.FindAll(theirs).Select(claim => new Claim(ours, claim.Value)).ToList());
    }
}
