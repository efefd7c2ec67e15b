using System.Collections.Concurrent;
using Npgsql;
using Schedules.Testing;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>One fault after another for the database, at random moments.</summary>
internal sealed class DatabaseFaults(Cluster cluster, Random random, ConcurrentQueue<Fault> faults)
{
    private readonly Deck _deck = new(random, [FaultKind.ExhaustConnections], FaultKind.RestartDatabase, FaultKind.KillDatabase, FaultKind.ExhaustConnections);

    /// <summary>Goes on until told to end, and leaves the database running, its connections free.</summary>
    public async Task Go(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Wait.For(random.Between(3, 20), end);
            if (!end.IsCancellationRequested)
                await Do(_deck.Draw(), end);
        }
    }

    public async Task Do(FaultKind kind, CancellationToken end)
    {
        faults.Enqueue(new(kind, "the database", await cluster.Ledger.InFlight(processId: null)));
        if (kind == FaultKind.ExhaustConnections)
        {
            await Exhaust(end);
            return;
        }

        await (kind == FaultKind.KillDatabase ? cluster.Database.Kill() : cluster.Database.Stop());
        await Wait.For(random.Between(0, 3), end);
        await cluster.Database.Restart();
    }

    // What the program gives back, or is thrown out of, somebody else takes at once.
    private async Task Exhaust(CancellationToken end)
    {
        var taken = new List<NpgsqlConnection>();
        try
        {
            await TakeAll(taken);
            if (random.Next(2) == 0)
                await cluster.Ledger.EndSessionsOf(PostgresServer.Owner, except: [.. taken.Select(connection => connection.ProcessID)]);
            await Wait.Until(
                async () =>
                {
                    await TakeAll(taken);
                    return false;
                },
                random.Between(3, 6), end);
        }
        finally
        {
            foreach (var connection in taken)
                await connection.DisposeAsync();
        }
    }

    private async Task TakeAll(List<NpgsqlConnection> taken)
    {
        try
        {
            while (true)
            {
                var connection = new NpgsqlConnection(cluster.Database.ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                taken.Add(connection);
            }
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            // None is left but the superuser's.
        }
    }
}
