using System.Text.Json.Serialization;
using NodaTime;

namespace Schedules.Application.Sod;

/// <summary>A SOD policy as the API shows it. Members that the API calls nullable are written as null, others are left out.</summary>
public sealed record SodPolicyDto
{
    /// <summary>A UUID in lower case with dashes.</summary>
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public Instant Created { get; init; }

    public Instant Modified { get; init; }

    public string? Description { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OwnerRefDto? OwnerRef { get; init; }

    public string? ExternalPolicyReference { get; init; }

    /// <summary>Generated where type is CONFLICTING_ACCESS_BASED: <c>@access(id:A OR id:B) AND @access(id:C)</c>.</summary>
    public string PolicyQuery { get; init; } = "";

    public string? CompensatingControls { get; init; }

    public string? CorrectionAdvice { get; init; }

    /// <summary>ENFORCED or NOT_ENFORCED.</summary>
    public string State { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string CreatorId { get; init; } = "";

    public string? ModifierId { get; init; }

    public ViolationOwnerAssignmentDto? ViolationOwnerAssignmentConfig { get; init; }

    /// <summary>Whether the policy has a schedule.</summary>
    public bool Scheduled { get; init; }

    /// <summary>GENERAL or CONFLICTING_ACCESS_BASED.</summary>
    public string Type { get; init; } = "";

    public ConflictingAccessCriteriaDto? ConflictingAccessCriteria { get; init; }

    /// <summary>CRITICAL, HIGH, MEDIUM or LOW. Left out of GENERAL policies and, as the two after it, of yearly versions of the API.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Level { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OwnerRefDto?>? SecondaryOwnerRefs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ControlRefDto?>? AllowedControls { get; init; }
}

/// <summary>Which members of a policy a version of the path knows.</summary>
public enum SodPolicyVersion
{
    /// <summary>Under beta, v3, v2024, v2025 and v2026.</summary>
    Yearly,

    /// <summary>Knows level, secondaryOwnerRefs and allowedControls too.</summary>
    V1,
}

/// <param name="Type">IDENTITY or GOVERNANCE_GROUP; MANAGER too for the owner of violations.</param>
public sealed record OwnerRefDto(
    string? Type,
    string? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name);

/// <param name="AssignmentRule">MANAGER, STATIC or null.</param>
/// <param name="OwnerRef">Null where the rule needs none.</param>
public sealed record ViolationOwnerAssignmentDto(string? AssignmentRule, OwnerRefDto? OwnerRef);

public sealed record ConflictingAccessCriteriaDto(AccessCriteriaDto? LeftCriteria, AccessCriteriaDto? RightCriteria);

/// <param name="Name">What people call this side.</param>
/// <param name="CriteriaList">1 to 50 entitlements, none of which is on the other side.</param>
public sealed record AccessCriteriaDto(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    IReadOnlyList<CriteriaItemDto?>? CriteriaList);

/// <param name="Type">ENTITLEMENT.</param>
/// <param name="Id">The entitlement's id, as the client names it.</param>
/// <param name="Name">Kept and shown as it was sent.</param>
public sealed record CriteriaItemDto(
    string? Type,
    string? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name);

/// <param name="Type">COMPENSATING_CONTROL.</param>
/// <param name="Id">The control's id, as the client names it.</param>
/// <param name="Name">Kept and shown as it was sent.</param>
public sealed record ControlRefDto(
    string? Type,
    string? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name);
