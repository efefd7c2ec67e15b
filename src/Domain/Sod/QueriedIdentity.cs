using Schedules.Domain.Access;

namespace Schedules.Domain.Sod;

/// <summary>An identity as a query asks for it, with all the access that it effectively holds.</summary>
public sealed class QueriedIdentity(IdentityAccess identity) : IQueriedPerson
{
    private List<EntitlementRef>? _entitlements;

    public string Id => identity.Id;

    public string? Name => identity.Name;

    public string? Email => identity.Email;

    public IReadOnlyCollection<EntitlementRef> Entitlements => _entitlements ??= [.. identity.Entitlements];

    public IEnumerable<string?> Attribute(string name) =>
        identity.Attributes.All.Where(attribute => attribute.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(attribute => attribute.Value);
}
