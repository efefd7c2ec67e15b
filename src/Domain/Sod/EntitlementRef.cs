namespace Schedules.Domain.Sod;

/// <summary>An entitlement, as the client names it: a group, a role, a permission of some application.</summary>
public sealed record EntitlementRef
{
    /// <summary>The only kind of access that criteria may list.</summary>
    public const string Type = "ENTITLEMENT";
    public const int MaxIdLength = 128;
    public const int MaxNameLength = 256;

    /// <exception cref="InvalidValueException">The id or the name is not such a text.</exception>
    public EntitlementRef(string? id, string? name = null)
    {
        Id = Text.Required("id", id, 1, MaxIdLength);
        Name = Text.Optional("name", name, MaxNameLength);
    }

    /// <summary>1 to 128 characters; upper and lower case differ.</summary>
    public string Id { get; }

    public string? Name { get; }

    /// <summary>An item of criteria, whose type is written out.</summary>
    /// <exception cref="InvalidValueException">The type is not ENTITLEMENT, or the rest is no entitlement.</exception>
    public static EntitlementRef OfType(string? type, string? id, string? name) =>
        type == Type ? new(id, name) : throw new InvalidValueException("type", type, Type);

    /// <summary>Refuses a second entitlement of the same id, naming its place in the list.</summary>
    /// <exception cref="InvalidValueException">An id is in the list twice.</exception>
    internal static IReadOnlyList<EntitlementRef> Distinct(string field, IReadOnlyList<EntitlementRef> entitlements)
    {
        var seen = new HashSet<string>(entitlements.Count, StringComparer.Ordinal);
        for (var i = 0; i < entitlements.Count; i++)
        {
            if (!seen.Add(entitlements[i].Id))
                throw new InvalidValueException($"{field}[{i}].id", entitlements[i].Id, "an entitlement that is not in the list before");
        }

        return entitlements;
    }
}
