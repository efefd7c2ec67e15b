namespace Schedules.Domain.Sod;

public enum AssignmentRule
{
    Manager,
    Static,
}

public enum ViolationOwnerType
{
    Identity,
    GovernanceGroup,
    Manager,
}

/// <summary>Who is given the violations of a policy: the violator's manager, or always the same owner.</summary>
/// <param name="AssignmentRule">Null where nobody chose.</param>
/// <param name="OwnerRef">The owner of a STATIC assignment; kept, and not otherwise read.</param>
public sealed record ViolationOwnerAssignment(AssignmentRule? AssignmentRule, ViolationOwner? OwnerRef);

/// <summary>The owner of violations. Each member may be null, as the API documents.</summary>
public sealed record ViolationOwner
{
    /// <exception cref="InvalidValueException">The id or the name is not such a text.</exception>
    public ViolationOwner(ViolationOwnerType? type, string? id, string? name)
    {
        Type = type;
        Id = Text.Optional("id", id, PolicyOwner.MaxIdLength);
        Name = Text.Optional("name", name, PolicyOwner.MaxNameLength);
    }

    public ViolationOwnerType? Type { get; }

    public string? Id { get; }

    public string? Name { get; }
}
