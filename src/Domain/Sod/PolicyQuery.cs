namespace Schedules.Domain.Sod;

/// <summary>A person, as the query of a policy asks for it.</summary>
public interface IQueriedPerson
{
    string Id { get; }

    string? Name { get; }

    string? Email { get; }

    /// <summary>All the access that is held, each entitlement once.</summary>
    IReadOnlyCollection<EntitlementRef> Entitlements { get; }

    /// <summary>The values of an attribute, whose name is compared without regard to case; none where the person has no such attribute.</summary>
    IEnumerable<string?> Attribute(string name);
}

/// <summary>
/// Says who violates a policy: <c>@access(id:A OR name:"Pay invoices") AND NOT (attributes.department:Fin* OR email:*)</c>.
/// <c>@access(…)</c> asks for an entitlement that is held, by <c>id</c> or <c>name</c>; <c>id</c>, <c>name</c>, <c>email</c> and
/// <c>attributes.NAME</c> for the person itself. NOT binds closer than AND, and AND than OR. A value of more than one word, or with a colon or a
/// parenthesis, stands in double quotes; a star at its end, outside of quotes, takes any rest, and a star alone any value.
/// </summary>
public sealed class PolicyQuery
{
    private const string Field = "policyQuery";

    private PolicyQuery(QueryNode root) => Root = root;

    /// <summary>The query as a tree, for whoever compiles it.</summary>
    public QueryNode Root { get; }

    /// <exception cref="InvalidValueException">It is no query; the message tells the position.</exception>
    public static PolicyQuery Parse(string query)
    {
        try
        {
            return new(new PolicyQueryParser(Tokens.Of(query, "():")).Parse());
        }
        catch (ExpressionException error)
        {
            throw error.For(Field, query, "an access query");
        }
    }

    public bool Matches(IQueriedPerson person) => IsTrue(Root, person);

    /// <summary>The held entitlements that make the query true, each once, ordered by id: those of <c>@access</c> parts that are not negated. Empty where it is not true.</summary>
    public IReadOnlyList<EntitlementRef> Evidence(IQueriedPerson person) => Matches(person) ? Ordered(Evidence(Root, person, wanted: true)) : [];

    /// <summary>
    /// As <see cref="Evidence(IQueriedPerson)"/>, a list for each part that AND joins at the top: the two sides of a CONFLICTING_ACCESS_BASED
    /// policy. One list where nothing is joined; a part that only negates, or asks for attributes, has an empty one.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<EntitlementRef>> EvidenceByPart(IQueriedPerson person)
    {
        var parts = Root is AndNode and ? and.Parts : [Root];
        var matches = Matches(person);
        return [.. parts.Select(part => matches ? Ordered(Evidence(part, person, wanted: true)) : [])];
    }

    private static bool IsTrue(QueryNode node, IQueriedPerson person) => node switch
    {
        AndNode and => and.Parts.All(part => IsTrue(part, person)),
        OrNode or => or.Parts.Any(part => IsTrue(part, person)),
        NotNode not => !IsTrue(not.Part, person),
        AccessNode access => person.Entitlements.Any(access.Matches),
        FieldNode field => IsTrue(field, person),
        _ => throw new InvalidOperationException($"{node} is no part of a query."),
    };

    internal static bool IsTrue(FieldNode field, IQueriedPerson person) => field.Field switch
    {
        QueryFields.Id => field.Matches(person.Id),
        QueryFields.Name => field.Matches(person.Name),
        QueryFields.Email => field.Matches(person.Email),
        _ => person.Attribute(field.Attribute!).Any(field.Matches),
    };

    // Why a node is true, or with wanted false why it is not: then only what is negated inside can have to do with held access.
    private static IEnumerable<EntitlementRef> Evidence(QueryNode node, IQueriedPerson person, bool wanted) => node switch
    {
        AndNode and => EvidenceOf(and.Parts, person, wanted),
        OrNode or => EvidenceOf(or.Parts, person, wanted),
        NotNode not => Evidence(not.Part, person, !wanted),
        AccessNode access when wanted => person.Entitlements.Where(access.Matches),
        _ => [],
    };

    private static IEnumerable<EntitlementRef> EvidenceOf(IReadOnlyList<QueryNode> parts, IQueriedPerson person, bool wanted) =>
        parts.Where(part => IsTrue(part, person) == wanted).SelectMany(part => Evidence(part, person, wanted));

    private static IReadOnlyList<EntitlementRef> Ordered(IEnumerable<EntitlementRef> entitlements) =>
        [.. entitlements.DistinctBy(entitlement => entitlement.Id).OrderBy(entitlement => entitlement.Id, StringComparer.Ordinal)];
}
