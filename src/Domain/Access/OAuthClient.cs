using NodaTime;

namespace Schedules.Domain.Access;

/// <summary>A client of the governance surface: gets tokens that act for one identity of its organization.</summary>
public sealed class OAuthClient
{
    public OAuthClient(Guid id, Guid organizationId, string secret, Guid identityId, Instant createdAt)
    {
        Id = id;
        OrganizationId = organizationId;
        SecretHash = Secret.HashOf(secret);
        IdentityId = identityId;
        CreatedAt = createdAt;
    }

    private OAuthClient()
    {
    }

    /// <summary>Stands in requests as 32 hex digits.</summary>
    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public string SecretHash { get; private set; } = "";

    /// <summary>Who the tokens speak for; stands in creatorId and modifierId.</summary>
    public Guid IdentityId { get; private set; }

    public IReadOnlyList<string> Authorities { get; private set; } = [Access.Authorities.OrganizationAdmin];

    public IReadOnlyList<string> Scopes { get; private set; } = [Access.Scopes.All];

    public Instant CreatedAt { get; private set; }

    /// <summary>The scopes of a token: all that the client has, or those among them that were asked for.</summary>
    /// <exception cref="InvalidValueException">A scope was asked for that the client does not have.</exception>
    public IReadOnlyList<string> Narrow(IReadOnlyList<string> asked)
    {
        if (asked.FirstOrDefault(scope => !Access.Scopes.Grants(Scopes, scope)) is { } refused)
            throw new InvalidValueException("scope", refused, "among the scopes of the client");
        return asked.Count == 0 ? Scopes : [.. asked.Distinct()];
    }
}
