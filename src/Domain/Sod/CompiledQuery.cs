using Schedules.Domain.Access;

namespace Schedules.Domain.Sod;

/// <summary>The query of a GENERAL policy, whose <c>@access</c> parts are bits that are laid ready.</summary>
internal sealed class CompiledQuery
{
    private readonly PolicyQuery _query;
    private readonly Func<ulong[], QueriedIdentity, bool> _isTrue;

    /// <param name="policy">Its place among all policies.</param>
    /// <param name="query">What it asks.</param>
    /// <param name="terms">Gives its parts their bits.</param>
    public CompiledQuery(int policy, PolicyQuery query, QueryTerms terms)
    {
        (Policy, _query) = (policy, query);
        var first = terms.Count;
        _isTrue = Compile(query.Root, terms);
        Terms = (first, terms.Count);
        NeedsAccess = !CanBe(query.Root, wanted: true);
    }

    public int Policy { get; }

    /// <summary>The first of its terms, and the first that is not.</summary>
    public (int From, int To) Terms { get; }

    /// <summary>Whether whoever holds none of what it asks for cannot violate it: so it is with most.</summary>
    public bool NeedsAccess { get; }

    /// <param name="held">The rows of what is held, laid over each other.</param>
    /// <param name="identity">Who holds it.</param>
    public bool IsTrue(ulong[] held, QueriedIdentity identity) => _isTrue(held, identity);

    /// <summary>What makes the first part of the query true that access does, and what makes the others true: parts are joined by AND.</summary>
    public Violation Tell(QueriedIdentity identity)
    {
        var parts = _query.EvidenceByPart(identity).Where(part => part.Count > 0).ToList();
        var left = parts.Count > 0 ? parts[0] : [];
        var right = parts.Skip(1).SelectMany(part => part).Where(item => !left.Contains(item))
            .DistinctBy(item => item.Id, StringComparer.Ordinal).OrderBy(item => item.Id, StringComparer.Ordinal).ToList();
        return new(identity.Id, identity.Name!, left, right) { Email = identity.Email };
    }

    private static Func<ulong[], QueriedIdentity, bool> Compile(QueryNode node, QueryTerms terms)
    {
        switch (node)
        {
            case AndNode and:
                var all = and.Parts.Select(part => Compile(part, terms)).ToArray();
                return (held, identity) => Array.TrueForAll(all, part => part(held, identity));
            case OrNode or:
                var any = or.Parts.Select(part => Compile(part, terms)).ToArray();
                return (held, identity) => Array.Exists(any, part => part(held, identity));
            case NotNode not:
                var inner = Compile(not.Part, terms);
                return (held, identity) => !inner(held, identity);
            case AccessNode access:
                var bit = terms.Add(access);
                return (held, _) => (held[bit / PolicySet.BitsInAWord] >> (bit % PolicySet.BitsInAWord) & 1) != 0;
            case FieldNode field:
                return (_, identity) => PolicyQuery.IsTrue(field, identity);
            default:
                throw new InvalidOperationException($"{node} is no part of a query.");
        }
    }

    /// <summary>Whether a part can be as wanted of somebody who holds nothing that the query asks for, whatever else he is.</summary>
    private static bool CanBe(QueryNode node, bool wanted) => node switch
    {
        AndNode and => wanted ? and.Parts.All(part => CanBe(part, true)) : and.Parts.Any(part => CanBe(part, false)),
        OrNode or => wanted ? or.Parts.Any(part => CanBe(part, true)) : or.Parts.All(part => CanBe(part, false)),
        NotNode not => CanBe(not.Part, !wanted),
        AccessNode => !wanted,
        _ => true,
    };
}

/// <summary>Gives each <c>@access</c> of all queries its bit, and tells which entitlements make it true.</summary>
/// <param name="catalogue">The entitlements that there are.</param>
/// <param name="firstBit">Where in a row the bits of queries begin.</param>
internal sealed class QueryTerms(AccessCatalogue catalogue, int firstBit)
{
    private readonly List<(int Number, int Bit)> _marks = [];

    public int Count { get; private set; }

    public IEnumerable<(int Number, int Bit)> Marks => _marks;

    /// <returns>Its bit in a row.</returns>
    public int Add(AccessNode access)
    {
        var bit = firstBit + Count++;
        var (ids, others) = Alternatives(access.Condition);
        _marks.AddRange(ids.Select(id => (catalogue.NumberOf(id) ?? -1, bit)));
        // Names and beginnings are looked for among all that there is; ids, which most queries have, are not.
        if (others)
            _marks.AddRange(catalogue.Numbers.Where(number => access.Matches(catalogue[number])).Select(number => (number, bit)));
        return bit;
    }

    /// <summary>For each term, the place of its query.</summary>
    public IReadOnlyList<int> Owners(IReadOnlyList<CompiledQuery> queries)
    {
        var owners = new int[Count];
        foreach (var (i, query) in queries.Index())
            Array.Fill(owners, i, query.Terms.From, query.Terms.To - query.Terms.From);
        return owners;
    }

    /// <summary>The ids that a condition names as alternatives, and whether there is more to it.</summary>
    private static (IReadOnlyList<string> Ids, bool Others) Alternatives(QueryNode condition)
    {
        IReadOnlyList<QueryNode> parts = condition is OrNode or ? or.Parts : [condition];
        var ids = parts.OfType<FieldNode>().Where(field => field is { Field: QueryFields.Id, Comparison: QueryComparison.Equal }).ToList();
        return ([.. ids.Select(field => field.Value)], ids.Count < parts.Count);
    }
}
