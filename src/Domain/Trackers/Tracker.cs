using NodaTime;

namespace Schedules.Domain.Trackers;

/// <summary>
/// A tracker that a project is known to have. Scans say when it was seen and what the catalogue suggests; what people say of it no scan changes.
/// </summary>
public sealed class Tracker
{
    public const int MaxNameLength = TrackerName.MaxLength;
    public const int MaxDomainLength = 253;
    public const int MaxCompanyLength = 256;
    public const int MaxDescriptionLength = 2000;
    public const int MaxUserIdLength = 256;

    /// <summary>One that a scan found.</summary>
    /// <param name="id">Its own id.</param>
    /// <param name="organizationId">The tenant.</param>
    /// <param name="projectId">The project that has it.</param>
    /// <param name="type">What it is made of.</param>
    /// <param name="domain">The registrable domain of its owner; for the site's own cookies and storage, the site's.</param>
    /// <param name="name">A cookie's or key's name, where <c>*</c> stands for ids; a host for what is requested.</param>
    /// <param name="category">What it is for, as far as the catalogue knows.</param>
    /// <param name="firstSeenAt">When a scan first found it.</param>
    /// <exception cref="InvalidValueException">A name or domain that is missing, too long or holds control characters; an unknown type or category.</exception>
    public Tracker(
        Guid id, Guid organizationId, Guid projectId, TrackerType type, string domain, string name, TrackerCategory category, Instant firstSeenAt)
        : this(id, organizationId, projectId, type, Text.Required("domain", domain, 1, MaxDomainLength), name, firstSeenAt)
    {
        Category = Enum.IsDefined(category) ? category : throw Unknown("category", category);
        Origin = TrackerOrigin.Autoscan;
        FirstSeenAt = LastSeenAt = firstSeenAt;
    }

    private Tracker(Guid id, Guid organizationId, Guid projectId, TrackerType type, string domain, string? name, Instant createdAt)
    {
        Id = id;
        OrganizationId = organizationId;
        ProjectId = projectId;
        Type = Enum.IsDefined(type) ? type : throw Unknown("type", type);
        Domain = domain;
        Name = Text.Required("name", name, 1, MaxNameLength);
        DetectedName = TrackerName.Of(Name);
        CreatedAt = UpdatedAt = createdAt;
    }

    private Tracker()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public Guid ProjectId { get; private set; }

    public TrackerType Type { get; private set; }

    /// <summary>The registrable domain of its owner; empty for one that somebody entered without.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>What it is called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What scans know it by: a name with <c>*</c> for ids. Once a project, type and domain.</summary>
    public string DetectedName { get; private set; } = "";

    public TrackerCategory Category { get; private set; }

    public string? Company { get; private set; }

    public string? Description { get; private set; }

    public string? Pattern { get; private set; }

    public int? Expiration { get; private set; }

    public TrackerOrigin Origin { get; private set; }

    /// <summary>Who knew it before the scan that found it, as the one who entered it says.</summary>
    public TrackerMatch? MatchType { get; private set; }

    /// <summary>Who decided what it is for; null while the category is a suggestion.</summary>
    public string? DecidedBy { get; private set; }

