using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Surfaces;

/// <summary>The OpenAPI document, and Swagger's page on which to try it.</summary>
public static class Documents
{
    private const string Version = "v1";

    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        // Nothing but the document reads these options: bodies take those of controllers, and errors their own.
        services.ConfigureHttpJsonOptions(options => DocumentedSchemas.Apply(options.SerializerOptions));
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, DocumentedAnswers>());
        return services.AddOpenApi(Version, options =>
        {
            options.AddDocumentTransformer(Describe);
            options.AddOperationTransformer(Call);
            options.AddOperationTransformer(Secure);
            options.AddOperationTransformer(DocumentedBodyAttribute.Describe);
            options.AddSchemaTransformer(DocumentedSchemas.Describe);
        });
    }

    public static void MapDocuments(this WebApplication app)
    {
        app.MapOpenApi();
        app.UseSwaggerUI(options => options.SwaggerEndpoint("/openapi/v1.json", "Schedules"));
    }

    /// <summary>The document that <c>/openapi/v1.json</c> serves.</summary>
    public static async Task<string> DocumentAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Version).GetOpenApiDocumentAsync(cancellationToken);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken);
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "Schedules";
        document.Info.Description =
            "Keeps, runs and accounts for recurring governance checks. The paths under /privacy-v1 answer without that prefix too, "
            + "and those of sod-policies, sod-violation-report and sod-violations also under /beta, /v3, /v2024, /v2025 and /v2026 in place of v1.";
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Schemes.ApiKey] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKeyAuthentication.Header,
                Description = "The key of an organization.",
            },
            [Schemes.Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A token from POST /oauth/token.",
            },
        };
        return Task.CompletedTask;
    }

    // As generators of clients divide it: a client for each controller, a method for each action.
    private static Task Call(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor is ControllerActionDescriptor action)
            operation.OperationId = $"{action.ControllerName}_{action.MethodInfo.Name}";
        return Task.CompletedTask;
    }

    private static Task Secure(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (Policies.Of(context.Description.ActionDescriptor.EndpointMetadata) is not { } policy)
            return Task.CompletedTask;
        string[] schemes = policy switch
        {
            Policies.Privacy => [Schemes.ApiKey],
            Policies.Own => [Schemes.ApiKey, Schemes.Token],
            _ => [Schemes.Token],
        };
        operation.Security = [.. schemes.Select(scheme => Requirement(scheme, context.Document))];
        return Task.CompletedTask;
    }

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument? document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
