using System.Text.Json;
using System.Text.Json.Nodes;
using Schedules.Application.Common;
using NodaTime;

namespace Schedules.Application.Scim;

/// <summary>Reading of bodies whose members may be in any case.</summary>
internal static class ScimJson
{
    public static JsonNode? Member(this JsonNode? node, string name) =>
        node is JsonObject parent ? parent.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value : null;

    /// <summary>A text; null where it is absent, null or empty.</summary>
    /// <exception cref="ScimException">It is something else.</exception>
    public static string? Text(this JsonNode? node, string name) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? text : null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.ToJsonString(),
        _ => throw ScimException.Value($"{name} must be a text."),
    };

    /// <summary>A flag, which some directories send as a text.</summary>
    /// <exception cref="ScimException">It is something else.</exception>
    public static bool? Flag(this JsonNode? node, string name) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(node.GetValue<string>(), out var flag) => flag,
        _ => throw ScimException.Value($"{name} must be true or false."),
    };

    /// <exception cref="ScimException">It is no object.</exception>
    public static JsonObject Object(this JsonNode? node, string name) =>
        node as JsonObject ?? throw ScimException.Syntax($"{name} must be a JSON object.");

    /// <exception cref="ScimException">The schema is not among the body's.</exception>
    public static void RequireSchema(this JsonObject body, string schema)
    {
        if (body.Member("schemas") is not JsonArray schemas || !schemas.Any(item => item?.ToString().Equals(schema, StringComparison.OrdinalIgnoreCase) == true))
            throw ScimException.Syntax($"schemas must list {schema}.");
    }

    public static JsonObject Meta(string type, string id, Instant created, Instant modified, long version) => new()
    {
        ["resourceType"] = type,
        ["created"] = created.ToIsoMilliseconds(),
        ["lastModified"] = modified.ToIsoMilliseconds(),
        ["location"] = $"/scim/v2/{type}s/{Uri.EscapeDataString(id)}",
        ["version"] = ETag(version, created),
    };

    /// <summary>Its creation too: what is made anew under the id of something deleted counts anew, and must not pass for it.</summary>
    public static string ETag(long version, Instant created) => $"W/\"{version}-{created.ToUnixTimeMilliseconds():x}\"";
}
