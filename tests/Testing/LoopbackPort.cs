using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Schedules.Testing;

internal static class LoopbackPort
{
    private static readonly ConcurrentDictionary<int, bool> _given = [];

    /// <summary>
    /// A port that nobody listens on, for who listens on it more than once. It is below those that Linux gives to outgoing connections: one of those
    /// could take it in the meantime.
    /// </summary>
    public static int Free()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20_000, 32_000));
                listener.Start();
                var port = ((IPEndPoint)listener.LocalEndpoint).Port;
                // Nobody may listen on it yet to whom it was given.
                if (_given.TryAdd(port, true))
                    return port;
            }
            catch (SocketException)
            {
                // Taken: the next one may not be.
            }
        }
    }
}
