using System.Text.Json.Nodes;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Scim;

/// <summary>An identity as a SCIM user. Of several addresses one is kept: the primary one, one of work, or the first.</summary>
public static class ScimUser
{
    /// <summary>Attributes that are kept as they are, by the names under which the identity has them.</summary>
    public static IReadOnlyList<string> Core { get; } =
        ["title", "userType", "nickName", "profileUrl", "preferredLanguage", "locale", "timezone"];

    public static IReadOnlyList<string> Names { get; } = ["formatted", "givenName", "familyName", "middleName", "honorificPrefix", "honorificSuffix"];

    public static IReadOnlyList<string> Enterprise { get; } = ["employeeNumber", "costCenter", "organization", "division", "department"];

    /// <summary>Of the core schema, and accepted without being kept.</summary>
    public static IReadOnlyList<string> NotKept { get; } =
        ["password", "phoneNumbers", "ims", "photos", "addresses", "entitlements", "roles", "x509Certificates"];

    /// <summary>All that clients may write.</summary>
    internal static JsonObject Document(Identity identity)
    {
        var user = new JsonObject { ["userName"] = identity.UserName ?? identity.Id, ["displayName"] = identity.Name, ["active"] = identity.Active };
        Set(user, "externalId", identity.ExternalId);
        AddAll(user, Core, identity.Attributes);
        Add(user, "name", Part(Names, identity.Attributes));
        if (identity.Email is { } email)
            user["emails"] = new JsonArray(new JsonObject { ["value"] = email, ["type"] = "work", ["primary"] = true });
        var enterprise = Part(Enterprise, identity.Attributes);
        if (identity.ManagerId is { } manager)
            enterprise["manager"] = new JsonObject { ["value"] = manager };
        Add(user, ScimSchemas.Enterprise, enterprise);
        return user;
    }

    /// <summary>The whole resource.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="groups">Groups that it is a member of.</param>
    internal static JsonObject Resource(Identity identity, IEnumerable<(string Id, string Name)> groups)
    {
        var user = Document(identity);
        user.Insert(0, "schemas", user.ContainsKey(ScimSchemas.Enterprise) ? new JsonArray(ScimSchemas.User, ScimSchemas.Enterprise) : new JsonArray(ScimSchemas.User));
        user.Insert(1, "id", identity.Id);
        user["groups"] = new JsonArray([.. groups.Select(group => (JsonNode)new JsonObject
        {
            ["value"] = group.Id, ["display"] = group.Name, ["$ref"] = $"/scim/v2/Groups/{Uri.EscapeDataString(group.Id)}", ["type"] = "direct",
        })]);
        user["meta"] = ScimJson.Meta("User", identity.Id, identity.Created, identity.Modified, identity.Version);
        return user;
    }

    /// <summary>What a document says of an identity. What SCIM does not speak of stays as it is: direct entitlements and other attributes.</summary>
    /// <exception cref="ScimException">A member has another type, or the user name is missing.</exception>
    internal static IdentityTerms Terms(JsonObject user, Identity? stored)
    {
        var userName = user.Member("userName").Text("userName") ?? throw ScimException.Value("userName must be a text of 1 to 256 characters.");
        var (name, enterprise) = (Optional(user, "name"), Optional(user, ScimSchemas.Enterprise));
        var attributes = (stored?.Attributes.All ?? IdentityAttributes.None.All).ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
        Take(attributes, Core, user, "");
        Take(attributes, Names, name, "name.");
        Take(attributes, Enterprise, enterprise, "");
        var full = $"{attributes.GetValueOrDefault("givenName")} {attributes.GetValueOrDefault("familyName")}".Trim();
        var shown = user.Member("displayName").Text("displayName") ?? attributes.GetValueOrDefault("formatted") ?? (full.Length > 0 ? full : userName);
        return new(shown, ScimEmails.Chosen(user.Member("emails")))
        {
            UserName = userName,
            ExternalId = user.Member("externalId").Text("externalId"),
            ManagerId = Manager(enterprise.Member("manager")),
            Active = user.Member("active").Flag("active") ?? true,
            Attributes = new(attributes),
            Entitlements = stored?.Entitlements ?? EntitlementSet.Empty,
        };
    }

    // As an object, as the standard has it, or as the id alone.
    private static string? Manager(JsonNode? manager) =>
        manager is JsonObject ? manager.Member("value").Text("manager.value") : manager.Text("manager");

    private static JsonObject? Optional(JsonObject user, string member) => user.Member(member) is { } node ? node.Object(member) : null;

    private static void Take(Dictionary<string, string?> attributes, IReadOnlyList<string> names, JsonObject? from, string parent)
    {
        foreach (var name in names)
            attributes[name] = from.Member(name).Text(parent + name);
    }

    private static JsonObject Part(IReadOnlyList<string> names, IdentityAttributes attributes)
    {
        var part = new JsonObject();
        AddAll(part, names, attributes);
        return part;
    }

    private static void AddAll(JsonObject parent, IReadOnlyList<string> names, IdentityAttributes attributes)
    {
        foreach (var name in names)
            Set(parent, name, attributes[name]);
    }

    private static void Add(JsonObject parent, string name, JsonObject part)
    {
        if (part.Count > 0)
            parent[name] = part;
    }

    private static void Set(JsonObject parent, string name, string? value)
    {
        if (value is not null)
            parent[name] = value;
    }
}

/// <summary>A user's addresses, of which one is kept.</summary>
internal static class ScimEmails
{
    /// <exception cref="ScimException">They are no list of addresses.</exception>
    public static string? Chosen(JsonNode? emails)
    {
        var listed = Listed(emails);
        return (listed.Find(address => address.IsPrimary) ?? listed.Find(address => address.IsOfWork) ?? listed.FirstOrDefault())?.Value;
    }

    /// <summary>The one that is said to be primary; null where none is.</summary>
    /// <exception cref="ScimException">They are no list of addresses.</exception>
    public static string? Primary(JsonNode? emails) => Listed(emails).Find(address => address.IsPrimary)?.Value;

    private static List<Email> Listed(JsonNode? emails)
    {
        List<JsonNode?> list = emails switch
        {
            null => [],
            JsonObject one => [one],
            JsonArray several => [.. several],
            _ => throw Refused(),
        };
        return [.. list.Select(Address).Where(address => address.Value is not null)];
    }

    // Without a value, or with one that is null, it is the address of whoever has none.
    private static Email Address(JsonNode? item) => item switch
    {
        JsonObject { Count: > 0 } email => new(
            email.Member("value").Text("emails.value"), email.Member("primary").Flag("emails.primary") ?? false,
            "work".Equals(email.Member("type").Text("emails.type"), StringComparison.OrdinalIgnoreCase)),
        JsonValue text => new(text.Text("emails"), IsPrimary: false, IsOfWork: false),
        _ => throw Refused(),
    };

    private static ScimException Refused() => ScimException.Value("emails must be a list of objects with value.");

    private sealed record Email(string? Value, bool IsPrimary, bool IsOfWork);
}
