namespace Schedules.Domain.Schedules;

/// <summary>
/// Seats runs in a queue so that organizations take turns: the first run of one that has none waiting sits before the second of one that has many.
/// Start-time fair queueing with runs of equal length. What was seated is remembered, so that a burst that comes in batches is one burst.
/// </summary>
public sealed class QueueTurns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TargetType, Dictionary<Guid, long>> _last = [];

    /// <summary>Gives each run its turn, in the order given.</summary>
    /// <param name="type">The kind of target of all of them.</param>
    /// <param name="runs">Queued runs.</param>
    /// <param name="first">The lowest turn that waits in that queue; null where none does.</param>
    public void Seat(TargetType type, IEnumerable<Run> runs, long? first)
    {
        lock (_gate)
        {
            if (first is null || !_last.TryGetValue(type, out var last))
                _last[type] = last = [];
            foreach (var run in runs)
            {
                var turn = Math.Max(first ?? 0, last.GetValueOrDefault(run.OrganizationId, -1) + 1);
                last[run.OrganizationId] = turn;
                run.TakeTurn(turn);
            }
        }
    }
}
