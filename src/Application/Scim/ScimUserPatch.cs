using System.Text.Json.Nodes;

namespace Schedules.Application.Scim;

/// <summary>
/// Changes a user's document by the operations of a PATCH, in the shapes that directories send: operations in any case, values without a path whose members
/// are paths, the manager as its id alone.
/// </summary>
internal sealed class ScimUserPatch(JsonObject user)
{
    private static readonly string[] _texts = ["userName", "displayName", "externalId", "active", .. ScimUser.Core];
    private static readonly string[] _fixed = ["id", "meta", "groups", "schemas"];
    private static readonly string[] _ofEmails = ["value", "type", "primary", "display"];

    public static void Apply(JsonObject user, JsonObject body)
    {
        var patch = new ScimUserPatch(user);
        foreach (var operation in ScimOperation.ListOf(body))
            patch.Apply(operation);
    }

    private void Apply(ScimOperation operation)
    {
        if (operation.Path is not null)
            Apply(operation.Kind, operation.Path, operation.Value);
        else if (operation.Kind == "remove")
            throw ScimException.NoTarget("remove needs a path.");
        else
            ApplyMembers(operation.Kind, operation.Value.Object("value"));
    }

    private void ApplyMembers(string kind, JsonObject members)
    {
        foreach (var (name, value) in members.ToList())
        {
            if (name.Equals(ScimSchemas.Enterprise, StringComparison.OrdinalIgnoreCase) || name.Equals(ScimSchemas.User, StringComparison.OrdinalIgnoreCase))
                ApplyMembers(kind, value.Object(name));
            else if (!_fixed.Contains(name, StringComparer.OrdinalIgnoreCase))
                Apply(kind, name, value);
        }
    }

    private void Apply(string kind, string path, JsonNode? value)
    {
        if (ScimPath.IsOfOtherSchema(path))
            return;
        var target = ScimPath.Parse(path);
        if (kind == "remove")
            value = null;
        if (target.Attribute.Length == 0)
            ApplyMembers(kind, value.Object(path));
        else if (Simple(_texts, target, path) is { } text)
            Set(user, text, value);
        else if (Simple(ScimUser.Enterprise, target, path) is { } enterprise)
            Set(Part(ScimSchemas.Enterprise), enterprise, value);
        else
            ApplyStructured(kind, target, path, value);
    }

    private void ApplyStructured(string kind, ScimPath target, string path, JsonNode? value)
    {
        switch (target.Attribute.ToUpperInvariant())
        {
            case "NAME" or "MANAGER" when target.Filter is not null: throw Unknown(path);
            case "NAME": SetName(target.SubAttribute, path, value); break;
            case "MANAGER": SetManager(target.SubAttribute, path, value); break;
            case "EMAILS": SetEmail(kind, target, path, value); break;
            case var _ when Known(ScimUser.NotKept, target.Attribute) is not null: break;
            case var _ when Known(_fixed, target.Attribute) is not null: throw ScimException.Mutability($"{target.Attribute} is not changed by a PATCH.");
            default: throw Unknown(path);
        }
    }

    private void SetName(string? sub, string path, JsonNode? value)
    {
        if (sub is not null)
            Set(Part("name"), Known(ScimUser.Names, sub) ?? throw Unknown(path), value);
        else if (value is null)
            user.Remove("name");
        else
            value.Object(path).ToList().ForEach(part => SetName(part.Key, $"name.{part.Key}", part.Value));
    }

    // The manager's name is the manager's own: it may come beside the id, or alone.
    private void SetManager(string? sub, string path, JsonNode? value)
    {
        if (sub is not null && Known(["value", "displayName", "$ref"], sub) is null)
            throw Unknown(path);
        var isId = sub is null
            ? value is not JsonObject manager || manager.Any(part => part.Key.Equals("value", StringComparison.OrdinalIgnoreCase))
            : sub.Equals("value", StringComparison.OrdinalIgnoreCase);
        if (isId)
            Set(Part(ScimSchemas.Enterprise), "manager", value);
    }

    // There is one address, of type work, and it is the primary one: a filter for another finds none, and another is not kept.
    private void SetEmail(string kind, ScimPath target, string path, JsonNode? value)
    {
        if (target.SubAttribute is { } sub && (Known(_ofEmails, sub) ?? throw Unknown(path)) != "value")
            return;
        if (target.Filter is not null && !Matches(target.Filter))
            return;
        if (kind == "add" && target.IsWhole && ScimEmails.Chosen(user.Member("emails")) is not null && ScimEmails.Primary(value) is null)
            return;
        var chosen = target.SubAttribute is null ? ScimEmails.Chosen(value) : value.Text("emails.value");
        user.Remove("emails");
        if (chosen is not null)
            user["emails"] = new JsonArray(new JsonObject { ["value"] = chosen });
    }

    private bool Matches(ScimFilter filter) => filter switch
    {
        ScimFilter.And and => Matches(and.Left) && Matches(and.Right),
        ScimFilter.Or or => Matches(or.Left) || Matches(or.Right),
        ScimFilter.Not not => !Matches(not.Inner),
        ScimFilter.Comparison { Attribute: "type", Operator: "eq", Value: string type } => type.Equals("work", StringComparison.OrdinalIgnoreCase),
        ScimFilter.Comparison { Attribute: "primary", Operator: "eq" } primary => primary.Value is true or "true" or "True",
        ScimFilter.Comparison { Attribute: "value", Operator: "eq", Value: string address } =>
            address.Equals(ScimEmails.Chosen(user.Member("emails")), StringComparison.OrdinalIgnoreCase),
        _ => throw ScimException.Filter("Addresses are found by type, primary or value, and eq."),
    };

    private JsonObject Part(string name)
    {
        if (user[name] is not JsonObject part)
            user[name] = part = [];
        return part;
    }

    private static void Set(JsonObject parent, string name, JsonNode? value)
    {
        if (value is null)
            parent.Remove(name);
        else
            parent[name] = value.DeepClone();
    }

    // A part of what has none does not take the place of the whole.
    private static string? Simple(IEnumerable<string> names, ScimPath target, string path) =>
        Known(names, target.Attribute) is { } name ? (target.IsWhole ? name : throw Unknown(path)) : null;

    private static ScimException Unknown(string path) => ScimException.Path($"A user has no attribute \"{path}\".");

    private static string? Known(IEnumerable<string> names, string name) =>
        names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
}
