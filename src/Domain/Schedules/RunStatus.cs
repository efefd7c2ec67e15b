namespace Schedules.Domain.Schedules;

/// <summary>Where a run stands. The last five are final.</summary>
public enum RunStatus
{
    Queued,
    Running,
    Succeeded,
    Failed,

    /// <summary>Not run: the run before it was still going.</summary>
    Skipped,

    /// <summary>Not run: the server was down when it was due.</summary>
    Missed,
    Cancelled,
}

/// <summary>Why a run is there.</summary>
public enum RunTrigger
{
    Scheduled,

    /// <summary>Ran late, after downtime.</summary>
    CatchUp,

    /// <summary>Asked for by somebody; stands for no occurrence.</summary>
    Manual,

    /// <summary>Asked for in place of a run that came to nothing; stands for no occurrence either.</summary>
    Retry,
}
