using System.Numerics;
using Schedules.Domain.Access;

namespace Schedules.Domain.Sod;

/// <summary>Asks a set of policies about one identity after another. Of one thread; allocates only for who violates, or is asked a query.</summary>
/// <param name="policies">What is asked, of the catalogue that the identities are read by.</param>
public sealed class PolicyMatcher(PolicySet policies)
{
    private readonly ulong[] _sides = new ulong[policies.Given.Length];
    private readonly ulong[] _terms = new ulong[policies.TermWords];
    private readonly List<int> _those = [];
    private QueriedIdentity? _asked;

    /// <summary>Adds a violation for each policy that the identity violates.</summary>
    /// <param name="identity">With all the access that it effectively holds.</param>
    /// <param name="found">The policies' places in the list that the set was made of, and the violations.</param>
    public void Check(IdentityAccess identity, ICollection<(int Policy, Violation Violation)> found)
    {
        _asked = null;
        policies.Given.CopyTo(_sides, 0);
        policies.Sides.Set(identity.EffectiveSpan, _sides);
        for (var word = 0; word < policies.Words; word++)
        {
            for (var both = _sides[word] & _sides[policies.Words + word]; both != 0; both &= both - 1)
            {
                var policy = (word * BitRows.BitsInAWord) + BitOperations.TrailingZeroCount(both);
                if (Violation(policy, identity) is { } violation)
                    found.Add((policy, violation));
            }
        }
    }

    /// <summary>Of a policy of which both sides are held.</summary>
    private Violation? Violation(int policy, IdentityAccess identity) => policies.Policies[policy] switch
    {
        { Criteria: { } criteria } => Tell(policy, criteria, identity),
        { Query: { } query } => Ask(query, identity),
        _ => null,
    };

    private Violation? Ask(CompiledQuery query, IdentityAccess identity)
    {
        if (_asked is null)
        {
            _asked = new(identity);
            Array.Clear(_terms);
            policies.Terms.Set(identity.EffectiveSpan, _terms);
        }

        return query.IsTrue(_terms, _asked) ? query.Tell(new(identity, Relevant(query, identity))) : null;
    }

    /// <summary>Of what is held, what makes a term of the query true. Nothing else can be evidence, and each costs a comparison with all that is named.</summary>
    private List<EntitlementRef> Relevant(CompiledQuery query, IdentityAccess identity)
    {
        policies.Terms.Those(identity.EffectiveSpan, query.Terms.From, query.Terms.To, _those);
        return [.. _those.Select(number => identity.Catalogue[number])];
    }

    private Violation Tell(int policy, ConflictingAccessCriteria criteria, IdentityAccess identity) => new(
        identity.Id, identity.Name,
        Held(PolicySet.LeftBit(policy), criteria.LeftCriteria, identity), Held(policies.RightBit(policy), criteria.RightCriteria, identity))
    {
        Email = identity.Email,
    };

    // Sorted, so that the same access tells the same violation in whatever order it came.
    // A name that only the policy knows is taken from there.
    private List<EntitlementRef> Held(int bit, AccessCriteria criteria, IdentityAccess identity)
    {
        policies.Sides.Those(identity.EffectiveSpan, bit, bit + 1, _those);
        var held = new List<EntitlementRef>(_those.Count);
        foreach (var number in _those)
        {
            var entitlement = identity.Catalogue[number];
            held.Add(entitlement.Name is null ? criteria.CriteriaList.First(item => item.Id == entitlement.Id) : entitlement);
        }

        held.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return held;
    }
}
