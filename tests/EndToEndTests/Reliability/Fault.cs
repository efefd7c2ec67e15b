namespace Schedules.EndToEndTests.Reliability;

/// <summary>What the driver does to the program.</summary>
internal enum FaultKind
{
    KillProcess,
    KillDispatcher,
    FreezeProcess,
    RefuseNetwork,
    HoldNetwork,
    RestartDatabase,
    KillDatabase,
    ExhaustConnections,
}

/// <param name="Kind">What was done.</param>
/// <param name="Where">To whom.</param>
/// <param name="InFlight">Runs that were being executed there at that moment.</param>
internal sealed record Fault(FaultKind Kind, string Where, IReadOnlyList<Guid> InFlight)
{
    public static string Describe(FaultKind kind) => kind switch
    {
        FaultKind.KillProcess => "a process killed (SIGKILL) and started again",
        FaultKind.KillDispatcher => "the only process killed (SIGKILL) as soon as it had moved schedules on",
        FaultKind.FreezeProcess => "a process frozen past its lease (SIGSTOP, SIGCONT)",
        FaultKind.RefuseNetwork => "a process's connections to the database reset, new ones refused",
        FaultKind.HoldNetwork => "a process's packets to and from the database held back",
        FaultKind.RestartDatabase => "the database restarted in order",
        FaultKind.KillDatabase => "the database killed (SIGKILL, all of it) and started again",
        FaultKind.ExhaustConnections => "the database's connections used up",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>Deals kinds of faults at random, but each in its turn: however short it goes on, none is left out for long.</summary>
/// <param name="random">Shuffles.</param>
/// <param name="first">What is dealt before anything is shuffled.</param>
/// <param name="kinds">What is dealt then, over and over; the more often a kind is in it, the more often.</param>
internal sealed class Deck(Random random, IEnumerable<FaultKind> first, params FaultKind[] kinds)
{
    private readonly Queue<FaultKind> _left = new(first);

    public FaultKind Draw()
    {
        if (_left.Count == 0)
        {
            random.Shuffle(kinds);
            foreach (var kind in kinds)
                _left.Enqueue(kind);
        }

        return _left.Dequeue();
    }
}
