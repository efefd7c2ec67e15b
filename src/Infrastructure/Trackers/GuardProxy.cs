using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Schedules.Infrastructure.Trackers;

/// <summary>
/// The only way out for the browser: a proxy on a loopback port, in this process, that dials through <see cref="GuardedDialer"/>. Blocking requests
/// inside the browser would miss redirects, sockets and names that resolve to inside addresses.
/// </summary>
public sealed class GuardProxy : IAsyncDisposable
{
    private const int MaxConnections = 256;
    private const int MaxRemembered = 10_000;
    private const long MaxBytesPerConnection = 64 * 1024 * 1024;

    private readonly GuardedDialer _dialer;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim _slots = new(MaxConnections);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<(string Host, int Port), string?> _outcomes = new();
    private readonly ConcurrentDictionary<string, string> _canaries = new(StringComparer.Ordinal);
    private readonly Task _accepting;

    public GuardProxy(GuardedDialer dialer)
    {
        _dialer = dialer;
        _listener.Start();
        _accepting = Accept(_closing.Token);
    }

    /// <summary>The value of the browser's --proxy-server.</summary>
    public string Address => $"http://{IPAddress.Loopback}:{Port}";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Why the last connection to the host and port was not made; null when none failed.</summary>
    public string? FailureOf(string host, int port) => _outcomes.GetValueOrDefault((host, port));

    /// <summary>
    /// A word for the host or the path of a request, new each time: no scanned page knows it, so that none can speak for the browser that is tried. A
    /// request with it is noted and goes no further.
    /// </summary>
    public string NewCanary()
    {
        var word = Guid.NewGuid().ToString("N");
        _canaries[word] = "";
        return word;
    }

    /// <summary>The first request with the word, as the browser sent it; empty where there was none. It is forgotten with that.</summary>
    public string TakeHead(string canary) => _canaries.TryRemove(canary, out var head) ? head : "";

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
    }

    private async Task Accept(CancellationToken closing)
    {
        while (true)
        {
            await _slots.WaitAsync(closing);
            _ = Serve(await _listener.AcceptSocketAsync(closing), closing);
        }
    }

    private async Task Serve(Socket socket, CancellationToken closing)
    {
        try
        {
            await using var client = new NetworkStream(socket, ownsSocket: true);
            if (await ProxyRequest.Read(client, closing) is not { } request)
                return;
            if (!IsOfCanary(request) && await Dial(request, client, closing) is { } remote)
                await Relay(request, client, remote, closing);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side hung up; the browser tells the page.
        }
        finally
        {
            _slots.Release();
        }
    }

    private bool IsOfCanary(ProxyRequest request)
    {
        var head = Encoding.Latin1.GetString(request.Head);
        if (_canaries.Keys.FirstOrDefault(word => head.Contains(word, StringComparison.Ordinal)) is not { } canary)
            return false;
        _canaries.TryUpdate(canary, head, "");
        return true;
    }

    private async Task<NetworkStream?> Dial(ProxyRequest request, NetworkStream client, CancellationToken closing)
    {
        try
        {
            var socket = await _dialer.Dial(request.Host, request.Port, closing);
            Remember(request, outcome: null);
            return new(socket, ownsSocket: true);
        }
        catch (DialException exception)
        {
            Remember(request, exception.Message);
            // A plain request is left without an answer: one made up here would look like the site's.
            if (request.IsTunnel)
                await client.WriteAsync("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), closing);
            return null;
        }
    }

    private void Remember(ProxyRequest request, string? outcome)
    {
        if (_outcomes.Count < MaxRemembered || _outcomes.ContainsKey((request.Host, request.Port)))
            _outcomes[(request.Host, request.Port)] = outcome;
    }

    private static async Task Relay(ProxyRequest request, NetworkStream client, NetworkStream remote, CancellationToken closing)
    {
        await using var _ = remote;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(closing);
        var there = request.IsTunnel ? Tunnel(request, client, remote, ended.Token) : PassOn(request, client, remote, ended.Token);
        var back = Copy(remote, client, MaxBytesPerConnection, ended.Token);
        await Task.WhenAny(there, back);
        await ended.CancelAsync();
        await Task.WhenAll(there, back);
    }

    private static async Task Tunnel(ProxyRequest request, NetworkStream client, NetworkStream remote, CancellationToken ended)
    {
        await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), ended);
        await remote.WriteAsync(request.Rest, ended);
        await Copy(client, remote, MaxBytesPerConnection, ended);
    }

    private static async Task PassOn(ProxyRequest request, NetworkStream client, NetworkStream remote, CancellationToken ended)
    {
        await remote.WriteAsync(request.Head, ended);
        var first = request.Rest[..(int)Math.Min(request.Rest.Length, request.BodyLength)];
        await remote.WriteAsync(first, ended);
        await Copy(client, remote, request.BodyLength - first.Length, ended);
        // Whatever else comes would be a second request: this connection ends with it, and the browser asks again on a new one.
        _ = await client.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, ended);
    }

    private static async Task Copy(NetworkStream from, NetworkStream to, long limit, CancellationToken ended)
    {
        var buffer = new byte[16 * 1024];
        while (limit > 0)
        {
            var read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, limit)), ended);
            if (read == 0)
                return;
            await to.WriteAsync(buffer.AsMemory(0, read), ended);
            limit -= read;
        }
    }
}
