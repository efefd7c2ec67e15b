using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Schedules.Application.Common;
using Schedules.WebApi.Json;

namespace Schedules.WebApi.Surfaces;

/// <summary>What the OpenAPI document says of types: as they are read and written, not as the converters hide it.</summary>
public static class DocumentedSchemas
{
    /// <summary>For options that describe types, and neither read nor write them.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        JsonSetup.Apply(options);
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { TellNulls } };
    }

    /// <summary>A member that can be null can be absent: bodies say so throughout, and answers leave out what they do not know.</summary>
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(Instant))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        if (context.JsonPropertyInfo is { IsGetNullable: false, IsSetNullable: false })
            schema.Type &= ~JsonSchemaType.Null;
        if (schema.Properties is { Count: > 0 })
            schema.Required = context.JsonTypeInfo.Properties.Where(IsRequired).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        return Task.CompletedTask;
    }

    private static void TellNulls(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            if (Is<RefuseNullAttribute>(member))
                member.CustomConverter = null; // It would hide the type.
            if (Is<RefuseNullAttribute>(member) || Is<MustBeSentAttribute>(member))
                member.IsGetNullable = member.IsSetNullable = false;
            else if (member.Set is null)
                member.IsSetNullable = member.IsGetNullable;
            if (Is<MustBeSentAttribute>(member))
                member.AttributeProvider = null; // The generator would read there that it can be null.
        }
    }

    private static bool IsRequired(JsonPropertyInfo member) =>
        !member.IsGetNullable && !member.IsSetNullable && !Is<RefuseNullAttribute>(member);

    private static bool Is<T>(JsonPropertyInfo member)
        where T : Attribute =>
        member.AttributeProvider?.IsDefined(typeof(T), inherit: true) == true;
}
