using System.Security.Claims;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.WebApi.Auth;

/// <summary>What a credential says of its holder: the same names for keys and for tokens.</summary>
public static class AccessClaims
{
    public const string Organization = "tenant_id";
    public const string Identity = "identity_id";
    public const string Client = "client_id";
    public const string Authority = "authorities";
    public const string Scope = "scope";

    public static Guid OrganizationId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(Organization)!);

    /// <summary>An administrator whose token has the scope, or a wider one.</summary>
    public static bool May(this ClaimsPrincipal user, string scope) =>
        user.HasClaim(Authority, Authorities.OrganizationAdmin) && Scopes.Grants(user.FindAll(Scope).Select(claim => claim.Value), scope);
}

/// <summary>The holder of the request's credential.</summary>
public sealed class CurrentUser(IHttpContextAccessor http) : ICurrentUser
{
    public Guid OrganizationId => User.OrganizationId();

    public string Id => User.FindFirstValue(AccessClaims.Identity)!;

    private ClaimsPrincipal User =>
        http.HttpContext?.User ?? throw new InvalidOperationException("There is a current user only while a request is answered.");
}
