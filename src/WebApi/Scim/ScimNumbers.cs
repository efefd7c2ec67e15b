using System.Globalization;
using System.Text.Json.Nodes;
using Schedules.Application.Scim;

namespace Schedules.WebApi.Scim;

internal static class ScimNumbers
{
    /// <exception cref="ScimException">It is no whole number.</exception>
    public static int? Parse(string name, string? text) => text is null or ""
        ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ScimException.Value($"{name} must be a whole number.");
}

internal static class ScimBody
{
    /// <exception cref="ScimException">It is none.</exception>
    public static JsonObject Object(JsonNode body) => body as JsonObject ?? throw ScimException.Syntax("The body must be a JSON object.");
}
