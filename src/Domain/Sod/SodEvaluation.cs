using Schedules.Domain.Access;

namespace Schedules.Domain.Sod;

/// <summary>
/// Compares who holds which access with what may not be held together: whoever holds something of each side violates.
/// Takes one identity at a time, so any number of them can stream through it.
/// </summary>
public sealed class SodEvaluation
{
    private readonly Dictionary<string, EntitlementRef> _left;
    private readonly Dictionary<string, EntitlementRef> _right;

    public SodEvaluation(ConflictingAccessCriteria criteria)
    {
        _left = ById(criteria.LeftCriteria);
        _right = ById(criteria.RightCriteria);
    }

    /// <exception cref="UnevaluablePolicyException">The policy is GENERAL.</exception>
    public static SodEvaluation Of(SodPolicy policy) =>
        policy.ConflictingAccessCriteria is { } criteria
            ? new(criteria)
            : throw new UnevaluablePolicyException("policyQuery of GENERAL policies is not evaluated by this version");

    /// <summary>The violation of this identity, or null where it does not violate.</summary>
    public Violation? Check(IdentityAccess identity)
    {
        var left = Held(identity, _left);
        if (left.Count == 0)
            return null;
        var right = Held(identity, _right);
        return right.Count == 0 ? null : new(identity.Id, identity.Name, left, right);
    }

    // Sorted, so that the same access tells the same violation in whatever order it came.
    // A name that only the policy knows is taken from there.
    private static List<EntitlementRef> Held(IdentityAccess identity, Dictionary<string, EntitlementRef> side)
    {
        var held = new List<EntitlementRef>();
        foreach (var entitlement in identity.Entitlements)
        {
            if (side.TryGetValue(entitlement.Id, out var listed))
                held.Add(entitlement.Name is null ? listed : entitlement);
        }

        held.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return held;
    }

    private static Dictionary<string, EntitlementRef> ById(AccessCriteria criteria) =>
        criteria.CriteriaList.ToDictionary(item => item.Id, StringComparer.Ordinal);
}
