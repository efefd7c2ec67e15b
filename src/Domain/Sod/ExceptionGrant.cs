using System.Globalization;
using NodaTime;

namespace Schedules.Domain.Sod;

/// <summary>That somebody allowed an identity to violate a policy for a while, and why. Never deleted: who looks back sees who granted and revoked it.</summary>
public sealed class ExceptionGrant
{
    public const int MaxReasonLength = 2000;
    public const int MaxEntitlements = 2 * AccessCriteria.MaxItems;

    /// <exception cref="InvalidValueException">
    /// The reason is missing, the end has passed, or the list is too long, names an entitlement twice, or can be no conflict of the policy's.
    /// </exception>
    public ExceptionGrant(
        Guid id, SodPolicy policy, string identityId, IReadOnlyList<EntitlementRef> entitlements, Instant? expires, string? reason, string grantedBy, Instant now)
        : this(id, policy.OrganizationId, policy.Id, identityId, grantedBy, now)
    {
        Entitlements = entitlements.Count <= MaxEntitlements
            ? EntitlementRef.Distinct("entitlements", entitlements)
            : throw new InvalidValueException("entitlements", $"{entitlements.Count}", $"a list of at most {MaxEntitlements} entitlements");
        if (Entitlements.Count > 0)
            policy.ConflictingAccessCriteria?.RequireConflict("entitlements", Entitlements);
        Expires = expires > now
            ? expires.Value
            : throw new InvalidValueException("expires", expires?.ToString("g", CultureInfo.InvariantCulture), "a date and time in the future");
        Reason = Text.RequiredLines("reason", reason, 1, MaxReasonLength);
    }

    private ExceptionGrant(Guid id, Guid organizationId, Guid policyId, string identityId, string grantedBy, Instant created)
    {
        (Id, OrganizationId, PolicyId, IdentityId) = (id, organizationId, policyId, identityId);
        (GrantedBy, Created, Entitlements, Reason) = (grantedBy, created, [], "");
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public Guid PolicyId { get; private set; }

    public string IdentityId { get; private set; }

    /// <summary>What it is for: a conflict of these alone. Empty: whatever the policy says of the identity.</summary>
    public IReadOnlyList<EntitlementRef> Entitlements { get; private set; }

    /// <summary>From this instant on it does not hold any more.</summary>
    public Instant Expires { get; private set; }

    public string Reason { get; private set; }

    public string GrantedBy { get; private set; }

    public Instant Created { get; private set; }

    /// <summary>Who ended it before its time; null where nobody did.</summary>
    public string? RevokedBy { get; private set; }

    public Instant? Revoked { get; private set; }

    public bool HoldsAt(Instant now) => Revoked is null && now < Expires;

    /// <summary>Whether it is for all that conflicts: whoever gains something else of the policy's violates again.</summary>
    public bool Covers(Violation violation) => Entitlements.Count == 0
        || violation.Left.Concat(violation.Right).All(held => Entitlements.Any(entitlement => entitlement.Id == held.Id));

    /// <summary>Whether both let the same identity have the same conflict.</summary>
    public bool IsForTheSame(ExceptionGrant other) => (PolicyId, IdentityId) == (other.PolicyId, other.IdentityId)
        && Entitlements.Select(item => item.Id).ToHashSet(StringComparer.Ordinal).SetEquals(other.Entitlements.Select(item => item.Id));

    /// <summary>Ends it now. Where it has ended already, it stays as it is.</summary>
    public void Revoke(string by, Instant now)
    {
        if (HoldsAt(now))
            (RevokedBy, Revoked) = (by, now);
    }
}
