using System.Text.Json.Nodes;

namespace Schedules.Application.Scim;

/// <summary>An operation of a PATCH.</summary>
/// <param name="Kind">add, replace or remove.</param>
/// <param name="Path">Null where the value's members are the paths.</param>
/// <param name="Value">Null for a remove.</param>
internal sealed record ScimOperation(string Kind, string? Path, JsonNode? Value)
{
    private const int Most = 1000;

    /// <exception cref="ScimException">The body is no PATCH.</exception>
    public static IReadOnlyList<ScimOperation> ListOf(JsonObject body)
    {
        body.RequireSchema(ScimSchemas.PatchOp);
        if (body.Member("Operations") is not JsonArray { Count: > 0 and <= Most } operations)
            throw ScimException.Syntax($"Operations must be a list of 1 to {Most} operations.");
        return [.. operations.Select(operation => Of(operation.Object("Operations")))];
    }

    private static ScimOperation Of(JsonObject operation)
    {
        var kind = operation.Member("op").Text("op")?.ToLowerInvariant();
        if (kind is not ("add" or "replace" or "remove"))
            throw ScimException.Syntax($"op must be add, replace or remove, not \"{kind}\".");
        return new(kind, operation.Member("path").Text("path"), operation.Member("value"));
    }
}
