using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Extensions.Options;
using Schedules.Application;
using Schedules.Infrastructure;
using Schedules.WebApi.Auth;
using Schedules.WebApi.Errors;
using Schedules.WebApi.Json;
using Schedules.WebApi.Surfaces;

namespace Schedules.WebApi;

/// <summary>Puts the server together: what it is made of, and the way of a request through it.</summary>
public static class Setup
{
    private const long MaxBodyBytes = 1 << 20;

    public static void AddSchedules(this WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(Clock(configuration, builder.Environment));
        services.AddApplication(configuration["AutoMapper:LicenseKey"]);
        services.AddInfrastructure(configuration);
        services.AddAuth();
        services.AddRateLimits(configuration);
        services.AddHealth();
        services.AddDrain(configuration);
        services.AddDocuments();
        services.AddExceptionHandler<ExceptionErrors>();
        AddControllers(services);
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = MaxBodyBytes);
        ListenLocally(builder);
    }

    public static void UseSchedules(this WebApplication app)
    {
        app.UseCanonicalPaths();
        app.UseExceptionHandler(_ => { });
        app.UseStatusErrors();
        app.UseStorableQueries();
        app.UseHealth();
        app.UseWebPage();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapDocuments();
        app.MapControllers();
    }

    private static void AddControllers(IServiceCollection services)
    {
        services.AddControllers(options =>
            {
                options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                options.ModelMetadataDetailsProviders.Add(new QueryNames());
                options.ModelBinderProviders.Insert(0, new StrictValues());
            })
            .AddJsonOptions(options => JsonSetup.Apply(options.JsonSerializerOptions))
            .ConfigureApiBehaviorOptions(options =>
            {
                options.SuppressMapClientErrors = true;
                options.InvalidModelStateResponseFactory = ModelStateErrors.ToResult;
            });
        services.AddOptions<MvcOptions>().Configure<IOptions<JsonOptions>>((mvc, json) =>
        {
            mvc.InputFormatters.RemoveType<SystemTextJsonInputFormatter>();
            mvc.InputFormatters.Insert(0, new JsonBodyFormatter(json.Value.JsonSerializerOptions));
        });
    }

#pragma warning disable RS0030 // The composition root: here alone the system's clock is taken.
    private static TimeProvider Clock(IConfiguration configuration, IHostEnvironment environment) =>
        AdjustedClock.Choose(TimeProvider.System, configuration, environment.IsDevelopment());
#pragma warning restore RS0030

    private static void ListenLocally(WebApplicationBuilder builder)
    {
        string[] chosen = ["urls", "http_ports", "https_ports"];
        var configuration = builder.Configuration;
        if (chosen.All(name => string.IsNullOrEmpty(configuration[name])) && !configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls("http://127.0.0.1:5080");
    }
}
