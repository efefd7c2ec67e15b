using System.Numerics;
using System.Runtime.InteropServices;

namespace Schedules.Domain.Sod;

/// <summary>Asks a set of policies about one identity after another. Of one thread; allocates only for who violates.</summary>
/// <param name="policies">What is asked.</param>
public sealed class PolicyMatcher(PolicySet policies)
{
    private readonly ulong[] _held = new ulong[2 * policies.Words];
    private readonly List<(int Row, EntitlementRef Entitlement)> _relevant = [];

    /// <summary>Adds a violation for each policy that the identity violates, in the order of the policies.</summary>
    /// <param name="identity">With all the access that it holds.</param>
    /// <param name="found">The policies' places in the set, and the violations.</param>
    public void Check(Identity identity, ICollection<(int Policy, Violation Violation)> found)
    {
        if (!Overlay(identity.Entitlements))
            return;
        for (var word = 0; word < policies.Words; word++)
        {
            for (var both = _held[word] & _held[policies.Words + word]; both != 0; both &= both - 1)
            {
                var policy = (word * PolicySet.BitsInAWord) + BitOperations.TrailingZeroCount(both);
                found.Add((policy, Tell(policy, identity)));
            }
        }
    }

    /// <summary>Lays the rows of what is held over each other.</summary>
    /// <returns>False where it is too little for any conflict.</returns>
    private bool Overlay(IReadOnlyList<EntitlementRef> entitlements)
    {
        _relevant.Clear();
        for (var i = 0; i < entitlements.Count; i++)
        {
            if (policies.RowOf(entitlements[i].Id) is >= 0 and var row)
                _relevant.Add((row, entitlements[i]));
        }

        // Nobody mentions one entitlement on both sides.
        if (_relevant.Count < 2)
            return false;
        _held.AsSpan().Clear();
        foreach (ref readonly var item in CollectionsMarshal.AsSpan(_relevant))
            Or(_held, policies.Bits.AsSpan(item.Row * _held.Length, _held.Length));
        return true;
    }

    private static void Or(Span<ulong> into, ReadOnlySpan<ulong> row)
    {
        var sums = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(row);
        for (var i = 0; i < sums.Length; i++)
            sums[i] |= vectors[i];
    }

    private Violation Tell(int policy, Identity identity) => new(
        identity.Id,
        identity.Name,
        Held(policy, 0, policies.Criteria[policy].LeftCriteria),
        Held(policy, policies.Words, policies.Criteria[policy].RightCriteria))
    {
        Email = identity.Email,
    };

    // Sorted, so that the same access tells the same violation in whatever order it came.
    // A name that only the policy knows is taken from there.
    private List<EntitlementRef> Held(int policy, int side, AccessCriteria criteria)
    {
        var held = new List<EntitlementRef>();
        var (word, bit) = (side + (policy / PolicySet.BitsInAWord), 1ul << (policy % PolicySet.BitsInAWord));
        foreach (var (row, entitlement) in _relevant)
        {
            if ((policies.Bits[(row * _held.Length) + word] & bit) != 0)
                held.Add(entitlement.Name is null ? criteria.CriteriaList.First(item => item.Id == entitlement.Id) : entitlement);
        }

        held.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return held;
    }
}
