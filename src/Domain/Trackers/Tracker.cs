using NodaTime;

namespace Schedules.Domain.Trackers;

/// <summary>A tracker that a project is known to have.</summary>
public sealed class Tracker
{
    public const int MaxNameLength = TrackerName.MaxLength;

    public const int MaxDomainLength = 253;

    /// <param name="id">Its own id.</param>
    /// <param name="organizationId">The tenant.</param>
    /// <param name="projectId">The project that has it.</param>
    /// <param name="type">What it is made of.</param>
    /// <param name="domain">The registrable domain of its owner; for the site's own cookies and storage, the site's.</param>
    /// <param name="name">A cookie's or key's name, where <c>*</c> stands for ids; a host for what is requested.</param>
    /// <param name="category">What it is for; wins over the catalogue in every later scan.</param>
    /// <param name="firstSeenAt">When a scan first found it.</param>
    /// <exception cref="InvalidValueException">A name or domain that is missing, too long or holds control characters; an unknown type or category.</exception>
    public Tracker(
        Guid id, Guid organizationId, Guid projectId, TrackerType type, string domain, string name, TrackerCategory category, Instant firstSeenAt)
    {
        Id = id;
        OrganizationId = organizationId;
        ProjectId = projectId;
        Type = Enum.IsDefined(type) ? type : throw Unknown("type", type, Enum.GetValues<TrackerType>().Select(TrackerWords.Word));
        Domain = Text.Required("domain", domain, 1, MaxDomainLength);
        Name = Text.Required("name", name, 1, MaxNameLength);
        Category = Enum.IsDefined(category)
            ? category
            : throw Unknown("category", category, Enum.GetValues<TrackerCategory>().Select(TrackerWords.Word));
        FirstSeenAt = firstSeenAt;
        LastSeenAt = firstSeenAt;
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public Guid ProjectId { get; private set; }

    public TrackerType Type { get; private set; }

    public string Domain { get; private set; }

    public string Name { get; private set; }

    public TrackerCategory Category { get; private set; }

    public Instant FirstSeenAt { get; private set; }

    public Instant LastSeenAt { get; private set; }

    /// <summary>A scan found it again. An older scan that is recorded late moves nothing back.</summary>
    public void SeenAt(Instant instant) => LastSeenAt = Instant.Max(LastSeenAt, instant);

    private static InvalidValueException Unknown(string field, Enum value, IEnumerable<string> accepted) =>
        new(field, value.ToString(), $"one of {string.Join(", ", accepted)}");
}
