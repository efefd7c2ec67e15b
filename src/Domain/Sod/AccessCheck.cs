using NodaTime;

namespace Schedules.Domain.Sod;

/// <summary>What a check of new access for an identity came to, kept until somebody asks.</summary>
public sealed class AccessCheck(Guid id, Guid organizationId, Instant created, string result)
{
    public Guid Id { get; private set; } = id;

    public Guid OrganizationId { get; private set; } = organizationId;

    public Instant Created { get; private set; } = created;

    /// <summary>As JSON, in the API's words.</summary>
    public string Result { get; private set; } = result;
}
