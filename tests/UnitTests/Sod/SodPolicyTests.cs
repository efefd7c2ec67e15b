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
            Assert.That((policy.Created, policy.Modified, policy.Version), Is.EqualTo((Conflicts.Now, Conflicts.Now, 1)));
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
    [TestCase("a\nb")]
    [TestCase("a\tb")]
    public void A_policy_needs_a_name_that_people_can_read(string? name) => Refuses(Conflicts.General() with { Name = name }, "name");

    [Test]
    public void A_tag_that_is_no_text_is_named_by_its_place() => Refuses(Conflicts.General() with { Tags = ["sox", null] }, "tags[1]");

    [Test]
    public void A_text_that_is_too_long_is_refused() =>
        Refuses(Conflicts.General() with { Description = new string('x', SodPolicy.MaxTextLength + 1) }, "description");

    [Test]
    public void A_query_that_cannot_be_read_is_refused_and_so_is_one_that_is_too_long()
    {
        Refuses(Conflicts.General() with { PolicyQuery = "@access(id:A" }, "policyQuery");
        Refuses(Conflicts.General() with { PolicyQuery = $"name:{new string('x', SodPolicy.MaxQueryLength)}" }, "policyQuery");
    }

    [Test]
    public void A_conflicting_policy_is_high_unless_it_says_otherwise_and_a_general_one_has_no_level()
    {
        Assert.That(Conflicts.Policy(Conflicts.Conflicting()).Level, Is.EqualTo(PolicyLevel.High));
        Assert.That(Conflicts.Policy(Conflicts.Conflicting() with { Level = PolicyLevel.Low }).Level, Is.EqualTo(PolicyLevel.Low));
        Assert.That(Conflicts.Policy(Conflicts.General()).Level, Is.Null);
    }

    [Test]
    public void What_only_conflicting_policies_have_is_refused_of_a_general_one()
    {
        Refuses(Conflicts.General() with { Level = PolicyLevel.High }, "level");
        Refuses(Conflicts.General() with { SecondaryOwnerRefs = [new(OwnerType.Identity, "o", null)] }, "secondaryOwnerRefs");
        Refuses(Conflicts.General() with { AllowedControls = [new("c", null)] }, "allowedControls");
    }

    [Test]
    public void Ten_further_owners_and_ten_controls_are_enough()
    {
        PolicyOwner[] owners = [.. Enumerable.Range(0, 11).Select(i => new PolicyOwner(OwnerType.Identity, $"{i}", null))];
        ControlRef[] controls = [.. Enumerable.Range(0, 11).Select(i => new ControlRef($"{i}", null))];
        Assert.That(() => Conflicts.Policy(Conflicts.Conflicting() with { SecondaryOwnerRefs = owners[1..], AllowedControls = controls[1..] }), Throws.Nothing);
        Refuses(Conflicts.Conflicting() with { SecondaryOwnerRefs = owners }, "secondaryOwnerRefs");
        Refuses(Conflicts.Conflicting() with { AllowedControls = controls }, "allowedControls");
    }

    [Test]
    public void A_deleted_policy_is_recovered_when_it_is_replaced_and_each_change_is_a_version()
    {
        var policy = Conflicts.Policy(Conflicts.Conflicting());
        var later = Conflicts.Now + NodaTime.Duration.FromHours(1);
        policy.Delete("remover", later);
        Assert.That((policy.DeletedAt, policy.ModifierId, policy.Modified, policy.Version), Is.EqualTo(((NodaTime.Instant?)later, "remover", later, 2)));
        policy.Replace(Conflicts.General(), "editor", later);
        Assert.That((policy.DeletedAt, policy.ModifierId, policy.Version), Is.EqualTo(((NodaTime.Instant?)null, "editor", 3)));
        Assert.That((policy.CreatorId, policy.Created, policy.ConflictingAccessCriteria), Is.EqualTo(("creator", Conflicts.Now, (ConflictingAccessCriteria?)null)));
    }

    private static void Refuses(PolicyTerms terms, string field) =>
        Assert.That(() => Conflicts.Policy(terms), Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo(field));
}
