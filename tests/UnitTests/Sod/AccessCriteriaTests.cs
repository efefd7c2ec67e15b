using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

public sealed class AccessCriteriaTests
{
    [Test]
    public void The_query_names_every_entitlement_of_each_side() =>
        Assert.That(Conflicts.Of(["A", "B"], ["C", "D"]).Query, Is.EqualTo("@access(id:A OR id:B) AND @access(id:C OR id:D)"));

    [Test]
    public void The_query_quotes_an_id_that_is_more_than_one_word() =>
        Assert.That(Conflicts.Of(["pay OR \"all\""], ["C"]).Query, Is.EqualTo("@access(id:\"pay OR \\\"all\\\"\") AND @access(id:C)"));

    [TestCase(1, true)]
    [TestCase(50, true)]
    [TestCase(0, false)]
    [TestCase(51, false)]
    public void A_side_lists_1_to_50_entitlements(int count, bool accepted)
    {
        var ids = Enumerable.Range(0, count).Select(i => $"e{i}").ToArray();
        Assert.That(
            () => Conflicts.Side(ids),
            accepted ? Throws.Nothing : Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("criteriaList"));
    }

    [Test]
    public void A_side_lists_an_entitlement_once() =>
        Assert.That(
            () => Conflicts.Side("A", "B", "A"),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("criteriaList[2].id").And.Property("Value").EqualTo("A"));

    [Test]
    public void No_entitlement_is_on_both_sides() =>
        Assert.That(
            () => Conflicts.Of(["A", "B"], ["C", "B"]),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("rightCriteria.criteriaList[1].id"));

    [Test]
    public void Upper_and_lower_case_are_different_entitlements() =>
        Assert.That(() => Conflicts.Of(["A"], ["a"]), Throws.Nothing);

    [Test]
    public void Both_sides_are_required() =>
        Assert.That(
            () => new ConflictingAccessCriteria(Conflicts.Side("A"), null),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("rightCriteria"));

    [TestCase("ROLE")]
    [TestCase("entitlement")]
    [TestCase(null)]
    public void Criteria_list_entitlements_only(string? type) =>
        Assert.That(
            () => EntitlementRef.OfType(type, "A", null),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("type").And.Property("Accepted").EqualTo("ENTITLEMENT"));
}
