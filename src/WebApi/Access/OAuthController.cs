using System.Text.Json.Serialization;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Schedules.Application.Access;
using Schedules.WebApi.Auth;
using Schedules.WebApi.Surfaces;

namespace Schedules.WebApi.Access;

/// <summary>The answer of the token endpoint, in its documented names.</summary>
public sealed record TokenResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("tenant_id")] Guid TenantId,
    [property: JsonPropertyName("pod")] string Pod,
    [property: JsonPropertyName("org")] string Org,
    [property: JsonPropertyName("identity_id")] Guid IdentityId,
    [property: JsonPropertyName("user_id")] Guid UserId,
    [property: JsonPropertyName("strong_auth")] bool StrongAuth,
    [property: JsonPropertyName("strong_auth_supported")] bool StrongAuthSupported,
    [property: JsonPropertyName("internal")] bool Internal,
    [property: JsonPropertyName("accessType")] string AccessType,
    [property: JsonPropertyName("enabled")] bool Enabled,
    [property: JsonPropertyName("jti")] Guid Jti)
{
    public static TokenResponse Of(IssuedToken token) => new(
        token.AccessToken, "bearer", token.LifetimeSeconds, string.Join(' ', token.Scopes), token.Organization.Id, TokenSigner.Pod,
        token.Organization.Slug, token.Client.IdentityId, token.Client.IdentityId, false, false, false, "ONLINE", true, token.Jti);
}

/// <summary>What a token is asked for with.</summary>
public sealed record TokenForm(
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("scope")] string? Scope);

/// <summary>A refusal of the token endpoint (RFC 6749, section 5.2).</summary>
public sealed record TokenError(
    [property: JsonPropertyName("error")] string Error, [property: JsonPropertyName("error_description")] string Description);

public sealed record OAuthInfo(Guid TenantId, string TenantName, string TokenEndpoint, string CloudDomainUrl, string Pod);

/// <summary>Tokens for the governance surface.</summary>
[ApiExplorerSettings]
[Route("oauth")]
public sealed class OAuthController(IMediator mediator) : ControllerBase
{
    /// <summary>
    /// Client credentials (grant_type, client_id, client_secret and optionally scope) as multipart, form or query against a token.
    /// </summary>
    // Parameters are read by hand: model binding would answer a broken form in another format.
    [HttpPost("token")]
    [AllowAnonymous]
    [DocumentedBody(typeof(TokenForm), "application/x-www-form-urlencoded", "multipart/form-data")]
    [ProducesResponseType<TokenResponse>(200)]
    [ProducesResponseType<TokenError>(400)]
    [ProducesResponseType<TokenError>(401)]
    public async Task<IActionResult> Token()
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers.Pragma = "no-cache";
        try
        {
            var command = Read(await FormAsync());
            return Ok(TokenResponse.Of(await mediator.Send(command, HttpContext.RequestAborted)));
        }
        catch (TokenRefusedException e)
        {
            return StatusCode(e.Error == "invalid_client" ? 401 : 400, new TokenError(e.Error, e.Message));
        }
    }

    /// <summary>Where this tenant's tokens come from.</summary>
    [HttpGet("info")]
    [Authorize(Policy = Policies.Token)]
    public async Task<OAuthInfo> Info()
    {
        var organization = await mediator.Send(new GetOrganization(User.OrganizationId()), HttpContext.RequestAborted);
        var address = $"{Request.Scheme}://{Request.Host}";
        return new(organization.Id, organization.Name, $"{address}/oauth/token", address, TokenSigner.Pod);
    }

    private async Task<IFormCollection> FormAsync()
    {
        try
        {
            return Request.HasFormContentType ? await Request.ReadFormAsync(HttpContext.RequestAborted) : FormCollection.Empty;
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new TokenRefusedException("invalid_request", "The form cannot be read.");
        }
    }

    private IssueToken Read(IFormCollection form)
    {
        return new(One("grant_type"), One("client_id"), One("client_secret"), One("scope"));

        string? One(string name)
        {
            var values = StringValues.Concat(form[name], Request.Query[name]);
            return values.Count <= 1 ? values.ToString() : throw new TokenRefusedException("invalid_request", $"{name} must be sent once.");
        }
    }
}
