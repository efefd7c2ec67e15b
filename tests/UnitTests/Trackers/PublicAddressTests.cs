using System.Net;
using Schedules.Infrastructure.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class PublicAddressTests
{
    [TestCase("0.0.0.0", "unspecified")]
    [TestCase("127.0.0.1", "loopback")]
    [TestCase("127.255.255.254", "loopback")]
    [TestCase("10.0.0.1", "private")]
    [TestCase("172.16.0.1", "private")]
    [TestCase("172.31.255.255", "private")]
    [TestCase("192.168.1.1", "private")]
    [TestCase("100.64.0.1", "private", TestName = "Carrier-grade NAT")]
    [TestCase("169.254.169.254", "link-local", TestName = "The metadata service of clouds")]
    [TestCase("224.0.0.251", "multicast")]
    [TestCase("255.255.255.255", "reserved")]
    [TestCase("240.0.0.1", "reserved")]
    [TestCase("192.0.2.1", "documentation")]
    [TestCase("198.51.100.1", "documentation")]
    [TestCase("203.0.113.1", "documentation")]
    [TestCase("198.18.0.1", "reserved")]
    [TestCase("192.0.0.1", "reserved")]
    [TestCase("192.88.99.1", "embedded")]
    [TestCase("::", "unspecified")]
    [TestCase("::1", "loopback")]
    [TestCase("fd00::1", "private", TestName = "Unique local")]
    [TestCase("fe80::1", "link-local")]
    [TestCase("ff02::1", "multicast")]
    [TestCase("2001:db8::1", "documentation")]
    [TestCase("3fff::1", "documentation")]
    [TestCase("2002:7f00:1::", "embedded", TestName = "6to4")]
    [TestCase("2001:0:7f00:1::", "embedded", TestName = "Teredo")]
    [TestCase("64:ff9b::7f00:1", "embedded", TestName = "NAT64")]
    [TestCase("::ffff:127.0.0.1", "embedded", TestName = "Mapped IPv4")]
    [TestCase("::ffff:8.8.8.8", "embedded", TestName = "Mapped IPv4 even of a public address")]
    [TestCase("::127.0.0.1", "embedded", TestName = "Compatible IPv4")]
    [TestCase("4000::1", "reserved", TestName = "Not handed out to anybody")]
    public void An_address_that_only_means_something_inside_is_named(string address, string kind) =>
        Assert.That(PublicAddress.Refusal(IPAddress.Parse(address)), Does.Contain(kind));

    [TestCase("8.8.8.8")]
    [TestCase("100.63.255.255")]
    [TestCase("100.128.0.1")]
    [TestCase("172.15.255.255")]
    [TestCase("172.32.0.1")]
    [TestCase("223.255.255.255")]
    [TestCase("2606:4700:4700::1111")]
    [TestCase("2a00:1450:4001::1")]
    public void A_public_address_is_not_refused(string address) =>
        Assert.That(PublicAddress.Refusal(IPAddress.Parse(address)), Is.Null);
}
