using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

/// <summary>Many policies at once, on stories. That it finds what each finds alone is in PolicyMatcherProperties.</summary>
public sealed class PolicyMatcherTests
{
    [TestCase("", "")]
    [TestCase("A", "")]
    [TestCase("A C", "0")]
    [TestCase("a c", "")]
    [TestCase("AC", "")]
    [TestCase("A C X Z", "0 1 2")]
    [TestCase("Z X C A", "0 1 2")]
    [TestCase("A X", "2")]
    [TestCase("Q", "3")]
    [TestCase("Q R", "")]
    public void Each_policy_that_is_violated_is_told_with_its_place(string held, string violated)
    {
        SodPolicy[] policies =
        [
            Policy(["A", "B"], ["C"]), Policy(["X"], ["Y", "Z"]), Query("@access(id:A) AND @access(name:x* OR id:X)"),
            Query("@access(id:Q) AND NOT @access(id:R)"),
        ];
        var found = Found(policies, Conflicts.Holder("ann", Words(held)));
        Assert.That(string.Join(' ', found.Select(item => item.Policy).Order()), Is.EqualTo(violated));
    }

    [Test]
    public void A_violation_tells_both_sides_and_names_that_only_the_policy_knows()
    {
        var criteria = new ConflictingAccessCriteria(new(null, [new("A", "Approve")]), new(null, [new("P", "Pay"), new("Q")]));
        var policy = Conflicts.Policy(Conflicts.Conflicting() with { ConflictingAccessCriteria = criteria });
        var ann = IdentityAccess.Direct("ann", "Ann", "ann@example.org", new EntitlementRef("Q"), new EntitlementRef("A"), new EntitlementRef("P", "Pay (ERP)"), new EntitlementRef("X"));
        var violation = Found([policy], ann).Single().Violation;
        Assert.That((violation.IdentityId, violation.Name, violation.Email), Is.EqualTo(("ann", "Ann", "ann@example.org")));
        Assert.That(violation.Left, Is.EqualTo(new EntitlementRef[] { new("A", "Approve") }));
        Assert.That(violation.Right, Is.EqualTo(new EntitlementRef[] { new("P", "Pay (ERP)"), new("Q") }));
    }

    [Test]
    public void A_query_tells_what_makes_its_parts_true()
    {
        var violation = Found([Query("@access(id:A OR id:B) AND (@access(id:C) OR @access(id:D))")], Conflicts.Holder("ann", "D", "C", "B", "X")).Single().Violation;
        Assert.That(violation.Left, Is.EqualTo(Conflicts.Entitlements("B")));
        Assert.That(violation.Right, Is.EqualTo(Conflicts.Entitlements("C", "D")));
    }

    [TestCase("NOT @access(id:A)", true)]
    [TestCase("attributes.department:*", false)]
    [TestCase("name:ann* AND NOT @access(id:B)", true)]
    [TestCase("@access(id:B) OR id:ann", true)]
    public void Who_holds_nothing_that_is_asked_for_may_violate_a_query_all_the_same(string query, bool violates) =>
        Assert.That(Found([Query(query)], Conflicts.Holder("ann", "X")).Count > 0, Is.EqualTo(violates));

    [Test]
    public void What_a_group_contains_is_held()
    {
        var catalogue = new AccessCatalogue([(0, new("G")), (1, new("A")), (2, new("C"))], new Dictionary<int, int[]> { [0] = [1] });
        var ann = new IdentityAccess(catalogue, "ann", "Ann", null, [new(AssignmentKind.Group, [0]), new(AssignmentKind.Direct, [2])]);
        Assert.That(Found([Policy(["A"], ["C"])], ann), Has.Count.EqualTo(1));
    }

    [Test]
    public void All_that_is_held_counts_however_much([Values(1, 127, 128, 129, 256, 300, 1000)] int count)
    {
        var held = Enumerable.Range(0, count).Select(i => $"E{i:D4}").ToArray();
        Assert.That(Found([Policy(["E0000"], ["Q"]), Policy([held[^1]], ["Q"])], Conflicts.Holder("ann", [.. held, "Q"])), Has.Count.EqualTo(2), "by the first and by the last");
    }

    [Test]
    public void What_one_holds_is_forgotten_before_the_next()
    {
        SodPolicy[] policies = [Policy(["A"], ["C"])];
        var catalogue = new AccessCatalogue([(0, new("A")), (1, new("C"))], new Dictionary<int, int[]>());
        var matcher = new PolicyMatcher(new PolicySet(policies, catalogue));
        var found = new List<(int, Violation)>();
        matcher.Check(new(catalogue, "ann", "Ann", null, [new(AssignmentKind.Direct, [0])]), found);
        matcher.Check(new(catalogue, "bob", "Bob", null, [new(AssignmentKind.Direct, [1])]), found);
        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Five_hundred_policies_are_told_apart()
    {
        SodPolicy[] policies = [.. Enumerable.Range(0, SodPolicy.MaxInOrganization).Select(i => Policy([$"L{i}"], [$"R{i}"]))];
        foreach (var i in new[] { 0, 63, 64, 127, 255, 256, 499 })
            Assert.That(Found(policies, Conflicts.Holder("ann", $"L{i}", $"R{i}", "L7", "R8")).Select(item => item.Policy), Is.EqualTo(new[] { i }));
    }

    internal static List<(int Policy, Violation Violation)> Found(IReadOnlyList<SodPolicy> policies, IdentityAccess identity)
    {
        var found = new List<(int, Violation)>();
        new PolicyMatcher(new PolicySet(policies, identity.Catalogue)).Check(identity, found);
        return found;
    }

    internal static SodPolicy Policy(string[] left, string[] right) =>
        Conflicts.Policy(Conflicts.Conflicting() with { ConflictingAccessCriteria = Conflicts.Of(left, right) });

    internal static SodPolicy Query(string query) => Conflicts.Policy(Conflicts.General() with { PolicyQuery = query });

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
