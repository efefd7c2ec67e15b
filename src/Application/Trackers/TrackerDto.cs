using NodaTime;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>A tracker in the members of the published contract. Dates are milliseconds since 1970 in UTC, expiration is in seconds.</summary>
/// <param name="DateDetected">When a scan first saw it; null where none has.</param>
/// <param name="Domain">The registrable domain of its owner; null where it was entered without.</param>
/// <param name="Organization">The organization's id.</param>
/// <param name="Project">The project's id.</param>
public sealed record TrackerDto(
    Guid Id, long DateCreated, long DateUpdated, long? DateDetected, string? Company, Guid Organization, Guid Project, string Name, string? Description,
    string? Domain, string Category, string? Pattern, string Origin, string Type, int? Expiration)
{
    public static TrackerDto Of(Tracker tracker, Instant now) => new(
        tracker.Id, tracker.CreatedAt.ToUnixTimeMilliseconds(), tracker.UpdatedAt.ToUnixTimeMilliseconds(), tracker.FirstSeenAt?.ToUnixTimeMilliseconds(),
        tracker.Company, tracker.OrganizationId, tracker.ProjectId, tracker.Name, tracker.Description, tracker.Domain.Length == 0 ? null : tracker.Domain,
        tracker.CategoryAt(now).Word(), tracker.Pattern, TrackerWords.Of(tracker.Origin), tracker.Type.Word(), tracker.Expiration);
}

/// <summary>A tracker with what the published contract lacks.</summary>
/// <param name="DetectedName">What scans know it by.</param>
/// <param name="MatchType">As it was entered.</param>
/// <param name="DateLastSeen">When a scan last saw it; null where none has.</param>
/// <param name="Decision">What somebody decided; null while the category is a suggestion, and again where an ignore of one has ended.</param>
/// <param name="Suggestion">What the catalogue says; null where it knows nothing.</param>
public sealed record TrackerDetailsDto(
    Guid Id, long DateCreated, long DateUpdated, long? DateDetected, string? Company, Guid Organization, Guid Project, string Name, string? Description,
    string? Domain, string Category, string? Pattern, string Origin, string Type, int? Expiration, string DetectedName, string? MatchType,
    long? DateLastSeen, DecisionDto? Decision, SuggestionDto? Suggestion)
{
    public static TrackerDetailsDto Of(Tracker tracker, Instant now)
    {
        var shown = TrackerDto.Of(tracker, now);
        return new(
            shown.Id, shown.DateCreated, shown.DateUpdated, shown.DateDetected, shown.Company, shown.Organization, shown.Project, shown.Name,
            shown.Description, shown.Domain, shown.Category, shown.Pattern, shown.Origin, shown.Type, shown.Expiration, tracker.DetectedName,
            tracker.MatchType is { } match ? TrackerWords.Of(match) : null, tracker.LastSeenAt?.ToUnixTimeMilliseconds(), DecisionDto.Of(tracker, now),
            SuggestionDto.Of(tracker.Suggestion));
    }
}

/// <param name="Category">What was decided; the tracker's own category is another one once an ignore has ended.</param>
/// <param name="By">The id of the key that decided.</param>
/// <param name="IgnoredUntil">From when it is what it was before; null where it is not ignored, or is for ever.</param>
public sealed record DecisionDto(string Category, string By, long Date, string? Reason, long? IgnoredUntil)
{
    public static DecisionDto? Of(Tracker tracker, Instant now) => !tracker.IsDecidedAt(now) || tracker.DecidedBy is not { } by || tracker.DecidedAt is not { } at
        ? null
        : new(tracker.Category.Word(), by, at.ToUnixTimeMilliseconds(), tracker.Reason, tracker.IgnoredUntil?.ToUnixTimeMilliseconds());
}

/// <param name="Confidence">high, medium or low.</param>
/// <param name="Source">The data set that says so.</param>
public sealed record SuggestionDto(string Category, string Confidence, string Source, string? Vendor)
{
    public static SuggestionDto? Of(Suggestion? suggestion) => suggestion is null
        ? null
        : new(suggestion.Category.Word(), TrackerWords.Of(suggestion.Confidence), suggestion.Source, suggestion.Vendor);
}
