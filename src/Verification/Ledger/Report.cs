namespace Schedules.Verification.Ledger;

/// <summary>What a check found. Counts are of occurrences, and of runs that stand for one; runs that somebody asked for are none of them.</summary>
/// <param name="Window">What was checked.</param>
public sealed record Report(Window Window)
{
    /// <summary>Schedules with a version or a run in the window.</summary>
    public long Schedules { get; internal set; }

    /// <summary>Occurrences that the rules say.</summary>
    public long Expected { get; internal set; }

    /// <summary>Occurrences without a run.</summary>
    public Findings Absent { get; } = new();

    /// <summary>Occurrences with more than one run.</summary>
    public Findings Twice { get; } = new();

    /// <summary>Runs at an instant that no version of the schedule says.</summary>
    public Findings Unexpected { get; } = new();

    /// <summary>Runs that are queued or going though they were due long ago.</summary>
    public Findings Unfinished { get; } = new();

    /// <summary>Versions in force whose rule is not understood here.</summary>
    public Findings Unreadable { get; } = new();

    /// <summary>Enabled schedules whose present version is not kept as it stands: what was due is not known.</summary>
    public Findings Unrecorded { get; } = new();

    /// <summary>Runs that stand under another version of the schedule than the one in force when they were due. Told, not judged.</summary>
    public Findings OtherVersion { get; } = new();

    /// <summary>Runs of a time of which no rule is known: an unreadable one's, or before the first version kept, or the first run.</summary>
    public long NotJudged { get; internal set; }

    /// <summary>Runs by status.</summary>
    public IReadOnlyDictionary<string, long> ByStatus => Statuses;

    /// <summary>Runs that were executed and have ended, by the number of their last attempt: 1 where the first did it.</summary>
    public IReadOnlyDictionary<int, long> ByAttempts => Attempts;

    /// <summary>How late the last attempt of the executed runs began.</summary>
    public Lateness Lateness { get; } = new();

    /// <summary>Whether each occurrence stands in the ledger exactly once and has ended, as far as can be known.</summary>
    public bool IsClean => (Absent.Count, Twice.Count, Unexpected.Count, Unfinished.Count, Unreadable.Count, Unrecorded.Count) == (0, 0, 0, 0, 0, 0);

    /// <summary>The findings by name, as the report spells it.</summary>
    public IEnumerable<(string Name, Findings Found)> Kinds() =>
    [
        ("absent", Absent), ("twice", Twice), ("unexpected", Unexpected), ("unfinished", Unfinished),
        ("unreadable", Unreadable), ("unrecorded", Unrecorded), ("otherVersion", OtherVersion),
    ];

    internal SortedDictionary<string, long> Statuses { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<int, long> Attempts { get; } = [];
}
