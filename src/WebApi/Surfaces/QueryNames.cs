using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Schedules.Application.Common;

namespace Schedules.WebApi.Surfaces;

/// <summary>Members of records that gather the query are called in the query, in errors and in the document as in JSON: <c>limit</c>.</summary>
public sealed class QueryNames : IBindingMetadataProvider
{
    private static readonly Assembly _queries = typeof(ListQuery).Assembly;

    public void CreateBindingMetadata(BindingMetadataProviderContext context)
    {
        // Not those of controllers: a name would have the framework bind them.
        if (context.Key is { MetadataKind: ModelMetadataKind.Property, Name: { } name } && context.Key.ContainerType?.Assembly == _queries)
            context.BindingMetadata.BinderModelName ??= JsonNamingPolicy.CamelCase.ConvertName(name);
    }
}
