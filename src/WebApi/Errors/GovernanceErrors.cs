using Microsoft.AspNetCore.WebUtilities;

namespace Schedules.WebApi.Errors;

public sealed record GovernanceMessage(string Locale, string LocaleOrigin, string Text);

public sealed record UnauthorizedBody(string Error);

public sealed record RateLimitBody(string Message);

/// <summary>The governance surface's error: a fine-grained code, an id to find it in the log, generic messages and plain causes.</summary>
public sealed record GovernanceErrorBody(
    string DetailCode, string TrackingId, IReadOnlyList<GovernanceMessage> Messages, IReadOnlyList<GovernanceMessage> Causes)
{
    public static int StatusOf(ApiError error) => error.Status == 422 ? 400 : error.Status;

    /// <summary>Unauthorized and rate-limited callers get other shapes than everybody else.</summary>
    public static object Of(ApiError error, string trackingId) => error.Status switch
    {
        401 => new UnauthorizedBody(error.Message),
        429 => new RateLimitBody(" Rate Limit Exceeded "),
        _ when error.BadValues.Count > 0 => IllegalValues(error, trackingId),
        _ => Generic(error, trackingId),
    };

    /// <summary>The type of what <see cref="Of"/> returns.</summary>
    public static Type Shape(int status) => status switch
    {
        401 => typeof(UnauthorizedBody),
        429 => typeof(RateLimitBody),
        _ => typeof(GovernanceErrorBody),
    };

    private static GovernanceErrorBody IllegalValues(ApiError error, string trackingId) => new(
        "400.1.3 Illegal value",
        trackingId,
        [.. error.BadValues.Select(Illegal).SelectMany(text => new[] { English(text), new("und", "REQUEST", text) })],
        [.. error.BadValues.Select(value => English(value.Message))]);

    private static string Illegal(BadValue value) => $"Illegal value \"{value.Value ?? "null"}\" for field \"{value.Field}\".";

    private static GovernanceErrorBody Generic(ApiError error, string trackingId)
    {
        var status = StatusOf(error);
        var (code, text) = status switch
        {
            400 => ("400.1 Bad Request Content", "The request was syntactically correct but its content is semantically invalid."),
            403 => ("403 Forbidden", "The server understood the request but refuses to authorize it."),
            404 => ("404 Not found", "The server did not find a current representation for the target resource."),
            500 => ("500.0 Internal Fault", "An internal fault occurred."),
            _ => ($"{status} {ReasonPhrases.GetReasonPhrase(status)}", error.Message),
        };
        return new(code, trackingId, [English(text)], status == 500 ? [] : [English(error.Message)]);
    }

    private static GovernanceMessage English(string text) => new("en-US", "DEFAULT", text);
}
