using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Schedules.Testing;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>The way of one process to the database: a TCP proxy that can refuse it, or swallow what it says for a while.</summary>
internal sealed class FaultyNetwork : IAsyncDisposable
{
    private readonly int _target;
    private readonly ConcurrentDictionary<Socket, byte> _open = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly List<Task> _flows = [];
    private Socket? _listener;
    private TaskCompletionSource _gate = new();

    public FaultyNetwork(int target)
    {
        _target = target;
        _gate.SetResult();
        _listener = Listen();
    }

    /// <summary>Where the process connects to.</summary>
    public int Port { get; } = LoopbackPort.Free();

    /// <summary>Resets every connection, and refuses new ones until <see cref="Heal"/>.</summary>
    public void Refuse()
    {
        _listener?.Dispose();
        _listener = null;
        foreach (var socket in _open.Keys)
            Reset(socket);
    }

    /// <summary>Connections stay, and new ones are made, but no byte comes through until <see cref="Heal"/>. Then what was held back arrives, late.</summary>
    public void Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Heal()
    {
        _gate.TrySetResult();
        _listener ??= Listen();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _gate.TrySetResult();
        Refuse();
        await Task.WhenAll(_flows);
        _ended.Dispose();
    }

    private Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        listener.Listen();
        _flows.Add(Accept(listener));
        return listener;
    }

    private async Task Accept(Socket listener)
    {
        try
        {
            while (true)
                _ = Connect(await listener.AcceptAsync(_ended.Token));
        }
        catch (Exception closed) when (IsEnd(closed))
        {
            // It refuses now, or is disposed.
        }
    }

    private async Task Connect(Socket client)
    {
        _open[client] = 0;
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        try
        {
            await _gate.Task;
            await server.ConnectAsync(IPAddress.Loopback, _target, _ended.Token);
            _open[server] = 0;
            await Task.WhenAll(Flow(client, server), Flow(server, client));
        }
        catch (Exception closed) when (IsEnd(closed))
        {
            // Whoever else talks on this connection learns it by the reset.
        }

        Reset(client);
        Reset(server);
    }

    private async Task Flow(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _ended.Token) is > 0 and var count)
            {
                await _gate.Task;
                await to.SendAsync(buffer.AsMemory(0, count), _ended.Token);
            }

            await _gate.Task;
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception closed) when (IsEnd(closed))
        {
            Reset(from);
            Reset(to);
        }
    }

    private void Reset(Socket socket)
    {
        if (_open.TryRemove(socket, out _))
            socket.Close(timeout: 0);
    }

    private static bool IsEnd(Exception exception) => exception is SocketException or ObjectDisposedException or OperationCanceledException;
}
