using System.Runtime.Versioning;

// Processes are told apart by /proc.
[assembly: SupportedOSPlatform("linux")]

namespace Schedules.EndToEndTests;

/// <summary>A server of its own for each test, not started yet.</summary>
public abstract class ServerTest
{
    private protected PublishedServer Server { get; private set; } = null!;

    [SetUp]
    public void MakeServer() => Server = new PublishedServer();

    [TearDown]
    public async Task EndServer() => await Server.DisposeAsync();
}
