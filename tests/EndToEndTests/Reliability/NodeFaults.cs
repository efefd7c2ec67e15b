using System.Collections.Concurrent;
using Schedules.Testing;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>One fault after another for one process, at random moments.</summary>
/// <param name="cluster">Of which the process is one.</param>
/// <param name="node">The process.</param>
/// <param name="random">Chooses what and when.</param>
/// <param name="early">What comes early, so that even a short test has it.</param>
/// <param name="faults">Notes what was done.</param>
internal sealed class NodeFaults(Cluster cluster, Node node, Random random, FaultKind early, ConcurrentQueue<Fault> faults)
{
    private readonly Deck _deck = new(
        random, [FaultKind.KillProcess, early],
        FaultKind.KillProcess, FaultKind.KillProcess, FaultKind.KillProcess, FaultKind.KillProcess,
        FaultKind.FreezeProcess, FaultKind.RefuseNetwork, FaultKind.HoldNetwork);

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>Goes on until told to end, and leaves the process running with an open way to the database.</summary>
    public async Task Go(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Wait.For(random.Between(0.5, 8), end);
            await node.Revive();
            if (!end.IsCancellationRequested)
                await Do(_deck.Draw(), end);
        }

        await node.Revive();
    }

    private Task Do(FaultKind kind, CancellationToken end) => kind switch
    {
        FaultKind.KillProcess => Kill(end),
        FaultKind.FreezeProcess => Freeze(end),
        FaultKind.RefuseNetwork => Cut(kind, node.Network.Refuse, end),
        FaultKind.HoldNetwork => Cut(kind, node.Network.Hold, end),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private async Task Kill(CancellationToken end)
    {
        var processId = node.Server.ProcessId;
        await node.Server.Kill();
        faults.Enqueue(new(FaultKind.KillProcess, node.Name, await cluster.Ledger.InFlight(processId)));
        await Wait.For(random.Between(0, 2), end);
        node.Launch();
        // A process that never got as far as working is no use to kill. Where the database is gone for long, it may not get there.
        await Wait.Until(node.IsReady, _patience, end);
    }

    private async Task Freeze(CancellationToken end)
    {
        node.Server.Send(Signal.Stop);
        faults.Enqueue(new(FaultKind.FreezeProcess, node.Name, await cluster.Ledger.InFlight(node.Server.ProcessId)));
        await Wait.For(Cluster.Lease + random.Between(1, 3), end);
        node.Server.Send(Signal.Continue);
    }

    private async Task Cut(FaultKind kind, Action cut, CancellationToken end)
    {
        cut();
        faults.Enqueue(new(kind, node.Name, await cluster.Ledger.InFlight(node.Server.ProcessId)));
        await Wait.For(random.Between(2, 9), end);
        node.Network.Heal();
    }
}
