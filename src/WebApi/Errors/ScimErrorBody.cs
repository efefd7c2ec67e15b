using System.Globalization;
using System.Text.Json.Serialization;
using Schedules.Application.Scim;

namespace Schedules.WebApi.Errors;

/// <summary>SCIM's error (RFC 7644, section 3.12).</summary>
public sealed record ScimErrorBody(
    IReadOnlyList<string> Schemas,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ScimType,
    string Detail)
{
    public static ScimErrorBody Of(ApiError error)
    {
        var status = GovernanceErrorBody.StatusOf(error);
        var type = error.ScimType ?? (error.BadValues.Count > 0 ? "invalidValue" : status == 400 ? "invalidSyntax" : null);
        return new([ScimSchemas.Error], status.ToString(CultureInfo.InvariantCulture), type, error.Message);
    }
}
