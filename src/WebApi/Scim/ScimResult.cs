using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Scim;

namespace Schedules.WebApi.Scim;

/// <summary>Answers in SCIM's media type, with whole addresses, and with the attributes that were asked for.</summary>
internal static class ScimResult
{
    public const string MediaType = "application/scim+json";

    private static readonly string[] _always = ["schemas", "id"];

    public static ContentResult Resource(this ControllerBase controller, JsonObject resource, int status = StatusCodes.Status200OK)
    {
        if (resource["meta"] is JsonObject meta)
        {
            controller.Response.Headers.ETag = meta["version"]!.GetValue<string>();
            if (status == StatusCodes.Status201Created)
                controller.Response.Headers.Location = controller.Address() + meta["location"]!.GetValue<string>();
        }

        return controller.Json(controller.Chosen(resource), status);
    }

    public static ContentResult List(this ControllerBase controller, ScimList list) => controller.Json(new()
    {
        ["schemas"] = new JsonArray(ScimSchemas.List),
        ["totalResults"] = list.Total,
        ["startIndex"] = list.StartIndex,
        ["itemsPerPage"] = list.Resources.Count,
        ["Resources"] = new JsonArray([.. list.Resources.Select(controller.Chosen)]),
    });

    public static ContentResult Json(this ControllerBase controller, JsonObject body, int status = StatusCodes.Status200OK)
    {
        controller.Complete(body);
        return new() { Content = body.ToJsonString(), ContentType = MediaType, StatusCode = status };
    }

    /// <summary>Whether a resource's attribute is asked for, which may save looking for it.</summary>
    public static bool Wants(this ControllerBase controller, string attribute)
    {
        var (only, without) = (controller.Names("attributes"), controller.Names("excludedAttributes"));
        return only.Count > 0 ? only.Any(name => IsOrHas(name, attribute)) : !without.Contains(attribute, StringComparer.OrdinalIgnoreCase);
    }

    private static JsonObject Chosen(this ControllerBase controller, JsonObject resource)
    {
        var (only, without) = (controller.Names("attributes"), controller.Names("excludedAttributes"));
        foreach (var name in resource.Select(member => member.Key).Except(_always).ToList())
        {
            if (only.Count > 0 ? !only.Any(asked => IsOrHas(asked, name)) : without.Contains(name, StringComparer.OrdinalIgnoreCase))
                resource.Remove(name);
            else if (only.Count > 0 && resource[name] is JsonObject part)
                Keep(part, name, only);
        }

        return resource;
    }

    // Of attributes=name.givenName the rest of name is left out.
    private static void Keep(JsonObject part, string name, IReadOnlyList<string> only)
    {
        if (only.Contains(name, StringComparer.OrdinalIgnoreCase))
            return;
        foreach (var sub in part.Select(member => member.Key).ToList())
        {
            if (!only.Any(asked => IsOrHas(asked, $"{name}.{sub}") || IsOrHas(asked, $"{name}:{sub}")))
                part.Remove(sub);
        }
    }

    private static bool IsOrHas(string asked, string name) =>
        asked.Equals(name, StringComparison.OrdinalIgnoreCase)
        || asked.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase) || asked.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Names(this ControllerBase controller, string parameter) =>
    [
        .. controller.Request.Query[parameter].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(name => name.StartsWith(ScimSchemas.Enterprise, StringComparison.OrdinalIgnoreCase) ? name : ScimPath.WithoutSchema(name)),
    ];

    private static string Address(this ControllerBase controller) => $"{controller.Request.Scheme}://{controller.Request.Host}";

    private static void Complete(this ControllerBase controller, JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                controller.Complete(item);
        }
        else if (node is JsonObject parent)
        {
            foreach (var name in new[] { "location", "$ref" })
            {
                if (parent[name] is JsonValue value && value.ToString() is ['/', ..] path)
                    parent[name] = controller.Address() + path;
            }

            foreach (var member in parent.ToList())
                controller.Complete(member.Value);
        }
    }
}
