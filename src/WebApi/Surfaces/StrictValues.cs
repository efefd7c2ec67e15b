using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Schedules.Domain;
using Schedules.WebApi.Errors;
using Schedules.WebApi.Json;

namespace Schedules.WebApi.Surfaces;

/// <summary>
/// Values of paths and queries: sent once, not empty, numbers in decimal digits, UUIDs with dashes. The framework's own binder reads 0x1
/// and UUIDs in braces, takes the first of two, and an empty one for none.
/// </summary>
public sealed class StrictValues : IModelBinderProvider, IModelBinder
{
    private const int UuidLength = 36;

    private static readonly Dictionary<Type, Func<string, object?>> _readers = new()
    {
        [typeof(string)] = text => text,
        [typeof(bool)] = text => text.All(char.IsAsciiLetter) && bool.TryParse(text, out var value) ? value : null,
        [typeof(int)] = text => text[0] != '+' && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null,
        [typeof(Guid)] = text => text.Length == UuidLength && text.All(IsOfUuid) && Guid.TryParseExact(text, "D", out var id) ? id : null,
    };

    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        var source = context.BindingInfo.BindingSource;
        var isOfAddress = source is null || source == BindingSource.Path || source == BindingSource.Query;
        return isOfAddress && _readers.ContainsKey(context.Metadata.UnderlyingOrModelType) ? this : null;
    }

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var (name, sent) = (bindingContext.ModelName, bindingContext.ValueProvider.GetValue(bindingContext.ModelName));
        if (sent == ValueProviderResult.None || IsAbsent(bindingContext.HttpContext, sent))
            return Task.CompletedTask;
        bindingContext.ModelState.SetModelValue(name, sent);
        var type = bindingContext.ModelMetadata.UnderlyingOrModelType;
        if (Refused(type, sent) is { } accepted)
            bindingContext.ModelState.TryAddModelException(name, new InvalidValueException(ApiError.CamelCase(name), sent.ToString(), accepted));
        else
            bindingContext.Result = ModelBindingResult.Success(_readers[type](sent.FirstValue!));
        return Task.CompletedTask;
    }

    private static string? Refused(Type type, ValueProviderResult sent) => sent switch
    {
        { Length: > 1 } => "sent once",
        { FirstValue: null or "" } when type == typeof(string) => "a text, or absent",
        { FirstValue: { Length: > 0 } text } when _readers[type](text) is not null => null,
        _ => Accepted.Describe(type),
    };

    // Directories send empty ones.
    private static bool IsAbsent(HttpContext http, ValueProviderResult sent) =>
        sent is { Length: 1, FirstValue: "" } && RequestedSurface.Of(http).Surface == Surface.Scim;

    private static bool IsOfUuid(char c) => char.IsAsciiHexDigit(c) || c == '-';
}
