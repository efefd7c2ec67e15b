using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Schedules.Infrastructure.Persistence;
using Schedules.WebApi.Json;
using Schedules.WebApi.Surfaces;

namespace Schedules.WebApi.Errors;

/// <summary>The one place where an error becomes a response.</summary>
public static class ErrorResponse
{
    public static Task WriteAsync(HttpContext http, ApiError error)
    {
        var trackingId = Guid.NewGuid().ToString("N");
        return WriteAsync(http, error, trackingId);
    }

    public static async Task WriteAsync(HttpContext http, ApiError error, string trackingId)
    {
        if (http.Response.HasStarted)
            return;
        var (status, type, body) = Format(RequestedSurface.Of(http).Surface, error, trackingId);
        http.Response.StatusCode = status;
        await http.Response.WriteAsJsonAsync(body, body.GetType(), JsonSetup.Options, type, http.RequestAborted);
    }

    /// <summary>What is written of an error of this status, for the OpenAPI document.</summary>
    public static (Type Body, string MediaType) Shape(Surface surface, int status) => surface switch
    {
        Surface.Privacy => (typeof(PrivacyErrorBody), "application/json"),
        Surface.Governance => (GovernanceErrorBody.Shape(status), "application/json"),
        Surface.Scim => (typeof(ScimErrorBody), "application/scim+json"),
        Surface.Own => (typeof(ProblemBody), "application/problem+json"),
    };

    private static (int Status, string Type, object Body) Format(Surface surface, ApiError error, string trackingId) => surface switch
    {
        Surface.Privacy => (error.Status, "application/json", PrivacyErrorBody.Of(error)),
        Surface.Governance => (GovernanceErrorBody.StatusOf(error), "application/json", GovernanceErrorBody.Of(error, trackingId)),
        Surface.Scim => (GovernanceErrorBody.StatusOf(error), "application/scim+json", ScimErrorBody.Of(error)),
        Surface.Own => (GovernanceErrorBody.StatusOf(error), "application/problem+json", ProblemBody.Of(error, trackingId)),
    };
}

/// <summary>An action's answer where the framework refuses before the action runs.</summary>
public sealed class ErrorResult(ApiError error) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context) => ErrorResponse.WriteAsync(context.HttpContext, error);
}

/// <summary>Exceptions become errors; what nobody foresaw is logged under the id that the caller is told, without details for him.</summary>
public sealed class ExceptionErrors(ILogger<ExceptionErrors> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var error = ApiError.Of(exception);
        var trackingId = Guid.NewGuid().ToString("N");
        if (DatabaseFailure.Is(exception))
            log.LogError("Request failed, tracking id {TrackingId}: {Failure}", trackingId, DatabaseFailure.Words(exception));
        else if (error.Status >= 500)
            log.LogError(exception, "Request failed, tracking id {TrackingId}", trackingId);
        await ErrorResponse.WriteAsync(httpContext, error, trackingId);
        return true;
    }
}

/// <summary>Why a credential was refused, kept for the body of the 401.</summary>
public sealed record Refusal(string Message);

public static class StatusErrors
{
    /// <summary>Gives a body to every refusal that the framework leaves without one: unknown routes, 401, 403, 405, 415.</summary>
    public static void UseStatusErrors(this WebApplication app) => app.UseStatusCodePages(context =>
    {
        var http = context.HttpContext;
        var error = ApiError.OfStatus(http.Response.StatusCode);
        if (error.Status == 401 && http.Features.Get<Refusal>() is { } refusal)
            error = error with { Message = refusal.Message };
        return ErrorResponse.WriteAsync(http, error);
    });
}
