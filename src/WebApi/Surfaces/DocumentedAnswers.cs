using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Schedules.WebApi.Auth;
using Schedules.WebApi.Errors;

namespace Schedules.WebApi.Surfaces;

/// <summary>What operations answer beside what their controllers say of them: refusals in the surface's format, and answers without a body.</summary>
public sealed class DocumentedAnswers : IApiDescriptionProvider
{
    // After the framework's own, which reads the controllers.
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var operation in context.Results)
        {
            var surface = CanonicalPath.Of(operation.RelativePath).Requested.Surface;
            CompleteSuccess(operation, surface);
            foreach (var status in Refusals(operation, surface).Where(status => !Says(operation, status)))
                operation.SupportedResponseTypes.Add(Refusal(surface, status));
            operation.SupportedResponseTypes.Add(Any(surface));
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
    }

    private static void CompleteSuccess(ApiDescription operation, Surface surface)
    {
        var answers = operation.SupportedResponseTypes;
        foreach (var answer in answers)
            answer.ApiResponseFormats = [.. answer.ApiResponseFormats.Where(format => format.MediaType is not ("text/plain" or "text/json"))];
        if (Returned(operation) == typeof(NoContentResult))
        {
            answers.Clear();
            answers.Add(new() { StatusCode = StatusCodes.Status204NoContent, Type = typeof(void) });
        }
        else if (surface == Surface.Scim)
        {
            answers.Clear();
            var status = operation.HttpMethod == "POST" ? StatusCodes.Status201Created : StatusCodes.Status200OK;
            answers.Add(Answer(status, typeof(JsonObject), "application/scim+json"));
        }
    }

    private static IEnumerable<int> Refusals(ApiDescription operation, Surface surface)
    {
        var sources = operation.ParameterDescriptions.Select(parameter => parameter.Source).ToHashSet();
        if (sources.Count > 0)
            yield return StatusCodes.Status400BadRequest;
        if (Policies.Of(operation.ActionDescriptor.EndpointMetadata) is not null)
        {
            yield return StatusCodes.Status401Unauthorized;
            yield return StatusCodes.Status403Forbidden;
        }

        if (sources.Contains(BindingSource.Path))
            yield return StatusCodes.Status404NotFound;
        if (surface == Surface.Privacy && (sources.Contains(BindingSource.Query) || sources.Contains(BindingSource.Body)))
            yield return StatusCodes.Status422UnprocessableEntity;
        yield return StatusCodes.Status429TooManyRequests;
    }

    private static ApiResponseType Refusal(Surface surface, int status)
    {
        var (body, mediaType) = ErrorResponse.Shape(surface, status);
        return Answer(status, body, mediaType);
    }

    private static ApiResponseType Any(Surface surface)
    {
        var any = Refusal(surface, 0);
        any.IsDefaultResponse = true;
        any.Description = "Any other refusal.";
        return any;
    }

    private static ApiResponseType Answer(int status, Type body, string mediaType) =>
        new() { StatusCode = status, Type = body, ApiResponseFormats = [new() { MediaType = mediaType }] };

    private static bool Says(ApiDescription operation, int status) => operation.SupportedResponseTypes.Any(answer => answer.StatusCode == status);

    private static Type? Returned(ApiDescription operation) =>
        (operation.ActionDescriptor as ControllerActionDescriptor)?.MethodInfo.ReturnType is { } type && type.IsGenericType
            ? type.GenericTypeArguments[0]
            : null;
}
