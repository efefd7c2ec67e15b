using Schedules.Domain.Access;

namespace Schedules.Domain.Sod;

/// <summary>An identity as a query asks for it.</summary>
/// <param name="identity">Who it is.</param>
/// <param name="entitlements">What of its access there is to ask for; null for all that it effectively holds.</param>
public sealed class QueriedIdentity(IdentityAccess identity, IReadOnlyCollection<EntitlementRef>? entitlements = null) : IQueriedPerson
{
    private IReadOnlyCollection<EntitlementRef>? _entitlements = entitlements;

    public string Id => identity.Id;

    public string? Name => identity.Name;

    public string? Email => identity.Email;

    public IReadOnlyCollection<EntitlementRef> Entitlements => _entitlements ??= [.. identity.Entitlements];

    public IEnumerable<string?> Attribute(string name) =>
        identity.Attributes.All.Where(attribute => attribute.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(attribute => attribute.Value);
}
