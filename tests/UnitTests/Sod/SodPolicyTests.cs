using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

public sealed class SodPolicyTests
{
    [Test]
    public void A_policy_is_enforced_and_general_unless_it_says_otherwise()
    {
        var policy = Conflicts.Policy(Conflicts.General());
        Assert.Multiple(() =>
        {
            Assert.That(policy.State, Is.EqualTo(PolicyState.Enforced));
            Assert.That(policy.Type, Is.EqualTo(PolicyType.General));
            Assert.That(policy.PolicyQuery, Is.EqualTo("@access(name:admin)"));
            Assert.That((policy.CreatorId, policy.ModifierId), Is.EqualTo(("creator", "creator")));
            Assert.That((policy.Created, policy.Modified, policy.Version), Is.EqualTo((Conflicts.Now, Conflicts.Now, 1L)));
        });
    }

    [Test]
    public void A_conflicting_policy_makes_its_own_query_whatever_was_sent()
    {
        var policy = Conflicts.Policy(Conflicts.Conflicting() with { PolicyQuery = "something else" });
        Assert.That(policy.PolicyQuery, Is.EqualTo("@access(id:A OR id:B) AND @access(id:C OR id:D)"));
    }

    [Test]
    public void A_general_policy_needs_a_query() => Refuses(Conflicts.General() with { PolicyQuery = null }, "policyQuery");

    [Test]
    public void A_general_policy_has_no_criteria() =>
        Refuses(Conflicts.Conflicting() with { Type = PolicyType.General, PolicyQuery = "id:x" }, "conflictingAccessCriteria");

    [Test]
    public void A_conflicting_policy_needs_criteria() =>
        Refuses(Conflicts.Conflicting() with { ConflictingAccessCriteria = null }, "conflictingAccessCriteria");

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("a\0b")]
    public void A_policy_needs_a_name_that_people_can_read(string? name) => Refuses(Conflicts.General() with { Name = name }, "name");

    [Test]
    public void A_tag_that_is_no_text_is_named_by_its_place() => Refuses(Conflicts.General() with { Tags = ["sox", null] }, "tags[1]");

    [Test]
    public void A_text_that_is_too_long_is_refused() =>
        Refuses(Conflicts.General() with { Description = new string('x', SodPolicy.MaxTextLength + 1) }, "description");

    private static void Refuses(PolicyTerms terms, string field) =>
        Assert.That(() => Conflicts.Policy(terms), Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo(field));
}
