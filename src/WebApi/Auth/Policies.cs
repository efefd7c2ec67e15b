using Microsoft.AspNetCore.Authorization;
using Schedules.Domain.Access;

namespace Schedules.WebApi.Auth;

/// <summary>Names for <c>[Authorize(Policy = …)]</c>. Each scope is a policy of its own name; these are the others.</summary>
public static class Policies
{
    /// <summary>An API key, of the organization in the path where there is one.</summary>
    public const string Privacy = "Privacy";

    /// <summary>An API key, or a token of an administrator with every scope.</summary>
    public const string Own = "Own";

    /// <summary>Any good token.</summary>
    public const string Token = "Token";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Privacy, policy => policy
            .AddAuthenticationSchemes(Schemes.ApiKey).RequireAuthenticatedUser().AddRequirements(new OwnOrganization()));
        options.AddPolicy(Own, policy => policy
            .AddAuthenticationSchemes(Schemes.Either).RequireAuthenticatedUser().RequireAssertion(context => MayDoAll(context.User)));
        options.AddPolicy(Token, policy => policy.AddAuthenticationSchemes(Schemes.Token).RequireAuthenticatedUser());
        foreach (var scope in Scopes.Known)
        {
            options.AddPolicy(scope, policy => policy
                .AddAuthenticationSchemes(Schemes.Token).RequireAuthenticatedUser().RequireAssertion(context => context.User.May(scope)));
        }
    }

    /// <summary>The policy of an endpoint; null where anybody may use it.</summary>
    public static string? Of(IList<object> metadata) =>
        metadata.OfType<IAllowAnonymous>().Any() ? null : metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy;

    private static bool MayDoAll(System.Security.Claims.ClaimsPrincipal user) =>
        user.Identity?.AuthenticationType == Schemes.ApiKey || user.May(Scopes.All);
}

/// <summary>Names of the authentication schemes.</summary>
public static class Schemes
{
    public const string ApiKey = "ApiKey";
    public const string Token = "Bearer";

    /// <summary>The API key where one is sent, the token otherwise.</summary>
    public const string Either = "Either";
}

/// <summary>The organization in the path is the credential's own. Decided before anything is looked up.</summary>
public sealed class OwnOrganization : AuthorizationHandler<OwnOrganization, HttpContext>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OwnOrganization requirement, HttpContext resource)
    {
        // What is no UUID belongs to nobody; binding refuses it as malformed.
        var named = Guid.TryParse(resource.GetRouteValue("organizationId")?.ToString(), out var id);
        if (!named || context.User.HasClaim(AccessClaims.Organization, id.ToString()))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
