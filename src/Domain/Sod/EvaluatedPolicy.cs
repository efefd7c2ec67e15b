namespace Schedules.Domain.Sod;

/// <summary>What a report tells of a policy: as it was when it was evaluated, with the names and addresses that were known then.</summary>
public sealed record EvaluatedPolicy
{
    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public ReportedIdentity? Owner { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? ExternalPolicyReference { get; init; }

    public string PolicyQuery { get; init; } = "";

    public string? CompensatingControls { get; init; }

    public string? CorrectionAdvice { get; init; }

    /// <summary>ISO 8601 in UTC.</summary>
    public string Created { get; init; } = "";

    public ReportedIdentity? Creator { get; init; }

    /// <summary>Names of the two sides; null where they have none.</summary>
    public string? LeftName { get; init; }

    public string? RightName { get; init; }

    public bool IsEnforced { get; init; }
}

/// <param name="Id">As the client names the identity.</param>
/// <param name="Name">Its name; null where unknown.</param>
/// <param name="Email">Its address; null where unknown.</param>
public sealed record ReportedIdentity(string Id, string? Name, string? Email);
