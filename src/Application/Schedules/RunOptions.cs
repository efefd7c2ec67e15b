using System.ComponentModel.DataAnnotations;
using Schedules.Domain.Access;

namespace Schedules.Application.Schedules;

/// <summary>Settings <c>Dispatch:*</c>.</summary>
public sealed class DispatchOptions
{
    /// <summary>Pause between two looks at what is due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Schedules taken in one transaction.</summary>
    [Range(1, 100_000)]
    public int BatchSize { get; set; } = 2000;

    /// <summary>How late the newest missed occurrence may be and still run.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "366.00:00:00")]
    public TimeSpan CatchUpWindow { get; set; } = TimeSpan.FromDays(1);
}

/// <summary>Settings <c>Runs:*</c>.</summary>
public sealed class RunOptions
{
    /// <summary>How long a worker may be silent before its run is given to another.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a check may take before it is told to stop, and the attempt ends.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a check is waited for that was told to stop: at most half of <c>Shutdown:Timeout</c>, so that there is time to give it back.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How fast the product's clock runs: <c>Clock:Speed</c>.</summary>
    public double ClockSpeed { get; set; } = 1;

    /// <summary>The lease as that clock counts it. What a machine needs time for takes as long as ever, so there it is longer.</summary>
    public TimeSpan LeaseOnClock => Lease * ClockSpeed;

    /// <summary>The longest duration as that clock counts it, within what a timer can wait.</summary>
    public TimeSpan MaxDurationOnClock => TimeSpan.FromTicks(Math.Min((MaxDuration * ClockSpeed).Ticks, _longestTimer.Ticks));

    private static readonly TimeSpan _longestTimer = TimeSpan.FromDays(45);

    /// <summary>Executions that an occurrence may have.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>How many days ended runs are kept of organizations that do not say it themselves; 0 keeps all.</summary>
    [Range(0, Organization.MaxRetentionDays)]
    public int RetentionDays { get; set; }
}
