using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

public sealed class IdentityTests
{
    [TestCase("ann@example.org", true)]
    [TestCase(null, true)]
    [TestCase("ann", false)]
    [TestCase("Ann <ann@example.org>", false)]
    [TestCase("ann@example.org\r\nBcc: eve@example.org", false)]
    public void An_email_is_one_address(string? email, bool accepted) =>
        Assert.That(() => New(email: email), accepted ? Throws.Nothing : Refusal("email"));

    [TestCase(1, true)]
    [TestCase(128, true)]
    [TestCase(0, false)]
    [TestCase(129, false)]
    public void An_id_has_1_to_128_characters(int length, bool accepted) =>
        Assert.That(() => New(id: new string('x', length)), accepted ? Throws.Nothing : Refusal("id"));

    [TestCase(10_000, true)]
    [TestCase(10_001, false)]
    public void An_identity_is_assigned_at_most_ten_thousand_entitlements(int count, bool accepted) =>
        Assert.That(
            () => Identity.Assignable(Conflicts.Entitlements([.. Enumerable.Range(0, count).Select(i => $"e{i}")])),
            accepted ? Throws.Nothing : Refusal("entitlements"));

    [Test]
    public void An_identity_is_assigned_an_entitlement_once() =>
        Assert.That(() => Identity.Assignable(Conflicts.Entitlements("A", "B", "B")), Refusal("entitlements[2].id"));

    [Test]
    public void A_refused_replacement_changes_nothing()
    {
        var ann = New();
        Assert.That(() => ann.Replace(new("Anna", "no address"), Conflicts.Now), Refusal("email"));
        Assert.That((ann.Name, ann.Version), Is.EqualTo(("Ann", 1)));
    }

    private static Identity New(string id = "ann", string? email = null) => new(Conflicts.OrganizationId, id, new("Ann", email), Conflicts.Now);

    private static NUnit.Framework.Constraints.EqualStringConstraint Refusal(string field) =>
        Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo(field);
}
