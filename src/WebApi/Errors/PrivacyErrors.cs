using Microsoft.AspNetCore.WebUtilities;

namespace Schedules.WebApi.Errors;

/// <summary>The privacy surface's error: the status again, its name, and what is wrong.</summary>
public sealed record PrivacyErrorBody(int StatusCode, string Error, string Message)
{
    public static PrivacyErrorBody Of(ApiError error)
    {
        var name = ReasonPhrases.GetReasonPhrase(error.Status);
        // The contract prints these three messages literally.
        var message = error.Status is 403 or 404 or 500 ? name : error.Message;
        return new(error.Status, name, message);
    }
}
