using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class HostNameTests
{
    [TestCase("example.com", "example.com")]
    [TestCase(" Shop.EXAMPLE.com. ", "shop.example.com")]
    [TestCase("bücher.example", "xn--bcher-kva.example")]
    [TestCase("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [TestCase("1.example", "1.example")]
    public void A_bare_host_name_is_kept_in_ASCII_and_lower_case(string value, string kept) =>
        Assert.That(HostName.Parse("name", value), Is.EqualTo(kept));

    [TestCase(null)]
    [TestCase("")]
    [TestCase(".")]
    [TestCase("localhost")]
    [TestCase("https://example.com")]
    [TestCase("example.com/path")]
    [TestCase("example.com:80")]
    [TestCase("user@example.com")]
    [TestCase("10.0.0.1")]
    [TestCase("[::1]")]
    [TestCase("-a.example")]
    [TestCase("a-.example")]
    [TestCase("a..example")]
    [TestCase("a_b.example")]
    [TestCase("a b.example")]
    [TestCase("*.example.com")]
    public void Anything_else_is_refused(string? value) =>
        Assert.That(() => HostName.Parse("domains[0]", value), Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("domains[0]"));

    [Test]
    public void Labels_have_63_characters_at_most_and_names_253()
    {
        Assert.That(HostName.Parse("name", new string('a', 63) + ".example"), Has.Length.EqualTo(71));
        Assert.That(() => HostName.Parse("name", new string('a', 64) + ".example"), Throws.TypeOf<InvalidValueException>());
        Assert.That(() => HostName.Parse("name", string.Concat(Enumerable.Repeat("abc.", 63)) + "example"), Throws.TypeOf<InvalidValueException>());
    }
}
