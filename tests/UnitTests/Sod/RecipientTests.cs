using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

public sealed class RecipientTests
{
    [Test]
    public void A_recipient_is_an_identity_with_the_name_that_was_sent() =>
        Assert.That(
            Recipient.ListOf([("IDENTITY", "ann", "Ann"), ("IDENTITY", "bob", null)]),
            Is.EqualTo(new Recipient[] { new("ann", "Ann"), new("bob", null) }));

    [TestCase("GOVERNANCE_GROUP", "g", "recipients[1].type")]
    [TestCase(null, "g", "recipients[1].type")]
    [TestCase("IDENTITY", null, "recipients[1].id")]
    [TestCase("IDENTITY", "", "recipients[1].id")]
    public void What_is_no_recipient_is_named_by_its_place(string? type, string? id, string field) =>
        Assert.That(
            () => Recipient.ListOf([("IDENTITY", "ann", null), (type, id, null)]),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo(field));

    [Test]
    public void The_refusal_of_a_type_says_which_is_accepted() =>
        Assert.That(
            () => Recipient.ListOf([("ROLE", "r", null)]),
            Throws.TypeOf<InvalidValueException>().With.Message.EqualTo("recipients[0].type must be IDENTITY."));
}
