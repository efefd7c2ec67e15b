using System.Numerics;
using Schedules.Domain.Access;

namespace Schedules.Domain.Sod;

/// <summary>
/// Many policies, made ready to be asked at once who violates which. What a policy asks for is a bit: a bit a policy for its left side, one for its right,
/// and one for each <c>@access</c> of a query. An entitlement's row has the bits that it makes true; the rows of all that an identity holds, laid over
/// each other, say of all policies at once which of their sides are held.
/// </summary>
/// <remarks>Immutable. Each thread asks with a <see cref="PolicyMatcher"/> of its own.</remarks>
public sealed class PolicySet
{
    internal const int BitsInAWord = 64;

    private readonly int[] _rows;

    /// <param name="policies">Of any type.</param>
    /// <param name="catalogue">The entitlements of their organization.</param>
    /// <exception cref="UnevaluablePolicyException">A policy's query is not understood.</exception>
    public PolicySet(IReadOnlyList<SodPolicy> policies, AccessCatalogue catalogue)
    {
        var conflicts = policies.Index().Where(item => item.Item.ConflictingAccessCriteria is not null).ToList();
        Conflicts = [.. conflicts.Select(item => new ConflictingPolicy(item.Index, item.Item.ConflictingAccessCriteria!))];
        Words = WholeVectors(Conflicts.Count);
        var terms = new QueryTerms(catalogue, firstBit: 2 * Words * BitsInAWord);
        Queries = [.. policies.Index().Where(item => item.Item.ConflictingAccessCriteria is null).Select(item => new CompiledQuery(item.Index, QueryOf(item.Item), terms))];
        Width = (2 * Words) + WholeVectors(terms.Count);
        Terms = terms.Owners(Queries);
        (_rows, Bits) = Rows([.. Marks(catalogue), .. terms.Marks], catalogue.Size);
    }

    /// <summary>Policies that name two sides, in the order of their bits.</summary>
    internal IReadOnlyList<ConflictingPolicy> Conflicts { get; }

    /// <summary>Policies that say it by a query.</summary>
    internal IReadOnlyList<CompiledQuery> Queries { get; }

    /// <summary>For each term of a query, the place of its policy in <see cref="Queries"/>.</summary>
    internal IReadOnlyList<int> Terms { get; }

    /// <summary>Words of one side.</summary>
    internal int Words { get; }

    /// <summary>Words of a row: the left sides', the right sides', the queries'. Each part fills the machine's vectors.</summary>
    internal int Width { get; }

    /// <summary>The rows, one after another.</summary>
    internal ulong[] Bits { get; }

    /// <summary>Whether it is understood who violates the policy.</summary>
    public static bool CanEvaluate(SodPolicy policy)
    {
        try
        {
            return policy.ConflictingAccessCriteria is not null || QueryOf(policy) is not null;
        }
        catch (UnevaluablePolicyException)
        {
            return false;
        }
    }

    /// <summary>Where the row of an entitlement begins; -1 where no policy asks for it.</summary>
    internal int RowOf(int number) => number < _rows.Length ? _rows[number] : -1;

    private static PolicyQuery QueryOf(SodPolicy policy)
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

    private static int WholeVectors(int bits)
    {
        var (words, width) = ((bits + BitsInAWord - 1) / BitsInAWord, Vector<ulong>.Count);
        return (words + width - 1) / width * width;
    }

    private IEnumerable<(int Number, int Bit)> Marks(AccessCatalogue catalogue)
    {
        for (var bit = 0; bit < Conflicts.Count; bit++)
        {
            foreach (var item in Conflicts[bit].Criteria.LeftCriteria.CriteriaList)
                yield return (catalogue.NumberOf(item.Id) ?? -1, bit);
            foreach (var item in Conflicts[bit].Criteria.RightCriteria.CriteriaList)
                yield return (catalogue.NumberOf(item.Id) ?? -1, (Words * BitsInAWord) + bit);
        }
    }

    // Nobody holds what has no number.
    private (int[] Rows, ulong[] Bits) Rows(List<(int Number, int Bit)> marks, int size)
    {
        var rows = new int[size];
        Array.Fill(rows, -1);
        var count = 0;
        foreach (var (number, _) in marks)
        {
            if (number >= 0 && rows[number] < 0)
                rows[number] = Width * count++;
        }

        var bits = new ulong[Width * count];
        foreach (var (number, bit) in marks)
        {
            if (number >= 0)
                bits[rows[number] + (bit / BitsInAWord)] |= 1ul << (bit % BitsInAWord);
        }

        return (rows, bits);
    }
}

/// <param name="Policy">Its place among all policies.</param>
/// <param name="Criteria">Its two sides.</param>
internal sealed record ConflictingPolicy(int Policy, ConflictingAccessCriteria Criteria);
