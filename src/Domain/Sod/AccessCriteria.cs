namespace Schedules.Domain.Sod;

/// <summary>One side of a conflict: whoever holds any of its entitlements is on this side.</summary>
public sealed record AccessCriteria
{
    public const int MaxItems = 50;
    public const int MaxNameLength = 256;

    /// <exception cref="InvalidValueException">The list is empty, too long, or names an entitlement twice.</exception>
    public AccessCriteria(string? name, IReadOnlyList<EntitlementRef>? criteriaList)
    {
        Name = Text.Optional("name", name, MaxNameLength);
        if (criteriaList is not { Count: >= 1 and <= MaxItems })
            throw new InvalidValueException("criteriaList", criteriaList?.Count.ToString(), $"a list of 1 to {MaxItems} entitlements");
        CriteriaList = EntitlementRef.Distinct("criteriaList", criteriaList);
    }

    public string? Name { get; }

    /// <summary>1 to 50 distinct entitlements.</summary>
    public IReadOnlyList<EntitlementRef> CriteriaList { get; }

    /// <summary>As an access query: <c>@access(id:A OR id:B)</c>. Ids that are more than one word are quoted.</summary>
    public string Query => $"@access({string.Join(" OR ", CriteriaList.Select(item => $"id:{Term(item.Id)}"))})";

    /// <summary>Whether the entitlement is on this side.</summary>
    public bool Names(EntitlementRef entitlement) => CriteriaList.Any(item => item.Id == entitlement.Id);

    private static string Term(string id) =>
        id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && id is not ("AND" or "OR" or "NOT")
            ? id
            : $"\"{id.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
