using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>A SOD policy as clients send it. Members that only the server sets are read over, so that what was read can be sent.</summary>
public sealed record SodPolicyBody
{
    /// <summary>Must be absent or null in a new policy, and else absent or the policy's.</summary>
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public OwnerRefDto? OwnerRef { get; init; }

    public string? ExternalPolicyReference { get; init; }

    /// <summary>Required for GENERAL, read over for CONFLICTING_ACCESS_BASED.</summary>
    public string? PolicyQuery { get; init; }

    public string? CompensatingControls { get; init; }

    public string? CorrectionAdvice { get; init; }

    /// <summary>ENFORCED (default) or NOT_ENFORCED.</summary>
    public string? State { get; init; }

    public IReadOnlyList<string?>? Tags { get; init; }

    public ViolationOwnerAssignmentDto? ViolationOwnerAssignmentConfig { get; init; }

    /// <summary>GENERAL (default) or CONFLICTING_ACCESS_BASED.</summary>
    public string? Type { get; init; }

    public ConflictingAccessCriteriaDto? ConflictingAccessCriteria { get; init; }

    /// <summary>Read over: a policy is scheduled where it has a schedule.</summary>
    public bool? Scheduled { get; init; }

    /// <summary>CRITICAL, HIGH (default), MEDIUM or LOW. This and the two after it of CONFLICTING_ACCESS_BASED, and read over by yearly versions.</summary>
    public string? Level { get; init; }

    public IReadOnlyList<OwnerRefDto?>? SecondaryOwnerRefs { get; init; }

    public IReadOnlyList<ControlRefDto?>? AllowedControls { get; init; }

    /// <exception cref="InvalidValueException">A part of it is no such part; the path says which.</exception>
    internal PolicyTerms ToTerms() => new()
    {
        Name = Name,
        Description = Description,
        OwnerRef = OwnerRef is { } owner ? Paths.At("ownerRef", () => ToOwner(owner)) : null,
        ExternalPolicyReference = ExternalPolicyReference,
        PolicyQuery = PolicyQuery,
        CompensatingControls = CompensatingControls,
        CorrectionAdvice = CorrectionAdvice,
        State = Word.ParseOptional<PolicyState>("state", State) ?? PolicyState.Enforced,
        Tags = Tags ?? [],
        ViolationOwnerAssignmentConfig =
            ViolationOwnerAssignmentConfig is { } config ? Paths.At("violationOwnerAssignmentConfig", () => ToAssignment(config)) : null,
        Type = Word.ParseOptional<PolicyType>("type", Type) ?? PolicyType.General,
        ConflictingAccessCriteria =
            ConflictingAccessCriteria is { } conflict ? Paths.At("conflictingAccessCriteria", () => ToConflict(conflict)) : null,
        Level = Word.ParseOptional<PolicyLevel>("level", Level),
        SecondaryOwnerRefs = (SecondaryOwnerRefs ?? []).Each("secondaryOwnerRefs", ToOwner),
        AllowedControls = (AllowedControls ?? []).Each("allowedControls", item => ControlRef.OfType(item?.Type, item?.Id, item?.Name)),
    };

    /// <summary>Without what a version of the path does not know: that is read over, as any other unknown member.</summary>
    internal SodPolicyBody KnownTo(SodPolicyVersion version) =>
        version == SodPolicyVersion.V1 ? this : this with { Level = null, SecondaryOwnerRefs = null, AllowedControls = null };

    private static PolicyOwner ToOwner(OwnerRefDto? owner) => new(Word.Parse<OwnerType>("type", owner?.Type), owner?.Id, owner?.Name);

    private static ViolationOwnerAssignment ToAssignment(ViolationOwnerAssignmentDto config) => new(
        Word.ParseOptional<AssignmentRule>("assignmentRule", config.AssignmentRule),
        config.OwnerRef is { } owner ? Paths.At("ownerRef", () => ToViolationOwner(owner)) : null);

    private static ViolationOwner ToViolationOwner(OwnerRefDto owner) =>
        new(Word.ParseOptional<ViolationOwnerType>("type", owner.Type), owner.Id, owner.Name);

    private static ConflictingAccessCriteria ToConflict(ConflictingAccessCriteriaDto conflict) => new(
        conflict.LeftCriteria is { } left ? Paths.At("leftCriteria", () => ToSide(left)) : null,
        conflict.RightCriteria is { } right ? Paths.At("rightCriteria", () => ToSide(right)) : null);

    private static AccessCriteria ToSide(AccessCriteriaDto side) => new(
        side.Name,
        side.CriteriaList?.Each("criteriaList", item => EntitlementRef.OfType(item?.Type, item?.Id, item?.Name)));
}
