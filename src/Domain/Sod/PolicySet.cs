using Schedules.Domain.Access;

namespace Schedules.Domain.Sod;

/// <summary>
/// Many policies, made ready to be asked at once who violates which. Each has two sides, a bit each: who does not hold something of both does not violate
/// it. A conflicting policy's sides are its own and say it all; a query's are two parts that it cannot be true without, and who holds of both is asked
/// the query. What an identity holds sets the bits of all policies' sides in one go.
/// </summary>
/// <remarks>Immutable. Each thread asks with a <see cref="PolicyMatcher"/> of its own.</remarks>
public sealed class PolicySet
{
    /// <param name="policies">Of any type.</param>
    /// <param name="catalogue">The entitlements of their organization.</param>
    /// <exception cref="UnevaluablePolicyException">A policy's query is not understood.</exception>
    public PolicySet(IReadOnlyList<SodPolicy> policies, AccessCatalogue catalogue)
    {
        var terms = new QueryTerms(catalogue);
        Policies = [.. policies.Select(policy => ReadyPolicy.Of(policy, catalogue, terms))];
        Words = BitRows.WordsOf(Policies.Length);
        Given = new ulong[2 * Words];
        Sides = new([.. Marks()], catalogue.Size);
        Terms = new(terms.Marks, catalogue.Size);
        TermWords = BitRows.WordsOf(terms.Count);
    }

    /// <summary>In the order in which they were given, which is that of the bits.</summary>
    internal ReadyPolicy[] Policies { get; }

    /// <summary>Words of one side of all policies: the left ones' come first.</summary>
    internal int Words { get; }

    /// <summary>The sides that everybody holds: those that a query has not.</summary>
    internal ulong[] Given { get; }

    /// <summary>Which sides an entitlement is of.</summary>
    internal BitRows Sides { get; }

    /// <summary>Which terms of queries an entitlement makes true.</summary>
    internal BitRows Terms { get; }

    internal int TermWords { get; }

    /// <summary>Whether it is understood who violates the policy.</summary>
    public static bool CanEvaluate(SodPolicy policy)
    {
        try
        {
            return policy.ConflictingAccessCriteria is not null || ReadyPolicy.QueryOf(policy) is not null;
        }
        catch (UnevaluablePolicyException)
        {
            return false;
        }
    }

    internal static int LeftBit(int policy) => policy;

    internal int RightBit(int policy) => (Words * BitRows.BitsInAWord) + policy;

    private IEnumerable<(int Number, int Bit)> Marks()
    {
        for (var i = 0; i < Policies.Length; i++)
        {
            foreach (var (side, bit) in new[] { (Policies[i].Left, LeftBit(i)), (Policies[i].Right, RightBit(i)) })
            {
                if (side is null)
                    Given[bit / BitRows.BitsInAWord] |= 1ul << (bit % BitRows.BitsInAWord);
                foreach (var number in side ?? [])
                    yield return (number, bit);
            }
        }
    }
}

/// <param name="Criteria">Of a conflicting policy.</param>
/// <param name="Query">Of a policy that says it by a query.</param>
/// <param name="Left">Numbers of entitlements, of which one must be held; null where the policy asks for nothing.</param>
/// <param name="Right">Likewise.</param>
internal sealed record ReadyPolicy(ConflictingAccessCriteria? Criteria, CompiledQuery? Query, IReadOnlyList<int>? Left, IReadOnlyList<int>? Right)
{
    public static ReadyPolicy Of(SodPolicy policy, AccessCatalogue catalogue, QueryTerms terms)
    {
        if (policy.ConflictingAccessCriteria is { } criteria)
            return new(criteria, null, Numbers(criteria.LeftCriteria, catalogue), Numbers(criteria.RightCriteria, catalogue));
        var query = new CompiledQuery(QueryOf(policy), terms);
        return new(null, query, query.Needed.ElementAtOrDefault(0), query.Needed.ElementAtOrDefault(1));
    }

    /// <exception cref="UnevaluablePolicyException">It is not understood.</exception>
    public static PolicyQuery QueryOf(SodPolicy policy)
    {
        try
        {
            return PolicyQuery.Parse(policy.PolicyQuery);
        }
        catch (InvalidValueException refusal)
        {
            throw new UnevaluablePolicyException($"The query of {policy.Name} is not understood: {refusal.Message}");
        }
    }

    // Nobody holds what has no number.
    private static int[] Numbers(AccessCriteria side, AccessCatalogue catalogue) =>
        [.. side.CriteriaList.Select(item => catalogue.NumberOf(item.Id) ?? -1)];
}
