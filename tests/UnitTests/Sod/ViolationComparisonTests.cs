using NodaTime;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

public sealed class ViolationComparisonTests
{
    private static readonly SodPolicy _policy = Conflicts.Policy(Conflicts.Conflicting());

    [TestCase("", "", "", "0 0 0 0")]
    [TestCase("ann bob", "", "", "2 2 0 0")]
    [TestCase("", "ann bob", "", "0 0 2 0")]
    [TestCase("ann bob", "bob ann", "", "2 0 0 0")]
    [TestCase("bob cid dan", "ann bob", "", "3 2 1 0")]
    [TestCase("ANN", "ann", "", "1 1 1 0")]
    [TestCase("ann bob", "", "bob", "1 1 0 1")]
    [TestCase("ann bob", "ann bob", "bob", "1 0 0 1")]
    [TestCase("ann", "ann bob", "bob", "1 0 1 0")]
    public void Violations_new_resolved_and_excepted_are_counted(string found, string before, string excepted, string counts)
    {
        var comparison = new ViolationComparison(
            [.. Words(found).Select(id => Violates(id))], Words(before).ToHashSet(), [.. Words(excepted).Select(id => Exception(id))]);
        var (violations, added, resolved, covered) = comparison.Counts;
        Assert.That($"{violations} {added} {resolved} {covered}", Is.EqualTo(counts));
        Assert.That(comparison.Compared.Count(item => item.ExceptionId is not null), Is.EqualTo(covered));
        Assert.That(comparison.Counted.Select(violation => violation.IdentityId), Is.EqualTo(Words(found).Except(Words(excepted))));
        Assert.That(comparison.Compared.Where(item => item.ExceptionId is not null).Any(item => item.IsNew), Is.False);
    }

    [TestCase("A C", true)]
    [TestCase("A B C D", true)]
    [TestCase("B C", false)]
    [TestCase("A D", false)]
    public void An_exception_for_some_entitlements_covers_a_conflict_of_these_alone(string entitlements, bool covers)
    {
        var comparison = new ViolationComparison([Violates("ann")], new HashSet<string>(), [Exception("ann", Words(entitlements))]);
        Assert.That(comparison.Counts.Excepted, Is.EqualTo(covers ? 1 : 0));
    }

    [TestCase("", "", true)]
    [TestCase("A C", "C A", true)]
    [TestCase("A C", "", false)]
    [TestCase("A C", "A B C", false)]
    public void Exceptions_for_the_same_conflict_are_for_the_same(string one, string other, bool same) =>
        Assert.That(Exception("ann", Words(one)).IsForTheSame(Exception("ann", Words(other))), Is.EqualTo(same));

    [Test]
    public void Exceptions_of_two_identities_are_not_for_the_same() => Assert.That(Exception("ann").IsForTheSame(Exception("bob")), Is.False);

    [Test]
    public void An_exception_ends_when_it_expires_or_somebody_revokes_it()
    {
        var exception = Exception("ann");
        Assert.That(exception.HoldsAt(Conflicts.Now), Is.True);
        Assert.That((exception.HoldsAt(exception.Expires - Duration.Epsilon), exception.HoldsAt(exception.Expires)), Is.EqualTo((true, false)));
        exception.Revoke("me", Conflicts.Now);
        exception.Revoke("you", Conflicts.Now + Duration.FromHours(1));
        Assert.That((exception.HoldsAt(Conflicts.Now), exception.RevokedBy, exception.Revoked), Is.EqualTo((false, "me", Conflicts.Now)));
    }

    [TestCase(0, "because", "expires")]
    [TestCase(-1, "because", "expires")]
    [TestCase(1, "", "reason")]
    [TestCase(1, null, "reason")]
    public void An_exception_has_an_end_to_come_and_a_reason(int days, string? reason, string field) => Assert.That(
        () => new ExceptionGrant(
            Guid.Empty, Conflicts.Policy(Conflicts.Conflicting()), "ann", [], Conflicts.Now + Duration.FromDays(days), reason, "me", Conflicts.Now),
        Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo(field));

    [TestCase("A X C", "entitlements[1].id")]
    [TestCase("a C", "entitlements[0].id")]
    [TestCase("A B", "entitlements")]
    [TestCase("D", "entitlements")]
    public void An_exception_for_some_entitlements_names_a_conflict_of_its_policy(string entitlements, string field) => Assert.That(
        () => Exception("ann", Words(entitlements)), Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo(field));

    private static Violation Violates(string id) => new(id, id, Conflicts.Entitlements("A"), Conflicts.Entitlements("C"));

    private static ExceptionGrant Exception(string identityId, params string[] entitlements) => new(
        Guid.NewGuid(), _policy, identityId, Conflicts.Entitlements(entitlements),
        Conflicts.Now + Duration.FromDays(1), "because", "me", Conflicts.Now);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
