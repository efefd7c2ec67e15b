using System.Globalization;
using Schedules.Testing;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>One process of the program, with a way of its own to the database.</summary>
internal sealed class Node(string name, PostgresServer database) : IAsyncDisposable
{
    private static readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly string _address = $"http://127.0.0.1:{LoopbackPort.Free().ToString(CultureInfo.InvariantCulture)}";

    public string Name { get; } = name;

    public FaultyNetwork Network { get; } = new(database.Port);

    public PublishedServer Server { get; } = new();

    /// <summary>How often it ended though nobody had killed it.</summary>
    public int Collapses { get; private set; }

    /// <summary>Starts the process, which nobody waits for.</summary>
    public void Launch() => Server.Launch(_address);

    /// <summary>Starts a process that has ended by itself, as a service manager does.</summary>
    public async Task Revive()
    {
        if (Server.ProcessId is not null)
            return;
        Collapses++;
        await Server.Kill();
        Launch();
    }

    /// <summary>Whether it serves, and reaches its database.</summary>
    public async Task<bool> IsReady()
    {
        try
        {
            using var answer = await _client.GetAsync($"{_address}/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Network.DisposeAsync();
    }
}
