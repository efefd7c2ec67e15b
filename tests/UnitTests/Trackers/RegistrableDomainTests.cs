using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class RegistrableDomainTests
{
    [TestCase("shop.example", "shop.example", TestName = "An unlisted ending counts as one label")]
    [TestCase("www.shop.example", "shop.example", TestName = "A subdomain belongs to its site")]
    [TestCase("WWW.Shop.CO.UK.", "shop.co.uk", TestName = "The longest rule wins, whatever the case and the final dot")]
    [TestCase("co.uk", "co.uk", TestName = "A public suffix stands for itself")]
    [TestCase("alice.github.io", "alice.github.io", TestName = "Sites under a host of many owners are apart")]
    [TestCase("a.b.kobe.jp", "a.b.kobe.jp", TestName = "A wildcard takes one label more")]
    [TestCase("x.a.b.kobe.jp", "a.b.kobe.jp", TestName = "Below a wildcard a site has its subdomains")]
    [TestCase("www.city.kobe.jp", "city.kobe.jp", TestName = "An exception takes the wildcard back")]
    [TestCase("www.xn--55qx5d.cn", "www.xn--55qx5d.cn", TestName = "Rules in other scripts are compared in their ASCII form")]
    [TestCase("127.0.0.1", "127.0.0.1", TestName = "An IPv4 address is no name")]
    [TestCase("[::1]", "::1", TestName = "An IPv6 address is no name")]
    [TestCase("localhost", "localhost", TestName = "A single label stands for itself")]
    public void The_registrable_domain_follows_the_public_suffix_list(string host, string expected) =>
        Assert.That(RegistrableDomain.Of(host), Is.EqualTo(expected));
}
