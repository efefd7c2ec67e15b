using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Schedules.Domain;
using Schedules.WebApi.Json;

namespace Schedules.WebApi.Errors;

/// <summary>Reads what the framework's model binding refused: path and query parameters, and bodies that are missing.</summary>
public static class ModelStateErrors
{
    public static IActionResult ToResult(ActionContext context)
    {
        var refused = context.ModelState.Where(entry => entry.Value?.Errors.Count > 0).ToList();
        if (refused.Any(entry => TypeOf(context, entry.Key) is null))
            return new ErrorResult(new ApiError(400, "A JSON body is needed, and it is missing."));
        var error = ApiError.Refused([.. refused.Select(entry => Refuse(context, entry.Key, entry.Value!))]);
        return new ErrorResult(refused.Any(entry => InPath(context, entry.Key)) ? error with { Status = 400 } : error);
    }

    private static BadValue Refuse(ActionContext context, string key, ModelStateEntry entry)
    {
        if (entry.Errors[0].Exception is InvalidValueException refused)
            return new(refused.Field, refused.Value, refused.Message);
        var field = ApiError.CamelCase(key);
        return new(field, entry.AttemptedValue, $"{field} must be {Accepted.Describe(TypeOf(context, key)!)}.");
    }

    private static bool InPath(ActionContext context, string key) =>
        Parameter(context, key)?.BindingInfo?.BindingSource == BindingSource.Path;

    /// <summary>The type of the parameter, or of the member of a parameter that gathers the query; null for the body.</summary>
    private static Type? TypeOf(ActionContext context, string key)
    {
        if (Parameter(context, key) is { } parameter)
            return parameter.BindingInfo?.BindingSource == BindingSource.Body ? null : parameter.ParameterType;
        return context.ActionDescriptor.Parameters
            .Where(gathered => gathered.BindingInfo?.BindingSource == BindingSource.Query)
            .SelectMany(gathered => gathered.ParameterType.GetProperties())
            .FirstOrDefault(member => string.Equals(member.Name, key, StringComparison.OrdinalIgnoreCase))?.PropertyType;
    }

    private static ParameterDescriptor? Parameter(ActionContext context, string key) => context.ActionDescriptor.Parameters
        .FirstOrDefault(parameter => string.Equals(parameter.BindingInfo?.BinderModelName ?? parameter.Name, key, StringComparison.OrdinalIgnoreCase));
}
