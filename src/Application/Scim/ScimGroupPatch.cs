using System.Text.Json.Nodes;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Application.Scim;

/// <summary>Changes a group by the operations of a PATCH. Members are changed one by one, so that a group of any size takes no longer than what changes.</summary>
public sealed class ScimGroupPatch(ScimGroupStore groups, TimeProvider clock)
{
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private bool _replaces;
    private bool _removesGroups;
    private GroupTerms _terms = null!;

    internal async Task Apply(AccessGroup group, JsonObject body, CancellationToken cancellationToken)
    {
        _terms = new(group.Name, group.Description, group.ExternalId, group.Contents);
        foreach (var operation in ScimOperation.ListOf(body))
            Apply(operation);
        if (_terms.Name is null)
            throw ScimException.Value("displayName must be a text of 1 to 256 characters.");
        group.Change(_terms, clock.Now());
        if (_removesGroups)
            await groups.RemoveAllGroups(group, cancellationToken);
        if (_replaces)
        {
            await groups.SetMembers(group, _added, cancellationToken);
            return;
        }

        await groups.RemoveMembers(group, _removed, cancellationToken);
        await groups.AddMembers(group, _added, cancellationToken);
    }

    private void Apply(ScimOperation operation)
    {
        if (operation.Path is { } path)
            Apply(operation.Kind, path, operation.Value);
        else if (operation.Kind == "remove")
            throw ScimException.NoTarget("remove needs a path.");
        else
            ApplyMembers(operation.Kind, operation.Value.Object("value"));
    }

    private void ApplyMembers(string kind, JsonObject members)
    {
        foreach (var (name, value) in members)
        {
            if (name.ToUpperInvariant() is not ("ID" or "META" or "SCHEMAS"))
                Apply(kind, name, value);
        }
    }

    private void Apply(string kind, string path, JsonNode? value)
    {
        if (ScimPath.IsOfOtherSchema(path))
            return;
        var target = ScimPath.Parse(path);
        switch (target.Attribute.ToUpperInvariant())
        {
            case "DISPLAYNAME" or "EXTERNALID" when !target.IsWhole: throw Unknown(path);
            case "": ApplyMembers(kind, value.Object(path)); break;
            case "DISPLAYNAME": _terms = _terms with { Name = kind == "remove" ? null : value.Text("displayName") }; break;
            case "EXTERNALID": _terms = _terms with { ExternalId = kind == "remove" ? null : value.Text("externalId") }; break;
            case "MEMBERS": ApplyToMembers(kind, target, value); break;
            case "ID" or "META" or "SCHEMAS": throw ScimException.Mutability($"{target.Attribute} is not changed by a PATCH.");
            default: throw Unknown(path);
        }
    }

    private void ApplyToMembers(string kind, ScimPath target, JsonNode? value)
    {
        if (target.SubAttribute is { } sub && (kind != "remove" || !sub.Equals("value", StringComparison.OrdinalIgnoreCase)))
            throw ScimException.Mutability("A member is added or removed as a whole.");
        if (target.Filter is { } filter)
            Remove(kind, Named(filter));
        else if (kind == "add")
            Add(ScimMembers.Ids(value));
        else if (kind == "remove" && value is not null)
            Remove(kind, ScimMembers.Ids(value));
        else
            Replace(kind, kind == "replace" ? ScimMembers.Ids(value) : []);
    }

    private void Replace(string kind, IReadOnlyList<string> ids)
    {
        _replaces = true;
        _removesGroups |= kind == "remove";
        _added.Clear();
        _removed.Clear();
        _added.UnionWith(ids);
    }

    private void Add(IReadOnlyList<string> ids)
    {
        _added.UnionWith(ids);
        _removed.ExceptWith(ids);
    }

    private void Remove(string kind, IReadOnlyList<string> ids)
    {
        if (kind != "remove")
            throw ScimException.Mutability("A member is added or removed as a whole.");
        _removed.UnionWith(ids);
        _added.ExceptWith(ids);
    }

    private static ScimException Unknown(string path) => ScimException.Path($"A group has no attribute \"{path}\".");

    private static IReadOnlyList<string> Named(ScimFilter filter) => filter switch
    {
        ScimFilter.Or or => [.. Named(or.Left), .. Named(or.Right)],
        ScimFilter.Comparison { Attribute: "value", Operator: "eq", Value: string id } => [id],
        _ => throw ScimException.Filter("Members are found by value and eq: members[value eq \"id\"]."),
    };
}
