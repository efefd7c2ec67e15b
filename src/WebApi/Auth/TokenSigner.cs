using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Schedules.Application.Access;
using Schedules.Domain.Access;

namespace Schedules.WebApi.Auth;

/// <summary>Signs tokens (ES256) with the database's key, at the time of the server's clock.</summary>
public sealed class TokenSigner(SigningKeys keys, TimeProvider clock) : ITokenSigner
{
    public const string Issuer = "schedules";
    public const string Pod = "local";
    private const int LifetimeSeconds = 749;

    public async Task<IssuedToken> SignAsync(
        OAuthClient client, Organization organization, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        var key = await keys.GetAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var id = Guid.NewGuid();
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddSeconds(LifetimeSeconds),
            Claims = Claims(client, organization, scopes, id),
            SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
        });
        return new(token, id, LifetimeSeconds, client, organization, scopes);
    }

    private static Dictionary<string, object> Claims(OAuthClient client, Organization organization, IReadOnlyList<string> scopes, Guid id) => new()
    {
        ["jti"] = id.ToString(),
        [AccessClaims.Organization] = organization.Id.ToString(),
        [AccessClaims.Identity] = client.IdentityId.ToString(),
        [AccessClaims.Client] = client.Id.ToString("N"),
        [AccessClaims.Authority] = client.Authorities.ToArray(),
        [AccessClaims.Scope] = scopes.ToArray(),
        ["user_id"] = client.IdentityId.ToString(),
        ["user_name"] = client.Id.ToString("N"),
        ["org"] = organization.Slug,
        ["pod"] = Pod,
        ["internal"] = false,
        ["strong_auth"] = false,
        ["strong_auth_supported"] = false,
    };
}
