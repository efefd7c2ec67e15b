using NodaTime;

namespace Schedules.Domain.Sod;

/// <summary>A separation-of-duties rule of an organization: who may not hold what together.</summary>
public sealed class SodPolicy
{
    /// <summary>How many policies an organization may have, of both types together.</summary>
    public const int MaxInOrganization = 500;
    public const int MaxNameLength = 256;
    public const int MaxTextLength = 4000;
    public const int MaxQueryLength = 16_000;
    public const int MaxTags = 100;
    public const int MaxTagLength = 128;
    public const int MaxUserIdLength = 128;
    public const int MaxSecondaryOwners = 10;
    public const int MaxAllowedControls = 10;

    private const string AcceptedQuery = "the query that finds the violators (required for type GENERAL)";

    /// <exception cref="InvalidValueException">A member breaks a rule.</exception>
    public SodPolicy(Guid id, Guid organizationId, PolicyTerms terms, string creatorId, Instant now)
    {
        Id = id;
        OrganizationId = organizationId;
        CreatorId = creatorId;
        Created = now;
        Change(terms, creatorId, now);
    }

    // The way in for the database, which sets every member after.
    private SodPolicy() => CreatorId = "";

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public string Name { get; private set; } = "";

    public string? Description { get; private set; }

    public PolicyOwner? OwnerRef { get; private set; }

    public string? ExternalPolicyReference { get; private set; }

    /// <summary>Given for GENERAL, generated for CONFLICTING_ACCESS_BASED.</summary>
    public string PolicyQuery { get; private set; } = "";

    public string? CompensatingControls { get; private set; }

    public string? CorrectionAdvice { get; private set; }

    public PolicyState State { get; private set; }

    public IReadOnlyList<string> Tags { get; private set; } = [];

    public string CreatorId { get; private set; }

    public string ModifierId { get; private set; } = "";

    public Instant Created { get; private set; }

    public Instant Modified { get; private set; }

    public ViolationOwnerAssignment? ViolationOwnerAssignmentConfig { get; private set; }

    public PolicyType Type { get; private set; }

    /// <summary>Present exactly where the type is CONFLICTING_ACCESS_BASED.</summary>
    public ConflictingAccessCriteria? ConflictingAccessCriteria { get; private set; }

    /// <summary>How bad a violation is: HIGH where nobody says. Null exactly where the type is GENERAL.</summary>
    public PolicyLevel? Level { get; private set; }

    /// <summary>At most 10; none where the type is GENERAL.</summary>
    public IReadOnlyList<PolicyOwner> SecondaryOwnerRefs { get; private set; } = [];

    /// <summary>At most 10; none where the type is GENERAL.</summary>
    public IReadOnlyList<ControlRef> AllowedControls { get; private set; } = [];

    /// <summary>When it was deleted; null while it is in force. A deleted one is kept, with its schedule suspended, and can be recovered.</summary>
    public Instant? DeletedAt { get; private set; }

    /// <summary>Grows with every change; two changes of the same version cannot both be stored.</summary>
    public int Version { get; private set; }

    /// <summary>Takes the place of all that was decided before; a deleted policy is recovered by it.</summary>
    /// <exception cref="InvalidValueException">A member breaks a rule.</exception>
    public void Replace(PolicyTerms terms, string modifierId, Instant now)
    {
        Change(terms, modifierId, now);
        DeletedAt = null;
    }

    /// <summary>Takes it out of force.</summary>
    public void Delete(string modifierId, Instant now)
    {
        (DeletedAt, ModifierId, Modified) = (now, modifierId, now);
        Version++;
    }

    /// <summary>Its schedule was made or removed, which clients are shown: what is done to it at the same moment is refused.</summary>
    public void ChangeScheduled() => Version++;

    private void Change(PolicyTerms terms, string modifierId, Instant now)
    {
        Name = Text.Required("name", terms.Name, 1, MaxNameLength);
        Description = Text.OptionalLines("description", terms.Description, MaxTextLength);
        OwnerRef = terms.OwnerRef;
        ExternalPolicyReference = Text.OptionalLines("externalPolicyReference", terms.ExternalPolicyReference, MaxTextLength);
        CompensatingControls = Text.OptionalLines("compensatingControls", terms.CompensatingControls, MaxTextLength);
        CorrectionAdvice = Text.OptionalLines("correctionAdvice", terms.CorrectionAdvice, MaxTextLength);
        State = terms.State;
        Tags = Checked(terms.Tags);
        ViolationOwnerAssignmentConfig = terms.ViolationOwnerAssignmentConfig;
        SetAccess(terms);
        SetConflictOnly(terms);
        (ModifierId, Modified) = (modifierId, now);
        Version++;
    }

    private void SetAccess(PolicyTerms terms)
    {
        var conflict = terms.ConflictingAccessCriteria;
        Type = terms.Type;
        ConflictingAccessCriteria = (Type, conflict) switch
        {
            (PolicyType.General, not null) =>
                throw new InvalidValueException("conflictingAccessCriteria", null, "absent, unless type is CONFLICTING_ACCESS_BASED"),
            (PolicyType.ConflictingAccessBased, null) =>
                throw new InvalidValueException("conflictingAccessCriteria", null, "an object with leftCriteria and rightCriteria"),
            _ => conflict,
        };
        PolicyQuery = conflict?.Query ?? GivenQuery(terms.PolicyQuery);
    }

    private void SetConflictOnly(PolicyTerms terms)
    {
        if (Type == PolicyType.General)
            terms.RefuseConflictOnly();
        Level = Type == PolicyType.General ? null : terms.Level ?? PolicyLevel.High;
        SecondaryOwnerRefs = AtMost(MaxSecondaryOwners, "secondaryOwnerRefs", terms.SecondaryOwnerRefs);
        AllowedControls = AtMost(MaxAllowedControls, "allowedControls", terms.AllowedControls);
    }

    private static IReadOnlyList<T> AtMost<T>(int max, string field, IReadOnlyList<T> list) =>
        list.Count <= max ? list : throw new InvalidValueException(field, $"{list.Count}", $"a list of at most {max}");

    private static string GivenQuery(string? query)
    {
        if (query is null)
            throw new InvalidValueException("policyQuery", null, AcceptedQuery);
        Sod.PolicyQuery.Parse(Text.RequiredLines("policyQuery", query, 1, MaxQueryLength));
        return query;
    }

    private static List<string> Checked(IReadOnlyList<string?> tags) =>
        AtMost(MaxTags, "tags", tags).Select((tag, i) => Text.Required($"tags[{i}]", tag, 1, MaxTagLength)).ToList();
}
