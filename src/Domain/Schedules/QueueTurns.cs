namespace Schedules.Domain.Schedules;

/// <summary>
/// Seats runs in a queue so that organizations take turns: the first run of one that has none waiting sits before the second of one that has many.
/// Start-time fair queueing with runs of equal length.
/// </summary>
public static class QueueTurns
{
    /// <summary>Gives each run its turn, in the order given.</summary>
    /// <param name="runs">Queued runs of one kind of target.</param>
    /// <param name="first">The lowest turn that waits in their queue; null where none does.</param>
    /// <param name="last">The highest turn of each organization that has one waiting there.</param>
    public static void Seat(IEnumerable<Run> runs, long? first, IReadOnlyDictionary<Guid, long> last)
    {
        var seated = new Dictionary<Guid, long>(last);
        foreach (var run in runs)
        {
            var turn = seated.TryGetValue(run.OrganizationId, out var before) ? before + 1 : first ?? 0;
            seated[run.OrganizationId] = turn;
            run.TakeTurn(turn);
        }
    }
}
