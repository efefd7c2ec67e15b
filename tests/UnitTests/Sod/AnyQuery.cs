using FsCheck;
using FsCheck.Fluent;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

/// <summary>A person in three entitlements or so of a few, so that what a query asks is often held and often not.</summary>
public sealed record Person(string Id, string? Name, string? Email, IReadOnlyCollection<EntitlementRef> Entitlements) : IQueriedPerson
{
    public IReadOnlyDictionary<string, string[]> Attributes { get; init; } = new Dictionary<string, string[]>();

    public IEnumerable<string?> Attribute(string name) =>
        Attributes.Where(attribute => attribute.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).SelectMany(attribute => attribute.Value);

    public static Person Holding(params string[] ids) => new("p", "Ada Byron", "ada@example.org", Conflicts.Entitlements(ids));
}

/// <summary>A query, what is asked for in words of the test's own, and somebody to ask about.</summary>
public sealed record AskedOf(string Query, Func<Person, bool> Meaning, Person Person)
{
    public override string ToString() => $"{Query} of {string.Join(',', Person.Entitlements.Select(e => e.Id))}";
}

/// <summary>Criteria of two sides, and somebody to ask about.</summary>
public sealed record AskedOfCriteria(ConflictingAccessCriteria Criteria, Person Person);

/// <summary>Queries with their meaning; criteria with ids that a query has to quote.</summary>
public static class AnyQuery
{
    private static readonly string[] _ids =
        ["A", "B", "c-1", "AND", "or", "NOT", "*", "a*", "two words", "quo\"te", @"back\slash", "urn:x", "(x)", "@access", "id:A", "é", "_exists_"];

    public static Arbitrary<AskedOf> Queries() => Arb.From(
        from query in Tree(4)
        from person in People()
        select new AskedOf(query.Text, query.Meaning, person));

    public static Arbitrary<AskedOfCriteria> Criteria() => Arb.From(
        from ids in Gen.Shuffle(_ids)
        from left in Gen.Choose(1, 4)
        from right in Gen.Choose(1, 4)
        from person in People()
        select new AskedOfCriteria(Conflicts.Of(ids[..left], ids[left..(left + right)]), person));

    private static Gen<Person> People() =>
        from ids in Gen.SubListOf(_ids)
        from few in Gen.SubListOf<string>(ids.ToArray())
        from department in Gen.Elements("Finance", "Sales", null)
        select Person.Holding([.. few]) with { Attributes = Of(department) };

    private static Gen<(string Text, Func<Person, bool> Meaning)> Tree(int depth) => depth == 0
        ? Leaf()
        : Gen.OneOf(Leaf(), Joined("AND", depth), Joined("OR", depth), Negated(depth));

    private static Gen<(string Text, Func<Person, bool> Meaning)> Leaf() => Gen.OneOf(
        from id in Gen.Elements(_ids)
        select ($"@access(id:{Quoted(id)})", new Func<Person, bool>(person => person.Entitlements.Any(e => e.Id == id))),
        from id in Gen.Elements(_ids)
        select ($"@access(NOT id:{Quoted(id)})", new Func<Person, bool>(person => person.Entitlements.Any(e => e.Id != id))),
        Gen.Constant(("attributes.department:fin*", new Func<Person, bool>(person => Department(person) == "Finance"))),
        Gen.Constant(("attributes.Department:*", new Func<Person, bool>(person => Department(person) is not null))));

    private static Gen<(string Text, Func<Person, bool> Meaning)> Joined(string word, int depth) =>
        from left in Tree(depth - 1)
        from right in Tree(depth - 1)
        select ($"({left.Text}) {word} ({right.Text})", new Func<Person, bool>(person => word == "AND"
            ? left.Meaning(person) & right.Meaning(person)
            : left.Meaning(person) | right.Meaning(person)));

    private static Gen<(string Text, Func<Person, bool> Meaning)> Negated(int depth) =>
        from part in Tree(depth - 1)
        select ($"NOT ({part.Text})", new Func<Person, bool>(person => !part.Meaning(person)));

    private static Dictionary<string, string[]> Of(string? department) => department is null ? [] : new() { ["department"] = [department] };

    private static string? Department(Person person) => person.Attributes.GetValueOrDefault("department")?[0];

    private static string Quoted(string id) => $"\"{string.Concat(id.Select(c => c is '"' or '\\' ? $"\\{c}" : $"{c}"))}\"";
}
