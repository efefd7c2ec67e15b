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

public enum PolicyLevel
{
    Critical,
    High,
    Medium,
    Low,
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

    public PolicyLevel? Level { get; init; }

    public IReadOnlyList<PolicyOwner> SecondaryOwnerRefs { get; init; } = [];

    public IReadOnlyList<ControlRef> AllowedControls { get; init; } = [];

    /// <summary>With what only CONFLICTING_ACCESS_BASED policies have as the policy has it; these terms where they are GENERAL.</summary>
    public PolicyTerms WithConflictOnlyOf(SodPolicy policy) => Type == PolicyType.General
        ? this
        : this with { Level = policy.Level, SecondaryOwnerRefs = policy.SecondaryOwnerRefs, AllowedControls = policy.AllowedControls };

    /// <exception cref="InvalidValueException">It says what only CONFLICTING_ACCESS_BASED policies have.</exception>
    internal void RefuseConflictOnly()
    {
        var refused = (Level, SecondaryOwnerRefs.Count, AllowedControls.Count) switch
        {
            ({ } level, _, _) => ("level", Word.Of(level)),
            (_, > 0 and var owners, _) => ("secondaryOwnerRefs", $"{owners}"),
            (_, _, > 0 and var controls) => ("allowedControls", $"{controls}"),
            _ => ((string Field, string Value)?)null,
        };
        if (refused is { } member)
            throw new InvalidValueException(member.Field, member.Value, "absent, unless type is CONFLICTING_ACCESS_BASED");
    }
}
