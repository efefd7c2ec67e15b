using FsCheck;
using FsCheck.Fluent;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

/// <summary>Many policies of both types, and somebody to ask them about.</summary>
public sealed record AskedOfMany(IReadOnlyList<SodPolicy> Policies, IReadOnlyList<Person> People);

public static class AnyPolicies
{
    public static Arbitrary<AskedOfMany> All() => Arb.From(
        from count in Gen.Elements(1, 3, 64, 70, 130)
        from policies in Gen.ArrayOf(Gen.OneOf(Conflicting(), General()), count)
        from people in Gen.ArrayOf(AnyQuery.Queries().Generator.Select(asked => asked.Person), 5)
        select new AskedOfMany(policies, people));

    private static Gen<SodPolicy> Conflicting() => AnyQuery.Criteria().Generator.Select(asked =>
        Conflicts.Policy(Conflicts.Conflicting() with { ConflictingAccessCriteria = asked.Criteria }));

    private static Gen<SodPolicy> General() => AnyQuery.Queries().Generator.Select(asked => PolicyMatcherTests.Query(asked.Query));
}

/// <summary>Asked all at once, policies say of everybody what each says alone.</summary>
public sealed class PolicyMatcherProperties
{
    [FsCheck.NUnit.Property(MaxTest = 300, Arbitrary = [typeof(AnyPolicies)])]
    public void It_agrees_with_sets_and_with_the_query_itself(AskedOfMany asked)
    {
        foreach (var person in asked.People)
        {
            var found = PolicyMatcherTests.Found(asked.Policies, Access(person)).ToDictionary(item => item.Policy, item => item.Violation);
            foreach (var (i, policy) in asked.Policies.Index())
                Assert.That(Told(found.GetValueOrDefault(i)), Is.EqualTo(Expected(policy, person)), policy.PolicyQuery);
        }
    }

    // In shuffled numbers, with others between.
    private static IdentityAccess Access(Person person)
    {
        var held = person.Entitlements.OrderByDescending(entitlement => entitlement.Id, StringComparer.Ordinal).ToList();
        var catalogue = new AccessCatalogue([.. held.Select((entitlement, i) => (i * 3, entitlement)), (1, new("nobody's"))], new Dictionary<int, int[]>());
        var attributes = new IdentityAttributes(person.Attributes.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value[0])));
        return new(
            catalogue, person.Id, person.Name!, person.Email, [new(AssignmentKind.Direct, [.. held.Select((_, i) => i * 3)])], () => attributes);
    }

    private static string Expected(SodPolicy policy, Person person) => policy.ConflictingAccessCriteria is { } criteria
        ? OfSides(criteria, person)
        : OfQuery(PolicyQuery.Parse(policy.PolicyQuery), person);

    private static string OfSides(ConflictingAccessCriteria criteria, Person person)
    {
        var held = person.Entitlements.Select(entitlement => entitlement.Id).ToHashSet();
        var (left, right) = (Held(criteria.LeftCriteria, held), Held(criteria.RightCriteria, held));
        return left.Length == 0 || right.Length == 0 ? "none" : $"{string.Join(' ', left)} | {string.Join(' ', right)}";
    }

    private static string OfQuery(PolicyQuery query, Person person)
    {
        if (!query.Matches(person))
            return "none";
        var parts = query.EvidenceByPart(person).Where(part => part.Count > 0).Select(part => part.Select(item => item.Id).ToList()).ToList();
        var left = parts.Count > 0 ? parts[0] : [];
        return $"{string.Join(' ', left)} | {string.Join(' ', parts.Skip(1).SelectMany(part => part).Except(left).Order(StringComparer.Ordinal))}";
    }

    private static string[] Held(AccessCriteria side, HashSet<string> held) =>
        [.. side.CriteriaList.Select(item => item.Id).Where(held.Contains).Order(StringComparer.Ordinal)];

    private static string Told(Violation? violation) =>
        violation is null ? "none" : $"{string.Join(' ', violation.Left.Select(item => item.Id))} | {string.Join(' ', violation.Right.Select(item => item.Id))}";
}
