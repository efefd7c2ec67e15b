using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Domain.Access;
using Schedules.WebApi.Errors;
using Schedules.WebApi.Surfaces;

namespace Schedules.WebApi.Auth;

/// <summary>Reads the header <c>x-api-key</c>, and for SCIM a bearer token that is no JWT: directories send no other header. Found by its hash, so no comparison tells how much of a guess was right.</summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ISchedulesDb db)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "x-api-key";

    private const string Bearer = "Bearer ";

    /// <summary>Whether the request's credential is an API key.</summary>
    public static bool IsMeant(HttpContext http) =>
        http.Request.Headers.ContainsKey(Header)
        || (RequestedSurface.Of(http).Surface == Surface.Scim && BearerOf(http) is { } token && !token.Contains('.'));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if ((Request.Headers.TryGetValue(Header, out var sent) ? sent.ToArray() : [BearerOf(Context)]) is not [{ Length: > 0 } secret])
            return Refuse("The header x-api-key must hold one API key.");
        var hash = Secret.HashOf(secret);
        var key = await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(key => key.Hash == hash, Context.RequestAborted);
        return key is null ? Refuse("The API key is unknown.") : AuthenticateResult.Success(Ticket(key));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = RequestedSurface.Of(Context).Surface == Surface.Scim ? "Bearer" : "ApiKey";
        return base.HandleChallengeAsync(properties);
    }

    private static string? BearerOf(HttpContext http) =>
        http.Request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;

    private AuthenticateResult Refuse(string message)
    {
        Context.Features.Set(new Refusal(message));
        return AuthenticateResult.NoResult();
    }

    private AuthenticationTicket Ticket(ApiKey key)
    {
        var identity = new ClaimsIdentity(
            [
                new(AccessClaims.Organization, key.OrganizationId.ToString()),
                new(AccessClaims.Identity, key.Id.ToString()),
                new(AccessClaims.Client, key.Id.ToString()),
            ],
            Schemes.ApiKey);
        return new(new ClaimsPrincipal(identity), Scheme.Name);
    }
}
