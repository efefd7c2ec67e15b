using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Client credentials against a token (RFC 6749, section 4.4).</summary>
/// <param name="GrantType"><c>client_credentials</c>, in any case.</param>
/// <param name="ClientId">32 hex digits.</param>
/// <param name="ClientSecret">As told when the client was made.</param>
/// <param name="Scope">Scopes separated by blanks; all of the client's where absent.</param>
public sealed record IssueToken(string? GrantType, string? ClientId, string? ClientSecret, string? Scope) : IRequest<IssuedToken>;

public sealed record IssuedToken(string AccessToken, Guid Jti, int LifetimeSeconds, OAuthClient Client, Organization Organization, IReadOnlyList<string> Scopes);

/// <summary>Signs tokens.</summary>
public interface ITokenSigner
{
    Task<IssuedToken> SignAsync(OAuthClient client, Organization organization, IReadOnlyList<string> scopes, CancellationToken cancellationToken);
}

/// <summary>The token endpoint refuses, in the words of RFC 6749, section 5.2.</summary>
public sealed class TokenRefusedException(string error, string description) : Exception(description)
{
    public string Error { get; } = error;
}

public sealed class IssueTokenHandler(ISchedulesDb db, ITokenSigner signer) : IRequestHandler<IssueToken, IssuedToken>
{
    // Unknown clients cost as much time as wrong secrets.
    private static readonly string _nobody = Secret.HashOf(Secret.New());

    public async Task<IssuedToken> Handle(IssueToken request, CancellationToken cancellationToken)
    {
        CheckGrant(request.GrantType);
        var client = await FindAsync(request, cancellationToken);
        var scopes = Narrow(client, request.Scope);
        var organization = await db.Organizations.AsNoTracking().FirstAsync(o => o.Id == client.OrganizationId, cancellationToken);
        return await signer.SignAsync(client, organization, scopes, cancellationToken);
    }

    private static void CheckGrant(string? grant)
    {
        if (string.IsNullOrEmpty(grant))
            throw new TokenRefusedException("invalid_request", "grant_type must be client_credentials; it is missing.");
        if (!grant.Equals("client_credentials", StringComparison.OrdinalIgnoreCase))
            throw new TokenRefusedException("unsupported_grant_type", "grant_type must be client_credentials.");
    }

    private async Task<OAuthClient> FindAsync(IssueToken request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.ClientId) || string.IsNullOrEmpty(request.ClientSecret))
            throw new TokenRefusedException("invalid_request", "client_id and client_secret are needed.");
        var known = Guid.TryParse(request.ClientId, out var id);
        var client = known ? await db.OAuthClients.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellationToken) : null;
        var matches = Secret.Matches(request.ClientSecret, client?.SecretHash ?? _nobody);
        return matches && client is not null ? client : throw new TokenRefusedException("invalid_client", "The client is unknown, or its secret is wrong.");
    }

    private static IReadOnlyList<string> Narrow(OAuthClient client, string? scope)
    {
        try
        {
            return client.Narrow((scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        catch (InvalidValueException e)
        {
            throw new TokenRefusedException("invalid_scope", e.Message);
        }
    }
}
