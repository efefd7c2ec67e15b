using FsCheck;
using FsCheck.Fluent;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

public sealed class SodEvaluationTests
{
    [TestCase("", false)]
    [TestCase("A", false)]
    [TestCase("C", false)]
    [TestCase("A B", false)]
    [TestCase("A C", true)]
    [TestCase("X D B Y", true)]
    [TestCase("A B C D", true)]
    [TestCase("a c", false)]
    [TestCase("AC", false)]
    public void Whoever_holds_something_of_each_side_violates(string held, bool violates)
    {
        var ann = Conflicts.Holder("ann", held.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That(new SodEvaluation(Conflicts.Of(["A", "B"], ["C", "D"])).Check(ann) is not null, Is.EqualTo(violates));
    }

    [Test]
    public void A_violation_tells_what_is_held_of_each_side_and_nothing_else()
    {
        var violation = new SodEvaluation(Conflicts.Of(["A", "B"], ["C", "D"])).Check(Conflicts.Holder("ann", "D", "X", "B", "A"))!;
        Assert.Multiple(() =>
        {
            Assert.That((violation.IdentityId, violation.Name), Is.EqualTo(("ann", "ann's name")));
            Assert.That(violation.Left, Is.EqualTo(Conflicts.Entitlements("A", "B")));
            Assert.That(violation.Right, Is.EqualTo(Conflicts.Entitlements("D")));
        });
    }

    [Test]
    public void A_name_that_only_the_policy_knows_is_told_too()
    {
        var criteria = new ConflictingAccessCriteria(new(null, [new("A", "Approve")]), new(null, [new("P", "Pay")]));
        var ann = IdentityAccess.Direct("ann", "Ann", null, new EntitlementRef("A"), new EntitlementRef("P", "Pay (ERP)"));
        var violation = new SodEvaluation(criteria).Check(ann)!;
        Assert.That((violation.Left[0].Name, violation.Right[0].Name), Is.EqualTo(("Approve", "Pay (ERP)")));
    }

    [Test]
    public void A_general_policy_is_not_evaluated_and_says_why() =>
        Assert.That(
            () => SodEvaluation.Of(Conflicts.Policy(Conflicts.General())),
            Throws.TypeOf<UnevaluablePolicyException>()
                .With.Message.EqualTo("policyQuery of GENERAL policies is not evaluated by this version"));

    // Few entitlements, so that sides and holders meet in every way.
    private static readonly string[] _alphabet = ["A", "B", "C", "D", "E", "F", "G"];

    private static readonly Gen<string[]> _some = Gen.SubListOf(_alphabet).Select(list => list.ToArray());

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property It_agrees_with_the_intersection_of_sets() =>
        Prop.ForAll(Cases(), ((string[] Left, string[] Right, string[] Held) c) =>
        {
            var violation = new SodEvaluation(Conflicts.Of(c.Left, c.Right)).Check(Conflicts.Holder("ann", c.Held));
            var (left, right) = (c.Held.Intersect(c.Left).Order().ToArray(), c.Held.Intersect(c.Right).Order().ToArray());
            return left.Length == 0 || right.Length == 0
                ? violation is null
                : violation is not null && Ids(violation.Left).SequenceEqual(left) && Ids(violation.Right).SequenceEqual(right);
        });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property The_order_of_access_and_of_criteria_changes_nothing() =>
        Prop.ForAll(Cases(), ((string[] Left, string[] Right, string[] Held) c) =>
        {
            var forward = new SodEvaluation(Conflicts.Of(c.Left, c.Right)).Check(Conflicts.Holder("ann", c.Held));
            var backward = new SodEvaluation(Conflicts.Of([.. c.Left.Reverse()], [.. c.Right.Reverse()]))
                .Check(Conflicts.Holder("ann", [.. c.Held.Reverse()]));
            return Told(forward) == Told(backward);
        });

    [TestCase("", "", 0, 0)]
    [TestCase("", "ann bob", 2, 0)]
    [TestCase("ann bob", "", 0, 2)]
    [TestCase("ann bob", "bob ann", 0, 0)]
    [TestCase("ann bob", "bob cid dan", 2, 1)]
    [TestCase("ann", "ANN", 1, 1)]
    public void The_run_before_tells_what_is_new_and_what_is_resolved(string before, string now, int added, int resolved)
    {
        static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(ViolationChanges.Between(Words(before), Words(now)), Is.EqualTo(new ViolationChanges(added, resolved)));
    }

    private static Arbitrary<(string[] Left, string[] Right, string[] Held)> Cases() => Arb.From(
        from sides in Gen.Two(_some)
        let left = sides.Item1
        let right = sides.Item2.Except(left).ToArray()
        where left.Length > 0 && right.Length > 0
        from held in _some
        from shuffled in Gen.Shuffle(held)
        select (left, right, shuffled));

    private static IEnumerable<string> Ids(IEnumerable<EntitlementRef> entitlements) => entitlements.Select(entitlement => entitlement.Id);

    private static string Told(Violation? violation) =>
        violation is null ? "none" : $"{string.Join(' ', Ids(violation.Left))} | {string.Join(' ', Ids(violation.Right))}";
}
