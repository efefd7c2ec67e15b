using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Schedules.WebApi.Surfaces;

/// <summary>For operations that read their body by hand: what it is, for the OpenAPI document.</summary>
/// <param name="type">Its form; <see cref="Stream"/> for a file.</param>
/// <param name="mediaTypes">As which it can be sent.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DocumentedBodyAttribute(Type type, params string[] mediaTypes) : Attribute
{
    public static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var body in context.Description.ActionDescriptor.EndpointMetadata.OfType<DocumentedBodyAttribute>())
            operation.RequestBody = await body.Read(context, cancellationToken);
    }

    private async Task<OpenApiRequestBody> Read(OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken);
        return new()
        {
            Content = mediaTypes.ToDictionary(mediaType => mediaType, _ => new OpenApiMediaType { Schema = schema }),
        };
    }
}
