using FsCheck;
using FsCheck.Fluent;
using Schedules.Domain.Access;

namespace Schedules.UnitTests.Access;

public sealed class EntitlementSetTests
{
    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property What_is_stored_is_read_back_in_order_and_once() => Prop.ForAll(
        Arb.From(Gen.Choose(0, 5000).ListOf()),
        numbers => EntitlementSet.FromBytes(EntitlementSet.Of(numbers).ToBytes()).ToArray().SequenceEqual(numbers.Distinct().Order()));

    [TestCase(0)]
    [TestCase(127)]
    [TestCase(128)]
    [TestCase(16_383)]
    [TestCase(16_384)]
    [TestCase(int.MaxValue)]
    public void Every_number_has_its_bytes(int number) =>
        Assert.That(EntitlementSet.Of([number, 0]).ToArray(), Is.EqualTo(new[] { 0, number }.Distinct()));

    [Test]
    public void Fifty_out_of_ten_thousand_take_about_a_hundred_bytes() =>
        Assert.That(EntitlementSet.Of(Enumerable.Range(0, 50).Select(i => i * 199)).ToBytes(), Has.Length.LessThan(110));

    [Test]
    public void The_order_of_numbers_makes_no_other_set() =>
        Assert.That(EntitlementSet.Of([3, 1, 2, 1]), Is.EqualTo(EntitlementSet.Of([1, 2, 3])));

    [Test]
    public void Negative_numbers_are_refused() =>
        Assert.That(() => EntitlementSet.Of([-1]), Throws.TypeOf<ArgumentOutOfRangeException>());
}
