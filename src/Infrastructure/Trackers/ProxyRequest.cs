using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Schedules.Infrastructure.Trackers;

/// <summary>What a browser asks of its proxy: a tunnel, or one plain HTTP request to be passed on.</summary>
/// <param name="Host">Where to.</param>
/// <param name="Port">Its port.</param>
/// <param name="IsTunnel">CONNECT: bytes go both ways from then on.</param>
/// <param name="Head">The request as the site shall see it; empty for a tunnel.</param>
/// <param name="BodyLength">Bytes of body that belong to the request; 0 for a tunnel.</param>
/// <param name="Rest">What had already arrived after the head.</param>
internal sealed record ProxyRequest(string Host, int Port, bool IsTunnel, byte[] Head, long BodyLength, ReadOnlyMemory<byte> Rest)
{
    private const int MaxHeadLength = 64 * 1024;

    private static readonly string[] _hopByHop = ["connection", "keep-alive", "proxy-authorization", "proxy-connection", "upgrade"];

    /// <summary>Reads one request; null when what came is not one that a browser sends to a proxy.</summary>
    public static async Task<ProxyRequest?> Read(NetworkStream client, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxHeadLength];
        for (var length = 0; length < buffer.Length;)
        {
            var read = await client.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
                return null;
            length += read;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
                return Parse(Encoding.Latin1.GetString(buffer, 0, end).Split("\r\n"), buffer.AsMemory(end + 4, length - end - 4));
        }

        return null;
    }

    private static ProxyRequest? Parse(string[] lines, ReadOnlyMemory<byte> rest)
    {
        if (lines[0].Split(' ') is not [var method, var target, _])
            return null;
        if (method == "CONNECT")
            return HostAndPort.TryParse(target, 443, out var tunnel) ? new(tunnel.Host, tunnel.Port, IsTunnel: true, [], 0, rest) : null;
        return Plain(method, target, lines[1..], rest);
    }

    private static ProxyRequest? Plain(string method, string target, string[] headers, ReadOnlyMemory<byte> rest)
    {
        if (!Uri.TryCreate(target, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || Value(headers, "transfer-encoding") is not null)
            return null;
        if (!long.TryParse(Value(headers, "content-length") ?? "0", CultureInfo.InvariantCulture, out var bodyLength) || bodyLength < 0)
            return null;
        var path = target.IndexOfAny(['/', '?'], "http://".Length) is >= 0 and var start ? target[start..] : "/";
        string[] head =
        [
            $"{method} {(path[0] == '/' ? path : "/" + path)} HTTP/1.1",
            .. headers.Where(header => !_hopByHop.Contains(NameOf(header))),
            // One request a connection: a browser would reuse it for another host, which nobody had judged.
            "Connection: close",
            "\r\n",
        ];
        return new(url.IdnHost, url.Port, IsTunnel: false, Encoding.Latin1.GetBytes(string.Join("\r\n", head)), bodyLength, rest);
    }

    private static string? Value(string[] headers, string name) =>
        headers.FirstOrDefault(header => NameOf(header) == name)?[(name.Length + 1)..].Trim();

    private static string NameOf(string header) => header.Split(':')[0].ToLowerInvariant();
}
