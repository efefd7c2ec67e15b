using System.Collections.Frozen;

namespace Schedules.Domain.Sod;

/// <summary>
/// Many policies, made ready to be asked at once who violates which. Every entitlement that a policy mentions has a row of bits: a bit a policy for its
/// left side, and one for its right. What an identity holds are some of these rows; laid over each other they say at once, of all policies,
/// of which it holds something on both sides.
/// </summary>
/// <remarks>Immutable. Each thread asks with a <see cref="PolicyMatcher"/> of its own.</remarks>
public sealed class PolicySet
{
    internal const int BitsInAWord = 64;

    private readonly FrozenDictionary<string, int> _rows;

    /// <param name="policies">Of type CONFLICTING_ACCESS_BASED.</param>
    /// <exception cref="UnevaluablePolicyException">A policy is GENERAL.</exception>
    public PolicySet(IReadOnlyList<SodPolicy> policies)
    {
        Criteria = [.. policies.Select(CriteriaOf)];
        Words = Padded((policies.Count + BitsInAWord - 1) / BitsInAWord);
        var ids = Criteria.SelectMany(criteria => criteria.LeftCriteria.CriteriaList.Concat(criteria.RightCriteria.CriteriaList))
            .Select(item => item.Id).Distinct(StringComparer.Ordinal).ToList();
        _rows = ids.Select((id, row) => KeyValuePair.Create(id, row)).ToFrozenDictionary(StringComparer.Ordinal);
        Bits = new ulong[ids.Count * 2 * Words];
        for (var policy = 0; policy < Criteria.Count; policy++)
            Mark(policy);
    }

    /// <summary>Whether it is understood who violates the policy.</summary>
    public static bool CanEvaluate(SodPolicy policy) => policy.ConflictingAccessCriteria is not null;

    internal IReadOnlyList<ConflictingAccessCriteria> Criteria { get; }

    /// <summary>Words of one side of a row; of the width of the machine's vectors, so that none is cut.</summary>
    internal int Words { get; }

    /// <summary>The rows, one after another: the left sides' words, then the right sides'.</summary>
    internal ulong[] Bits { get; }

    /// <summary>The row of an entitlement; -1 where no policy mentions it.</summary>
    internal int RowOf(string entitlementId) => _rows.TryGetValue(entitlementId, out var row) ? row : -1;

    private static ConflictingAccessCriteria CriteriaOf(SodPolicy policy) => policy.ConflictingAccessCriteria
        ?? throw new UnevaluablePolicyException("policyQuery of GENERAL policies is not evaluated by this version");

    private static int Padded(int words)
    {
        var width = System.Numerics.Vector<ulong>.Count;
        return (words + width - 1) / width * width;
    }

    private void Mark(int policy)
    {
        var (word, bit) = (policy / BitsInAWord, 1ul << (policy % BitsInAWord));
        foreach (var item in Criteria[policy].LeftCriteria.CriteriaList)
            Bits[(_rows[item.Id] * 2 * Words) + word] |= bit;
        foreach (var item in Criteria[policy].RightCriteria.CriteriaList)
            Bits[(_rows[item.Id] * 2 * Words) + Words + word] |= bit;
    }
}
