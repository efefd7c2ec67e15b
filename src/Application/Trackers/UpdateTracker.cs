using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>Changes the named members of a tracker; absent ones stay.</summary>
/// <param name="Terms">What is said of it; an empty text clears one.</param>
/// <param name="Decision">What it is for; a null category decides nothing.</param>
public sealed record UpdateTracker(Guid ProjectId, Guid Id, TrackerTerms Terms, DecisionBody Decision, string? ExpectedVersion)
    : IRequest<Versioned<TrackerDetailsDto>>, IRepeatable;

/// <param name="Category">Any of the ten words, do_not_sell, limit_pii_use and global_privacy_control among them.</param>
/// <param name="Reason">Why; 1000 characters at most.</param>
/// <param name="IgnoredUntil">With the category ignored: milliseconds since 1970 from when it is what it was before.</param>
public sealed record DecisionBody(string? Category, string? Reason, long? IgnoredUntil)
{
    private const long MaxMilliseconds = 253_402_300_799_999;

    /// <returns>Null where nothing is decided.</returns>
    /// <exception cref="InvalidValueException">An unknown category, an end that is past, or one of another category than ignored.</exception>
    public TrackerDecision? Decide(string by, Instant now)
    {
        if (Category is null && (Reason, IgnoredUntil) is not (null, null))
            throw new InvalidValueException("category", null, "there, where reason or ignoredUntil is");
        if (IgnoredUntil is < 0 or > MaxMilliseconds)
            throw new InvalidValueException("ignoredUntil", $"{IgnoredUntil}", "milliseconds since 1970, before the year 10000");
        Instant? until = IgnoredUntil is { } end ? Instant.FromUnixTimeMilliseconds(end) : null;
        return Category is null ? null : new(TrackerWords.Parse<TrackerCategory>("category", Category), Reason, until, by, now);
    }
}

public sealed class UpdateTrackerHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<UpdateTracker, Versioned<TrackerDetailsDto>>
{
    public async Task<Versioned<TrackerDetailsDto>> Handle(UpdateTracker request, CancellationToken cancellationToken)
    {
        var tracker = await db.Trackers.GetAsync(user.OrganizationId, request.ProjectId, request.Id, cancellationToken);
        Versions.Require(Versions.Of(tracker.Id, tracker.Version), request.ExpectedVersion);
        var now = clock.Now();
        var decision = request.Decision.Decide(user.Id, now);
        if (request.Terms != new TrackerTerms(null, null, null, null, null))
            tracker.Describe(request.Terms, now);
        if (decision is not null)
            tracker.Decide(decision);
        await db.SaveChangesAsync(cancellationToken);
        return new(TrackerDetailsDto.Of(tracker, now), Versions.Of(tracker.Id, tracker.Version));
    }
}
