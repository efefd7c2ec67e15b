using System.ComponentModel.DataAnnotations;

namespace Schedules.Infrastructure.JobEngine;

/// <summary>Settings <c>JobEngine:*</c>.</summary>
public sealed class JobEngineOptions
{
    /// <summary>Runs that this process executes at a time; 0 makes a process that serves and dispatches only.</summary>
    [Range(0, 1024)]
    public int Workers { get; set; } = Environment.ProcessorCount;
}
