using System.Net;
using System.Net.Sockets;

namespace Schedules.Infrastructure.Trackers;

/// <summary>
/// Opens the connections of a scanned page. A name is resolved once, every address that it has is judged, and one of the judged addresses is dialled:
/// there is no second look-up in which the name could lead elsewhere.
/// </summary>
/// <param name="options">The rules of the operator.</param>
/// <param name="resolve">Name resolution.</param>
public sealed class GuardedDialer(ScannerOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private static readonly TimeSpan _dialTimeout = TimeSpan.FromSeconds(10);

    private readonly HostRules _rules = new(options.HostResolverRules);

    /// <summary>A connected socket, which the caller disposes.</summary>
    /// <exception cref="DialException">It is refused, or nobody answers; the message says it in words.</exception>
    public async Task<Socket> Dial(string host, int port, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_dialTimeout);
        try
        {
            var (addresses, target) = await Target(host, port, timeout.Token);
            return await Connect(addresses, target, timeout.Token);
        }
        catch (SocketException exception)
        {
            throw new DialException(Words(exception, host, port), exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DialException($"{host}:{port} did not answer within {_dialTimeout.TotalSeconds:0} s", exception);
        }
    }

    /// <summary>Where a connection may go: the judged addresses and the port.</summary>
    /// <exception cref="DialException">An address is not public, or the port is neither 80 nor 443.</exception>
    public async Task<(IPAddress[] Addresses, int Port)> Target(string host, int port, CancellationToken cancellationToken)
    {
        // What the operator mapped is the operator's word, wherever it leads.
        if (_rules.TargetOf(host, port) is { } mapped)
            return (await Resolve(mapped.Host, cancellationToken), mapped.Port);
        var addresses = await Resolve(host, cancellationToken);
        if (!options.AllowPrivateAddresses)
            Judge(host, port, addresses);
        return (addresses, port);
    }

    private static void Judge(string host, int port, IPAddress[] addresses)
    {
        foreach (var address in addresses)
        {
            if (PublicAddress.Refusal(address) is { } kind)
                throw new DialException($"refused: {host} {(IPAddress.TryParse(host, out _) ? "is" : "resolves to")} {kind} ({address})");
        }

        if (port is not (80 or 443))
            throw new DialException($"refused: port {port} of {host}, as only 80 and 443 are opened");
    }

    private async Task<IPAddress[]> Resolve(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken) is { Length: > 0 } found
            ? found
            : throw new SocketException((int)SocketError.HostNotFound);

    private static async Task<Socket> Connect(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Words(SocketException exception, string host, int port) => exception.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => $"the name {host} was not found",
        SocketError.ConnectionRefused => $"{host}:{port} refused the connection",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"{host}:{port} cannot be reached from here",
        _ => $"{host}:{port} could not be connected to ({exception.SocketErrorCode})",
    };
}

/// <summary>A connection that was not made. The message is the end of the sentence "The visit failed: …".</summary>
public sealed class DialException(string message, Exception? innerException = null) : Exception(message, innerException);
