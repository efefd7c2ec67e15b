namespace Schedules.Domain.Sod;

public enum PolicyState
{
    Enforced,
    NotEnforced,
}

public enum PolicyType
{
    /// <summary>Says with a query of its own who violates it.</summary>
    General,

    /// <summary>Says which two sets of entitlements nobody may hold together.</summary>
    ConflictingAccessBased,
}

/// <summary>All of a policy that people decide; <see cref="SodPolicy"/> checks it as a whole.</summary>
public sealed record PolicyTerms
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public PolicyOwner? OwnerRef { get; init; }

    public string? ExternalPolicyReference { get; init; }

    /// <summary>Of a GENERAL policy. A CONFLICTING_ACCESS_BASED one makes its own.</summary>
    public string? PolicyQuery { get; init; }

    public string? CompensatingControls { get; init; }

    public string? CorrectionAdvice { get; init; }

    public PolicyState State { get; init; }

    public IReadOnlyList<string?> Tags { get; init; } = [];

    public ViolationOwnerAssignment? ViolationOwnerAssignmentConfig { get; init; }

    public PolicyType Type { get; init; }

    public ConflictingAccessCriteria? ConflictingAccessCriteria { get; init; }
}
