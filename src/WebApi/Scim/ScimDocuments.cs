using System.Text.Json.Nodes;
using Schedules.Application.Scim;

namespace Schedules.WebApi.Scim;

/// <summary>The documents by which clients find out what the server knows.</summary>
internal static class ScimDocuments
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:";

    public static JsonObject Configuration() => new()
    {
        ["schemas"] = new JsonArray(Core + "ServiceProviderConfig"),
        ["patch"] = Supported(true),
        ["bulk"] = new JsonObject { ["supported"] = false, ["maxOperations"] = 0, ["maxPayloadSize"] = 0 },
        ["filter"] = new JsonObject { ["supported"] = true, ["maxResults"] = 1000 },
        ["changePassword"] = Supported(false),
        ["sort"] = Supported(false),
        ["etag"] = Supported(true),
        ["authenticationSchemes"] = new JsonArray(new JsonObject
        {
            ["type"] = "oauthbearertoken", ["name"] = "Bearer token", ["primary"] = true,
            ["description"] = "The organization's API key, or a token of POST /oauth/token, as Authorization: Bearer.",
        }),
        ["meta"] = new JsonObject { ["resourceType"] = "ServiceProviderConfig", ["location"] = "/scim/v2/ServiceProviderConfig" },
    };

    public static IReadOnlyList<JsonObject> ResourceTypes()
    {
        var user = ResourceType("User", ScimSchemas.User);
        user["schemaExtensions"] = new JsonArray(new JsonObject { ["schema"] = ScimSchemas.Enterprise, ["required"] = false });
        return [user, ResourceType("Group", ScimSchemas.Group)];
    }

    public static IReadOnlyList<JsonObject> Schemas() =>
    [
        Schema(ScimSchemas.User, "User",
        [
            Text("userName", required: true, uniqueness: "server"), Text("externalId", caseExact: true), Text("displayName"), Flag("active"),
            Complex("name", false, [.. ScimUser.Names.Select(name => Text(name))]), .. ScimUser.Core.Select(name => Text(name)),
            Complex("emails", true, [Text("value"), Text("type"), Flag("primary")]),
            Complex("groups", true, [Text("value", mutability: "readOnly"), Text("display", mutability: "readOnly")], "readOnly"),
        ]),
        Schema(ScimSchemas.Enterprise, "EnterpriseUser", [.. ScimUser.Enterprise.Select(name => Text(name)), Complex("manager", false, [Text("value", caseExact: true)])]),
        Schema(ScimSchemas.Group, "Group",
        [
            Text("displayName", required: true), Text("externalId", caseExact: true),
            Complex("members", true, [Text("value", caseExact: true, mutability: "immutable"), Text("display", mutability: "readOnly"), Text("type", mutability: "immutable")]),
        ]),
    ];

    private static JsonObject Supported(bool supported) => new() { ["supported"] = supported };

    private static JsonObject ResourceType(string name, string schema) => new()
    {
        ["schemas"] = new JsonArray(Core + "ResourceType"), ["id"] = name, ["name"] = name, ["endpoint"] = $"/{name}s", ["schema"] = schema,
        ["meta"] = new JsonObject { ["resourceType"] = "ResourceType", ["location"] = $"/scim/v2/ResourceTypes/{name}" },
    };

    private static JsonObject Schema(string id, string name, IReadOnlyList<JsonObject> attributes) => new()
    {
        ["schemas"] = new JsonArray(Core + "Schema"), ["id"] = id, ["name"] = name, ["attributes"] = new JsonArray([.. attributes]),
        ["meta"] = new JsonObject { ["resourceType"] = "Schema", ["location"] = $"/scim/v2/Schemas/{id}" },
    };

    private static JsonObject Text(string name, bool required = false, bool caseExact = false, string mutability = "readWrite", string uniqueness = "none")
    {
        var text = Attribute(name, "string", false, required, mutability);
        (text["caseExact"], text["uniqueness"]) = (caseExact, uniqueness);
        return text;
    }

    private static JsonObject Flag(string name) => Attribute(name, "boolean", false, false, "readWrite");

    private static JsonObject Complex(string name, bool many, IReadOnlyList<JsonObject> parts, string mutability = "readWrite")
    {
        var complex = Attribute(name, "complex", many, false, mutability);
        complex["subAttributes"] = new JsonArray([.. parts]);
        return complex;
    }

    private static JsonObject Attribute(string name, string type, bool many, bool required, string mutability) => new()
    {
        ["name"] = name, ["type"] = type, ["multiValued"] = many, ["required"] = required, ["mutability"] = mutability, ["returned"] = "default",
    };
}