    public Instant? DecidedAt { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>While it is ignored: what it was before, and is again after the day until which it is ignored.</summary>
    public TrackerCategory? CategoryBefore { get; private set; }

    /// <summary>While it is ignored: whether that category was a decision too. It is again what it was, or waits again for one.</summary>
    public bool DecidedBefore { get; private set; }

    /// <summary>From when it is no longer ignored; null where it is not, or is for ever.</summary>
    public Instant? IgnoredUntil { get; private set; }

    /// <summary>What the catalogue says; null where it knows nothing.</summary>
    public Suggestion? Suggestion { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant UpdatedAt { get; private set; }

    /// <summary>When a scan first found it; null for one that none has.</summary>
    public Instant? FirstSeenAt { get; private set; }

    public Instant? LastSeenAt { get; private set; }

    /// <summary>Grows with each change by people, so that two at the same moment do not lose one.</summary>
    public int Version { get; private set; }

    /// <summary>One that somebody entered.</summary>
    /// <param name="id">Its own id.</param>
    /// <param name="project">The project that has it.</param>
    /// <param name="type">What it is made of.</param>
    /// <param name="domain">A host of its owner; null for any owner.</param>
    /// <param name="detectedName">What scans know it by, where that is not its name.</param>
    /// <param name="origin">Who brought it: a client may enter what a scan of its own found.</param>
    /// <param name="match">Who knew it before.</param>
    /// <param name="terms">What else is said of it; a name must be there.</param>
    /// <param name="decision">What it is for; null where nobody has decided.</param>
    /// <param name="now">When.</param>
    /// <exception cref="InvalidValueException">A member that is out of its range; the message names it.</exception>
    public static Tracker Entered(
        Guid id, Project project, TrackerType type, string? domain, string? detectedName, TrackerOrigin origin, TrackerMatch? match,
        TrackerTerms terms, TrackerDecision? decision, Instant now)
    {
        var tracker = new Tracker(id, project.OrganizationId, project.Id, type, OwnerOf(domain), terms.Name, now) { Origin = origin, MatchType = match };
        if (detectedName is not null)
            tracker.DetectedName = TrackerName.Of(Text.Required("detectedName", detectedName, 1, MaxNameLength));
        tracker.Describe(terms, now);
        tracker.Category = TrackerCategory.Unclassified;
        if (decision is not null)
            tracker.Decide(decision);
        tracker.Version = 0;
        return tracker;
    }

    /// <summary>The owner that a host tells; empty where none is said.</summary>
    /// <exception cref="InvalidValueException">It is no host name.</exception>
    public static string OwnerOf(string? domain) => domain is null or "" ? "" : RegistrableDomain.Of(HostName.Parse("domain", domain));

    /// <summary>A scan found it again. An older scan that is recorded late moves nothing back.</summary>
    /// <param name="instant">When.</param>
    public void SeenAt(Instant instant)
    {
        FirstSeenAt ??= instant;
        LastSeenAt = Instant.Max(LastSeenAt ?? instant, instant);
    }

    /// <summary>The catalogue's word. It counts where there is no other; what the catalogue once said stays.</summary>
    public void Suggest(Suggestion? suggestion, Instant now)
    {
        if (suggestion is null)
            return;
        Suggestion = suggestion == Suggestion ? Suggestion : suggestion;
        if (IsDecidedAt(now))
            return;
        Company ??= suggestion.Vendor;
        if (CategoryAt(now) != TrackerCategory.Unclassified)
            return;
        if (Category == TrackerCategory.Ignored)
            CategoryBefore = suggestion.Category;
        else
            Category = suggestion.Category;
    }

    /// <exception cref="InvalidValueException">A member that is out of its range; the message names it.</exception>
    public void Describe(TrackerTerms terms, Instant now)
    {
        Name = terms.Name is null ? Name : Text.Required("name", terms.Name, 1, MaxNameLength);
        Company = Said("company", terms.Company, MaxCompanyLength, Company);
        Description = Text.OptionalLines("description", terms.Description, MaxDescriptionLength) is { } text ? Known(text) : Description;
        Pattern = terms.Pattern is null ? Pattern : PatternOf(terms.Pattern);
        if (terms.Expiration < 0)
            throw new InvalidValueException("expiration", $"{terms.Expiration}", "0 seconds or more");
        Expiration = terms.Expiration ?? Expiration;
        Changed(now);
    }

    /// <summary>Somebody says what it is for.</summary>
    public void Decide(TrackerDecision decision)
    {
        var before = Category == TrackerCategory.Ignored ? (CategoryBefore, DecidedBefore) : (Category, DecidedBy is not null);
        (CategoryBefore, DecidedBefore) = decision.Category == TrackerCategory.Ignored ? before : (null, false);
        (Category, Reason, IgnoredUntil) = (decision.Category, decision.Reason, decision.Until);
        (DecidedBy, DecidedAt) = (decision.By, decision.At);
        Changed(decision.At);
    }

    /// <summary>What it is for at a moment: what is ignored until a day is afterwards what it was before.</summary>
    public TrackerCategory CategoryAt(Instant now) => HasEnded(now) ? CategoryBefore ?? TrackerCategory.Unclassified : Category;

    /// <summary>Whether its category is somebody's decision at a moment. An ignore that has ended is none.</summary>
    public bool IsDecidedAt(Instant now) => DecidedBy is not null && (DecidedBefore || !HasEnded(now));

    private bool HasEnded(Instant now) => Category == TrackerCategory.Ignored && IgnoredUntil <= now;

    private static string? PatternOf(string said)
    {
        if (Said("pattern", said, MaxNameLength, null) is not { } pattern)
            return null;
        if (!NamePattern.IsMeaningful(pattern))
            throw new InvalidValueException("pattern", pattern, "a name with more than * in it: all others would be hidden behind it");
        NamePattern.RequireNames("pattern", pattern);
        return pattern;
    }

    private static string? Said(string field, string? said, int max, string? before) =>
        Text.Optional(field, said, max) is { } text ? Known(text) : before;

    private static string? Known(string text) => text.Length > 0 ? text : null;

    private void Changed(Instant now)
    {
        UpdatedAt = now;
        Version++;
    }

    private static InvalidValueException Unknown<T>(string field, T value)
        where T : struct, Enum =>
        new(field, value.ToString(), $"one of {string.Join(", ", Enum.GetValues<T>().Select(TrackerWords.Of))}");
}
