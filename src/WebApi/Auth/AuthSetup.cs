using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Schedules.Application.Access;
using Schedules.Application.Common;

namespace Schedules.WebApi.Auth;

public static class AuthSetup
{
    public static IServiceCollection AddAuth(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<ICurrentUser, CurrentUser>();
        services.AddSingleton<SigningKeys>();
        services.AddScoped<ITokenSigner, TokenSigner>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, TokenAuthentication>();
        services.AddAuthentication(Schemes.Either)
            .AddPolicyScheme(Schemes.Either, null, options => options.ForwardDefaultSelector = http =>
                ApiKeyAuthentication.IsMeant(http) ? Schemes.ApiKey : Schemes.Token)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(Schemes.ApiKey, null)
            .AddJwtBearer(Schemes.Token, _ => { });
        services.AddAuthorization(Policies.Add);
        return services;
    }
}
