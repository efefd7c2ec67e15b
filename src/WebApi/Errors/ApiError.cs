using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.WebUtilities;
using Schedules.Application.Common;
using Schedules.Application.Scim;
using Schedules.Domain;
using Schedules.Infrastructure.Persistence;

namespace Schedules.WebApi.Errors;

/// <summary>One member that was refused.</summary>
/// <param name="Field">Path of the member in the API's names: <c>schedule.hours.values[0]</c>.</param>
/// <param name="Value">What was sent; null where nothing was.</param>
/// <param name="Message">A sentence that names the field and what would be accepted.</param>
public sealed record BadValue(string Field, string? Value, string Message);

/// <summary>An error before it has a format: made once, written in the format of the path's surface.</summary>
/// <param name="Status">HTTP status; 422 where a value is refused (surfaces that know no 422 answer 400).</param>
/// <param name="Message">What is wrong, for the caller.</param>
public sealed record ApiError(int Status, string Message)
{
    private const int MaxShown = 200;

    public IReadOnlyList<BadValue> BadValues { get; init; } = [];

    /// <summary>SCIM's word for it; null where it has none.</summary>
    public string? ScimType { get; init; }

    public static ApiError Refused(params IReadOnlyList<BadValue> values) =>
        new(StatusCodes.Status422UnprocessableEntity, string.Join(' ', values.Select(value => value.Message))) { BadValues = values };

    public static ApiError OfStatus(int status) => new(status, status switch
    {
        401 => "A valid credential is needed.",
        404 => "There is nothing at this path.",
        405 => "This path does not know the method; the Allow header lists those that it knows.",
        408 => "The body did not arrive whole in time. Send the request again.",
        413 => "The body is too large; 1 MB is accepted.",
        415 => "The body must be sent as application/json in UTF-8.",
        429 => "Too many requests; the Retry-After header tells when to come back.",
        500 => "Internal Server Error",
        503 => "The server is not ready yet.",
        _ => ReasonPhrases.GetReasonPhrase(status),
    });

    public static ApiError Of(Exception exception) => exception switch
    {
        InvalidValueException e => Refused(new BadValue(e.Field, Shown(e.Value), e.Message)),
        ValidationException e => Refused([.. e.Errors.Select(failure =>
            new BadValue(CamelCase(failure.PropertyName), Shown(failure.AttemptedValue?.ToString()), failure.ErrorMessage))]),
        ScimException e => new(e.Status, e.Message) { ScimType = e.ScimType },
        NotFoundException e => new(404, e.Message),
        ForbiddenException e => new(403, e.Message),
        ConflictException e => new(409, e.Message),
        PreconditionFailedException e => new(412, e.Message),
        _ when DatabaseFailure.Is(exception) => new(503, "The database cannot be reached or written to at the moment. Nothing was changed; try again."),
        BadHttpRequestException { StatusCode: 408 or 413, InnerException: null } e => OfStatus(e.StatusCode),
        BadHttpRequestException e => new(e.StatusCode, e.Message),
        _ => OfStatus(500),
    };

    /// <summary>Validators speak of C# members; callers know the JSON ones.</summary>
    public static string CamelCase(string path) => string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static string? Shown(string? value) => value?.Length > MaxShown ? value[..MaxShown] + "…" : value;
}
