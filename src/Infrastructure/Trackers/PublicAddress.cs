using System.Net;
using System.Net.Sockets;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Tells the addresses of the public internet from those that only mean something inside.</summary>
public static class PublicAddress
{
    private static readonly (IPNetwork Network, string Kind)[] _reserved =
    [
        .. Kind("an unspecified address", "0.0.0.0/8", "::/128"),
        .. Kind("a loopback address", "127.0.0.0/8", "::1/128"),
        .. Kind("a private address", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "fec0::/10"),
        .. Kind("a link-local address", "169.254.0.0/16", "fe80::/10"),
        .. Kind("a multicast address", "224.0.0.0/4", "ff00::/8"),
        .. Kind("a documentation address", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
        // 6to4, Teredo, NAT64 and the mapped forms carry an IPv4 address that a gateway may unwrap into any of the above.
        .. Kind("an embedded IPv4 address", "192.88.99.0/24", "2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48", "::/96"),
        .. Kind("a reserved address", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "2001::/23"),
    ];

    private static readonly IPNetwork _globalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>What kind of address it is, with its article, when it is not public; null when it is.</summary>
    public static string? Refusal(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return "an embedded IPv4 address";
        foreach (var (network, kind) in _reserved)
        {
            if (network.Contains(address))
                return kind;
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && !_globalUnicast.Contains(address) ? "a reserved address" : null;
    }

    private static IEnumerable<(IPNetwork Network, string Kind)> Kind(string kind, params string[] networks) =>
        networks.Select(network => (IPNetwork.Parse(network), kind));
}
