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

    /// <summary>Grows with every change; two changes of the same version cannot both be stored.</summary>
    public long Version { get; private set; }

    private void Change(PolicyTerms terms, string modifierId, Instant now)
    {
        Name = Text.Required("name", terms.Name, 1, MaxNameLength);
        Description = Text.Optional("description", terms.Description, MaxTextLength);
        OwnerRef = terms.OwnerRef;
        ExternalPolicyReference = Text.Optional("externalPolicyReference", terms.ExternalPolicyReference, MaxTextLength);
        CompensatingControls = Text.Optional("compensatingControls", terms.CompensatingControls, MaxTextLength);
        CorrectionAdvice = Text.Optional("correctionAdvice", terms.CorrectionAdvice, MaxTextLength);
        State = terms.State;
        Tags = Checked(terms.Tags);
        ViolationOwnerAssignmentConfig = terms.ViolationOwnerAssignmentConfig;
        SetAccess(terms);
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

    private static string GivenQuery(string? query)
    {
        if (query is null)
            throw new InvalidValueException("policyQuery", null, AcceptedQuery);
        Sod.PolicyQuery.Parse(Text.Required("policyQuery", query, 1, MaxQueryLength));
        return query;
    }

    private static List<string> Checked(IReadOnlyList<string?> tags) =>
        tags.Count <= MaxTags
            ? tags.Select((tag, i) => Text.Required($"tags[{i}]", tag, 1, MaxTagLength)).ToList()
            : throw new InvalidValueException("tags", tags.Count.ToString(), $"a list of at most {MaxTags} texts");
}
