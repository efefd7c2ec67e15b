using System.ComponentModel.DataAnnotations;
using Schedules.Domain.Schedules;

namespace Schedules.Infrastructure.JobEngine;

/// <summary>Settings <c>JobEngine:*</c>.</summary>
public sealed class JobEngineOptions
{
    /// <summary>Light runs that this process executes at a time; 0 makes a process that serves and dispatches only.</summary>
    [Range(0, 1024)]
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>Tracker scans that it executes at a time, beside the light runs; half as many where it is not said.</summary>
    [Range(0, 1024)]
    public int? Scans { get; set; }

    /// <summary>Each kind of target has workers of its own, so that scans, which take minutes, never hold back checks that take milliseconds.</summary>
    public int WorkersOf(TargetType type) => type switch
    {
        TargetType.TrackerScan => Scans ?? (Workers + 1) / 2,
        TargetType.SodPolicy => Workers,
    };
}
