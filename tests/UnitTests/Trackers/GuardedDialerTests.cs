using System.Net;
using System.Net.Sockets;
using Schedules.Infrastructure.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class GuardedDialerTests
{
    [TestCase("10.0.0.1", "refused: shop.example resolves to a private address (10.0.0.1)")]
    [TestCase("8.8.8.8,127.0.0.1", "refused: shop.example resolves to a loopback address (127.0.0.1)", TestName = "One address that is not public is enough")]
    public void A_name_with_an_address_that_is_not_public_is_refused(string addresses, string message) =>
        Assert.That(() => Target("shop.example", 443, new(), addresses), Throws.TypeOf<DialException>().With.Message.EqualTo(message));

    [Test]
    public void An_address_in_the_url_is_judged_as_well() =>
        Assert.That(() => Target("169.254.169.254", 80, new(), ""), Throws.TypeOf<DialException>().With.Message.EqualTo(
            "refused: 169.254.169.254 is a link-local address (169.254.169.254)"));

    [Test]
    public void Only_the_ports_of_the_web_are_opened() =>
        Assert.That(() => Target("shop.example", 8080, new(), "8.8.8.8"), Throws.TypeOf<DialException>().With.Message.Contains("port 8080"));

    [Test]
    public async Task A_public_name_is_resolved_once_and_its_judged_addresses_are_the_ones_to_dial()
    {
        var lookups = 0;
        var dialer = new GuardedDialer(new(), (_, _) => Task.FromResult(new[] { IPAddress.Parse(lookups++ == 0 ? "8.8.8.8" : "127.0.0.1") }));

        var (addresses, port) = await dialer.Target("rebinding.example", 443, CancellationToken.None);

        Assert.That((addresses.Single().ToString(), port, lookups), Is.EqualTo(("8.8.8.8", 443, 1)));
    }

    [Test]
    public async Task What_is_allowed_or_mapped_by_the_operator_is_dialled_even_if_private()
    {
        var allowed = await Target("intranet.example", 8080, new() { AllowPrivateAddresses = true }, "10.0.0.1");
        var mapped = await Target("shop.example", 443, new() { HostResolverRules = "MAP shop.example 127.0.0.1:8443" }, "");

        Assert.That((allowed.Addresses.Single().ToString(), allowed.Port), Is.EqualTo(("10.0.0.1", 8080)));
        Assert.That((mapped.Addresses.Single().ToString(), mapped.Port), Is.EqualTo(("127.0.0.1", 8443)));
    }

    [Test]
    public void A_name_that_nobody_knows_is_told_in_words()
    {
        var dialer = new GuardedDialer(new(), (_, _) => throw new SocketException((int)SocketError.HostNotFound));

        Assert.That(() => dialer.Dial("no.example", 443, CancellationToken.None),
            Throws.TypeOf<DialException>().With.Message.EqualTo("the name no.example was not found"));
    }

    private static Task<(IPAddress[] Addresses, int Port)> Target(string host, int port, ScannerOptions options, string addresses) =>
        new GuardedDialer(options, (_, _) => Task.FromResult(addresses.Split(',').Select(IPAddress.Parse).ToArray()))
            .Target(host, port, CancellationToken.None);
}
