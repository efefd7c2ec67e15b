using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>
/// Three processes on one PostgreSQL, with schedules falling due all the time, while processes are killed and frozen, the database dies and the network
/// fails, all at random. Then everything is healed and comes to rest, and the program's checker looks at the ledger.
/// </summary>
internal sealed class KillTest : IAsyncDisposable
{
    private static readonly FaultKind[] _early = [FaultKind.FreezeProcess, FaultKind.RefuseNetwork, FaultKind.HoldNetwork];

    private readonly ConcurrentQueue<Fault> _faults = new();
    private readonly StringBuilder _times = new();

    private KillTest(Cluster cluster)
    {
        Cluster = cluster;
        People = new People(cluster, new Random(KillTestSettings.Seed));
    }

    public Cluster Cluster { get; }

    public People People { get; }

    /// <summary>What the checker said.</summary>
    public Verdict Verdict { get; private set; } = null!;

    /// <summary>The instant up to which everything has come to its end.</summary>
    public string Until { get; private set; } = "";

    /// <summary>How often a process was killed at random.</summary>
    public int Kills => _faults.Count(fault => fault.Kind == FaultKind.KillProcess);

    /// <summary>How often one was killed that had just dispatched.</summary>
    public int KillsAtDispatch => _faults.Count(fault => fault.Kind == FaultKind.KillDispatcher);

    public static async Task<KillTest> Prepare() => new(await Cluster.Create(KillTestSettings.IsLong ? 250 : 50));

    /// <summary>All of it; what stands in the way of an end says with which seed.</summary>
    public async Task Go()
    {
        try
        {
            await Time("start", Cluster.Start);
            await Time("faults", Break);
            await Time("kills at dispatch", () => new AimedKills(Cluster, new Random(KillTestSettings.Seed), _faults).Go(KillTestSettings.KillsAtDispatch));
            await Time("faults without killing", BreakWithoutKilling);
            await Time("coming to rest", Rest);
            await Time("check", async () => Verdict = await Verdict.Of(Cluster.Operator, Cluster.SetUpAt, Until));
            await Report();
        }
        catch (Exception failure)
        {
            throw new AssertionException($"Seed {KillTestSettings.Seed}, {_times}: {failure.Message}", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Cluster.Nodes)
            await KillTestSettings.Keep($"{node.Name}.log", node.Server.Log);
        await Cluster.DisposeAsync();
    }

    private async Task Break()
    {
        using var end = new CancellationTokenSource();
        var seed = KillTestSettings.Seed;
        await Task.WhenAll([
            EndInTime(end),
            People.Go(end.Token),
            new DatabaseFaults(Cluster, new Random(++seed), _faults).Go(end.Token),
            .. Cluster.Nodes.Zip(_early, (node, early) => new NodeFaults(Cluster, node, new Random(++seed), early, _faults).Go(end.Token)),
        ]);
    }

    private async Task EndInTime(CancellationTokenSource end)
    {
        await Wait.For(KillTestSettings.Time, CancellationToken.None);
        // A slow machine needs longer.
        await Wait.Until(() => Task.FromResult(Kills >= KillTestSettings.LeastKills), KillTestSettings.Time, CancellationToken.None);
        await end.CancelAsync();
    }

    // What a process did not let go of when the database went away it would hold for good: nobody kills it any more.
    private async Task BreakWithoutKilling()
    {
        await Cluster.Ready();
        var last = new DatabaseFaults(Cluster, new Random(KillTestSettings.Seed), _faults);
        await last.Do(FaultKind.KillDatabase, CancellationToken.None);
        await Cluster.Ready();
        await last.Do(FaultKind.RestartDatabase, CancellationToken.None);
        await Cluster.Ready();
    }

    private async Task Rest()
    {
        await People.GoOn();
        Until = Cluster.Text(await Cluster.Settle());
        foreach (var node in Cluster.Nodes)
            await node.Server.Stop();
    }

    private async Task Report()
    {
        var headline = $"Faults at random, seed {KillTestSettings.Seed}. In seconds: {_times}.";
        await KillTestSettings.Keep("report.md", await new KillReport(Cluster, _faults, Verdict).Write(headline, People));
    }

    private async Task Time(string what, Func<Task> step)
    {
        var watch = Stopwatch.StartNew();
        await step();
        _times.Append(_times.Length > 0 ? ", " : "").Append(CultureInfo.InvariantCulture, $"{what} {watch.Elapsed.TotalSeconds:F0}");
    }
}
