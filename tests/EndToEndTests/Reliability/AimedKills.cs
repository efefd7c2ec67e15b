using System.Collections.Concurrent;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>
/// Kills the one process that is left as soon as it has moved schedules on. There an occurrence is lost if one can be: it is due no more, and whatever
/// is still to be written of it is not written. At random a kill hardly ever comes just then.
/// </summary>
internal sealed class AimedKills(Cluster cluster, Random random, ConcurrentQueue<Fault> faults)
{
    private readonly Node _node = cluster.Nodes[0];

    /// <summary>Leaves all processes running.</summary>
    public async Task Go(int times)
    {
        // More than one would move schedules on in turns, and nobody sees from outside whose turn it is.
        foreach (var other in cluster.Nodes.Skip(1))
            await other.Server.Kill();
        for (var i = 0; i < times; i++)
            await Kill();
        foreach (var other in cluster.Nodes.Skip(1))
            other.Launch();
    }

    private async Task Kill()
    {
        await cluster.Ledger.UntilDispatched();
        await Task.Delay(random.Between(0, 0.05));
        var processId = _node.Server.ProcessId;
        await _node.Server.Kill();
        faults.Enqueue(new(FaultKind.KillDispatcher, _node.Name, await cluster.Ledger.InFlight(processId)));
        _node.Launch();
    }
}
