using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

public sealed record GetTracker(Guid ProjectId, Guid Id) : IRequest<Versioned<TrackerDetailsDto>>;

/// <summary>A project's trackers.</summary>
public sealed record ListTrackers(Guid ProjectId, ListTrackersQuery Query) : IRequest<Page<TrackerDetailsDto>>;

public sealed record ListTrackersQuery : ListQuery
{
    /// <summary>Lists those of exactly this name.</summary>
    public string? Name { get; init; }

    /// <summary>Lists those of exactly this owner.</summary>
    public string? Domain { get; init; }

    /// <summary>A word, or several with commas between.</summary>
    public string? Category { get; init; }

    public string? Type { get; init; }

    /// <summary>manual or autoscan.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether somebody has decided; false lists what waits for it.</summary>
    public bool? Decided { get; init; }

    public IReadOnlyList<TrackerCategory> Categories() => Category is null ? [] :
        [.. Category.Split(',').Select(word => TrackerWords.Parse<TrackerCategory>("category", word))];
}

public sealed class GetTrackerHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<GetTracker, Versioned<TrackerDetailsDto>>
{
    public async Task<Versioned<TrackerDetailsDto>> Handle(GetTracker request, CancellationToken cancellationToken)
    {
        var tracker = await db.Trackers.AsNoTracking().GetAsync(user.OrganizationId, request.ProjectId, request.Id, cancellationToken);
        return new(TrackerDetailsDto.Of(tracker, clock.Now()), Versions.Of(tracker.Id, tracker.Version));
    }
}

public sealed class ListTrackersHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ListTrackers, Page<TrackerDetailsDto>>
{
    private static readonly SortFields<Tracker> _fields = new()
    {
        ["id"] = tracker => tracker.Id,
        ["name"] = tracker => tracker.Name,
        ["domain"] = tracker => tracker.Domain,
        ["type"] = tracker => tracker.Type,
        ["category"] = tracker => tracker.Category,
        ["dateCreated"] = tracker => tracker.CreatedAt,
        ["dateUpdated"] = tracker => tracker.UpdatedAt,
        ["dateDetected"] = tracker => tracker.FirstSeenAt,
        ["dateLastSeen"] = tracker => tracker.LastSeenAt,
    };

    public async Task<Page<TrackerDetailsDto>> Handle(ListTrackers request, CancellationToken cancellationToken)
    {
        await db.Projects.RequireAsync(user.OrganizationId, request.ProjectId, cancellationToken);
        var now = clock.Now();
        var trackers = db.Trackers.AsNoTracking().Where(tracker => tracker.ProjectId == request.ProjectId);
        return await Filtered(trackers, request.Query, now).ToPageAsync(
            request.Query, _fields, tracker => TrackerDetailsDto.Of(tracker, now), cancellationToken);
    }

    private static IQueryable<Tracker> Filtered(IQueryable<Tracker> trackers, ListTrackersQuery query, Instant now)
    {
        if (query.Name is { } name)
            trackers = trackers.Where(tracker => tracker.Name == name);
        if (query.Domain is { } domain)
            trackers = trackers.Where(tracker => tracker.Domain == domain);
        if (TrackerWords.ParseOptional<TrackerType>("type", query.Type) is { } type)
            trackers = trackers.Where(tracker => tracker.Type == type);
        if (TrackerWords.ParseOptional<TrackerOrigin>("origin", query.Origin) is { } origin)
            trackers = trackers.Where(tracker => tracker.Origin == origin);
        if (query.Decided is { } decided)
            trackers = OfDecision(trackers, decided, now);
        return query.Categories() is { Count: > 0 } categories ? OfCategories(trackers, [.. categories], now) : trackers;
    }

    // As Tracker.IsDecidedAt has it.
    private static IQueryable<Tracker> OfDecision(IQueryable<Tracker> trackers, bool decided, Instant now) => trackers.Where(tracker =>
        (tracker.DecidedBy != null
            && (tracker.DecidedBefore || tracker.Category != TrackerCategory.Ignored || tracker.IgnoredUntil == null || tracker.IgnoredUntil > now)) == decided);

    // As it is shown: what was ignored until a day that is past is what it was before.
    private static IQueryable<Tracker> OfCategories(IQueryable<Tracker> trackers, List<TrackerCategory> categories, Instant now) =>
        trackers.Where(tracker => tracker.Category == TrackerCategory.Ignored && tracker.IgnoredUntil <= now
            ? categories.Contains(tracker.CategoryBefore ?? TrackerCategory.Unclassified)
            : categories.Contains(tracker.Category));
}
