using Schedules.Domain.Access;

namespace Schedules.Domain.Sod;

/// <summary>The query of a GENERAL policy, whose <c>@access</c> parts are bits that are laid ready.</summary>
internal sealed class CompiledQuery
{
    private readonly PolicyQuery _query;
    private readonly Func<ulong[], QueriedIdentity, bool> _isTrue;

    /// <param name="query">What it asks.</param>
    /// <param name="terms">Gives its parts their bits.</param>
    public CompiledQuery(PolicyQuery query, QueryTerms terms)
    {
        _query = query;
        var first = terms.Count;
        _isTrue = Compile(query.Root, terms);
        Terms = (first, terms.Count);
        Needed = [.. NeededFor(query.Root, wanted: true, terms).OrderBy(numbers => numbers.Count)];
    }

    /// <summary>The first bit of its terms, and the first after them.</summary>
    public (int From, int To) Terms { get; }

    /// <summary>Lists of entitlements, by number, of each of which one must be held, or the query is not true. The shortest first; there may be none.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Needed { get; }

    /// <param name="held">The bits of the terms that are true.</param>
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
                return (held, identity) => All(all, held, identity);
            case OrNode or:
                var any = or.Parts.Select(part => Compile(part, terms)).ToArray();
                return (held, identity) => Any(any, held, identity);
            case NotNode not:
                var inner = Compile(not.Part, terms);
                return (held, identity) => !inner(held, identity);
            case AccessNode access:
                var bit = terms.Add(access);
                return (held, _) => (held[bit / BitRows.BitsInAWord] >> (bit % BitRows.BitsInAWord) & 1) != 0;
            case FieldNode field:
                return (_, identity) => PolicyQuery.IsTrue(field, identity);
            default:
                throw new InvalidOperationException($"{node} is no part of a query.");
        }
    }

    // Loops: a lambda more would be made anew for each identity.
    private static bool All(Func<ulong[], QueriedIdentity, bool>[] parts, ulong[] held, QueriedIdentity identity)
    {
        foreach (var part in parts)
        {
            if (!part(held, identity))
                return false;
        }

        return true;
    }

    private static bool Any(Func<ulong[], QueriedIdentity, bool>[] parts, ulong[] held, QueriedIdentity identity)
    {
        foreach (var part in parts)
        {
            if (part(held, identity))
                return true;
        }

        return false;
    }

    /// <summary>What must be held for a part to be as wanted: one of each list.</summary>
    private static IEnumerable<IReadOnlyList<int>> NeededFor(QueryNode node, bool wanted, QueryTerms terms) => node switch
    {
        AccessNode access => wanted ? [terms.NumbersOf(access)] : [],
        NotNode not => NeededFor(not.Part, !wanted, terms),
        AndNode and => wanted ? NeededForAll(and.Parts, true, terms) : NeededForAny(and.Parts, false, terms),
        OrNode or => wanted ? NeededForAny(or.Parts, true, terms) : NeededForAll(or.Parts, false, terms),
        _ => [],
    };

    private static IEnumerable<IReadOnlyList<int>> NeededForAll(IReadOnlyList<QueryNode> parts, bool wanted, QueryTerms terms) =>
        parts.SelectMany(part => NeededFor(part, wanted, terms));

    // A part that needs nothing may be the one.
    private static IEnumerable<IReadOnlyList<int>> NeededForAny(IReadOnlyList<QueryNode> parts, bool wanted, QueryTerms terms)
    {
        var lists = parts.Select(part => NeededFor(part, wanted, terms).MinBy(numbers => numbers.Count)).ToList();
        return lists.Contains(null) ? [] : [[.. lists.SelectMany(list => list!)]];
    }
}

/// <summary>Gives each <c>@access</c> of all queries its bit, and tells which entitlements make it true.</summary>
/// <param name="catalogue">The entitlements that there are.</param>
internal sealed class QueryTerms(AccessCatalogue catalogue)
{
    private readonly Dictionary<AccessNode, (int Bit, IReadOnlyList<int> Numbers)> _terms = new(ReferenceEqualityComparer.Instance);

    public int Count => _terms.Count;

    public IEnumerable<(int Number, int Bit)> Marks => _terms.Values.SelectMany(term => term.Numbers.Select(number => (number, term.Bit)));

    /// <returns>Its bit in a row.</returns>
    public int Add(AccessNode access)
    {
        var bit = _terms.Count;
        _terms.Add(access, (bit, Numbers(access)));
        return bit;
    }

    /// <summary>What makes a term true that was added.</summary>
    public IReadOnlyList<int> NumbersOf(AccessNode access) => _terms[access].Numbers;

    // Names and beginnings are looked for among all that there is; ids, which most queries have, are not. Nobody holds what has no number.
    private List<int> Numbers(AccessNode access)
    {
        var (ids, others) = Alternatives(access.Condition);
        return others
            ? [.. catalogue.Numbers.Where(number => access.Matches(catalogue[number]))]
            : [.. ids.Select(id => catalogue.NumberOf(id) ?? -1)];
    }

    /// <summary>The ids that a condition names as alternatives, and whether there is more to it.</summary>
    private static (IReadOnlyList<string> Ids, bool Others) Alternatives(QueryNode condition)
    {
        IReadOnlyList<QueryNode> parts = condition is OrNode or ? or.Parts : [condition];
        var ids = parts.OfType<FieldNode>().Where(field => field is { Field: QueryFields.Id, Comparison: QueryComparison.Equal }).ToList();
        return ([.. ids.Select(field => field.Value)], ids.Count < parts.Count);
    }
}
