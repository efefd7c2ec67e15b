using System.Numerics;
using System.Runtime.InteropServices;
using Schedules.Domain.Access;

namespace Schedules.Domain.Sod;

/// <summary>Asks a set of policies about one identity after another. Of one thread; allocates only for who violates.</summary>
/// <param name="policies">What is asked, of the catalogue that the identities are read by.</param>
public sealed class PolicyMatcher(PolicySet policies)
{
    private readonly ulong[] _held = new ulong[policies.Width];
    private readonly bool[] _candidates = new bool[policies.Queries.Count];

    /// <summary>Adds a violation for each policy that the identity violates.</summary>
    /// <param name="identity">With all the access that it effectively holds.</param>
    /// <param name="found">The policies' places in the list that the set was made of, and the violations.</param>
    public void Check(IdentityAccess identity, ICollection<(int Policy, Violation Violation)> found)
    {
        Overlay(identity.EffectiveSpan);
        for (var word = 0; word < policies.Words; word++)
        {
            for (var both = _held[word] & _held[policies.Words + word]; both != 0; both &= both - 1)
            {
                var bit = (word * PolicySet.BitsInAWord) + BitOperations.TrailingZeroCount(both);
                found.Add((policies.Conflicts[bit].Policy, Tell(bit, identity)));
            }
        }

        if (_candidates.Length > 0)
            Ask(identity, found);
    }

    /// <summary>Lays the rows of what is held over each other.</summary>
    private void Overlay(ReadOnlySpan<int> numbers)
    {
        var held = MemoryMarshal.Cast<ulong, Vector<ulong>>(_held.AsSpan());
        held.Clear();
        foreach (var number in numbers)
        {
            var start = policies.RowOf(number);
            if (start < 0)
                continue;
            var row = MemoryMarshal.Cast<ulong, Vector<ulong>>(policies.Bits.AsSpan(start, policies.Width));
            for (var i = 0; i < held.Length; i++)
                held[i] |= row[i];
        }
    }

    /// <summary>Asks the queries of which something is held, and those that can be true without.</summary>
    private void Ask(IdentityAccess identity, ICollection<(int Policy, Violation Violation)> found)
    {
        MarkCandidates();
        QueriedIdentity? asked = null;
        for (var i = 0; i < _candidates.Length; i++)
        {
            var query = policies.Queries[i];
            if (!_candidates[i] && query.NeedsAccess)
                continue;
            asked ??= new QueriedIdentity(identity);
            if (query.IsTrue(_held, asked))
                found.Add((query.Policy, query.Tell(asked)));
        }
    }

    private void MarkCandidates()
    {
        Array.Clear(_candidates);
        for (var word = 2 * policies.Words; word < policies.Width; word++)
        {
            for (var terms = _held[word]; terms != 0; terms &= terms - 1)
                _candidates[policies.Terms[((word - (2 * policies.Words)) * PolicySet.BitsInAWord) + BitOperations.TrailingZeroCount(terms)]] = true;
        }
    }

    private Violation Tell(int bit, IdentityAccess identity)
    {
        var criteria = policies.Conflicts[bit].Criteria;
        var rightBit = (policies.Words * PolicySet.BitsInAWord) + bit;
        return new(identity.Id, identity.Name, Held(bit, criteria.LeftCriteria, identity), Held(rightBit, criteria.RightCriteria, identity))
        {
            Email = identity.Email,
        };
    }

    // Sorted, so that the same access tells the same violation in whatever order it came.
    // A name that only the policy knows is taken from there.
    private List<EntitlementRef> Held(int bit, AccessCriteria criteria, IdentityAccess identity)
    {
        var held = new List<EntitlementRef>();
        foreach (var number in identity.EffectiveSpan)
        {
            var row = policies.RowOf(number);
            if (row < 0 || (policies.Bits[row + (bit / PolicySet.BitsInAWord)] & (1ul << (bit % PolicySet.BitsInAWord))) == 0)
                continue;
            var entitlement = identity.Catalogue[number];
            held.Add(entitlement.Name is null ? criteria.CriteriaList.First(item => item.Id == entitlement.Id) : entitlement);
        }

        held.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return held;
    }
}
