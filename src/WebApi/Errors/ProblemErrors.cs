using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace Schedules.WebApi.Errors;

/// <summary>The own surface's error: problem details (RFC 9457), with the refused members by name.</summary>
public sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string TrackingId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors)
{
    public static ProblemBody Of(ApiError error, string trackingId)
    {
        var status = GovernanceErrorBody.StatusOf(error);
        return new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, error.Message, trackingId, ByField(error.BadValues));
    }

    private static Dictionary<string, string[]>? ByField(IReadOnlyList<BadValue> values) => values.Count == 0
        ? null
        : values.GroupBy(value => value.Field).ToDictionary(field => field.Key, field => field.Select(value => value.Message).ToArray());
}
