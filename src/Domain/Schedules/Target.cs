namespace Schedules.Domain.Schedules;

/// <summary>The kinds of check that a schedule can run.</summary>
public enum TargetType
{
    TrackerScan,
    SodPolicy,
}

/// <summary>What a schedule runs: a project's tracker scan, or a SOD policy.</summary>
/// <param name="Type">The kind of check.</param>
/// <param name="Id">The project's or the policy's id.</param>
public sealed record Target(TargetType Type, Guid Id);
