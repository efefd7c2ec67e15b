namespace Schedules.Verification.Ledger;

/// <summary>Something that is wrong.</summary>
/// <param name="ScheduleId">Whose.</param>
/// <param name="At">The occurrence, UTC; of a version, the instant from which it is in force.</param>
/// <param name="What">More, as a few words; null where the kind of finding says all.</param>
public sealed record Finding(Guid ScheduleId, DateTime? At, string? What = null);

/// <summary>How many of a kind were found, and the first of them.</summary>
public sealed class Findings
{
    public const int MostKept = 20;

    private readonly List<Finding> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<Finding> First => _first;

    internal void Add(Guid scheduleId, DateTime? at, string? what = null)
    {
        Count++;
        if (_first.Count < MostKept)
            _first.Add(new Finding(scheduleId, at, what));
    }
}
