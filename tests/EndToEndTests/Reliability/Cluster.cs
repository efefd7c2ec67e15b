using System.Diagnostics;
using System.Globalization;
using Schedules.Testing;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>Three processes of the published program on one PostgreSQL, on a clock that runs fast and that all of them share.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    /// <summary>After which a silent process's runs are given to another, as the machine counts.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    /// <summary>When the schedules are made. Europe's summer time ends four hours later: there an hour comes twice.</summary>
    public const string SetUpAt = "2026-10-24T21:00:00Z";

    private static readonly DateTimeOffset _startAt = Setup.Utc("2026-10-24T21:30:00Z");

    private readonly Stopwatch _sinceStart = new();

    private Cluster(PostgresServer database, string connectionString)
    {
        (Database, Ledger) = (database, new Ledger(database, connectionString));
        Nodes = [.. Enumerable.Range(1, 3).Select(number => new Node($"process {number}", database))];
        Prepare(Operator, connectionString);
        foreach (var node in Nodes)
        {
            node.Server.Settings["Logging__LogLevel__Default"] = "Warning";
            Prepare(node.Server, connectionString.Replace($"Port={database.Port}", $"Port={node.Network.Port}", StringComparison.Ordinal));
        }
    }

    public PostgresServer Database { get; }

    /// <summary>A way into the database that no fault closes.</summary>
    public Ledger Ledger { get; }

    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The program as an operator uses it: on another machine, beside the processes.</summary>
    public PublishedServer Operator { get; } = new();

    /// <summary>What the processes' clocks show.</summary>
    public DateTimeOffset Now => _startAt + (_sinceStart.Elapsed * KillTestSettings.Speed);

    /// <summary>What people change and ask for.</summary>
    public Workload Workload { get; private set; } = null!;

    /// <summary>A database with schedules in it, and nothing running yet.</summary>
    /// <param name="copies">How many schedules there are: eight times as many.</param>
    public static async Task<Cluster> Create(int copies)
    {
        var database = await PostgresServer.Start(("max_connections", "80"), ("shared_buffers", "256MB"));
        var cluster = new Cluster(database, await database.CreateDatabase() + ";Maximum Pool Size=20");
        var migrated = await cluster.Operator.Run("migrate");
        Assert.That(migrated.ExitCode, Is.Zero, migrated.Errors);
        await cluster.Operator.Start(SetUpAt);
        cluster.Workload = await Workload.Create(cluster, copies);
        await cluster.Operator.Stop();
        return cluster;
    }

    /// <summary>Starts the processes. The clock that they read stood still until now.</summary>
    public async Task Start()
    {
        var startedAt = await Ledger.MachineTime();
        _sinceStart.Start();
        foreach (var node in Nodes)
        {
            node.Server.Settings["Clock__StartAt"] = Text(_startAt);
            node.Server.Settings["Clock__StartedAt"] = startedAt;
            node.Server.Settings["Clock__Speed"] = KillTestSettings.Speed.ToString(CultureInfo.InvariantCulture);
            node.Launch();
        }

        await Ready();
    }

    /// <summary>Waits until all that was due by now has come to its end.</summary>
    /// <returns>That now.</returns>
    public async Task<DateTimeOffset> Settle()
    {
        var now = Now;
        await Poll.Until($"everything that was due until {Text(now)} to end", () => Ledger.Open(now), open => open == (0, 0));
        return now;
    }

    /// <summary>Waits until every process serves.</summary>
    public async Task Ready() => await Poll.Until(
        "all processes to be ready", async () => string.Join("\n", await Task.WhenAll(Nodes.Select(Missing))), missing => missing.Trim().Length == 0);

    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        await Operator.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task<string> Missing(Node node) => await node.IsReady()
        ? ""
        : $"{node.Name} {(node.Server.ProcessId is null ? "has ended" : "runs")}; its log: {node.Server.Log}";

    private static void Prepare(PublishedServer server, string connectionString)
    {
        server.UsePostgreSql(connectionString);
        server.Settings["Runs__Lease"] = Lease.ToString();
        server.Settings["Runs__MaxAttempts"] = "10";
        server.Settings["RateLimits__Requests"] = "1000000";
        server.Settings["Demo"] = "false";
        // Real time between two looks stays a quarter of a second.
        server.Settings["Dispatch__Interval"] = TimeSpan.FromSeconds(0.25 * KillTestSettings.Speed).ToString();
    }
}
