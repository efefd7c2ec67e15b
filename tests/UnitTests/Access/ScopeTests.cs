using NodaTime;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.UnitTests.Access;

public sealed class ScopeTests
{
    [TestCase("sp:scopes:all", "idn:sod-policy:manage", true)]
    [TestCase("idn:sod-policy:manage", "idn:sod-policy:read", true)]
    [TestCase("idn:sod-policy:read", "idn:sod-policy:read", true)]
    [TestCase("idn:sod-policy:read", "idn:sod-policy:manage", false)]
    [TestCase("idn:sod-policy:manage", "idn:sod-violation:read", false)]
    [TestCase("idn:sod-policy:manage", "sp:scopes:all", false)]
    [TestCase("sp:scopes:all", "idn:unknown:read", false)]
    public void Manage_opens_read_and_all_opens_all(string held, string needed, bool granted) =>
        Assert.That(Scopes.Grants([held], needed), Is.EqualTo(granted));

    [Test]
    public void A_client_can_only_narrow_its_scopes()
    {
        var client = new OAuthClient(Guid.NewGuid(), Guid.NewGuid(), "secret", Guid.NewGuid(), Instant.MinValue);
        Assert.That(client.Narrow([]), Is.EqualTo(new[] { Scopes.All }));
        Assert.That(client.Narrow([Scopes.SodPolicyRead, Scopes.SodPolicyRead]), Is.EqualTo(new[] { Scopes.SodPolicyRead }));
        Assert.That(() => client.Narrow(["idn:unknown:read"]), Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("scope"));
    }

    [Test]
    public void Secrets_are_32_bytes_and_known_by_their_hash()
    {
        var secret = Secret.New();
        Assert.That(secret, Has.Length.EqualTo(43).And.Not.EqualTo(Secret.New()));
        Assert.That(Secret.Matches(secret, Secret.HashOf(secret)));
        Assert.That(Secret.Matches(secret + "x", Secret.HashOf(secret)), Is.False);
    }

    [TestCase("Acme", "acme")]
    [TestCase("  Süd & Co. (2026) ", "süd-co-2026")]
    [TestCase("!!!", "unnamed")]
    public void A_slug_keeps_letters_and_digits(string name, string slug) => Assert.That(Text.Slug(name), Is.EqualTo(slug));
}
