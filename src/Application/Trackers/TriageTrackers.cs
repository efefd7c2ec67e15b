using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;

namespace Schedules.Application.Trackers;

/// <summary>Decides what many trackers are for: all of them, or none.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Ids">1 to 1000 trackers of the project.</param>
/// <param name="Decision">A category, with reason and end; <c>suggested</c> takes for each what the catalogue suggests.</param>
public sealed record TriageTrackers(Guid ProjectId, IReadOnlyList<Guid>? Ids, DecisionBody Decision) : IRequest<IReadOnlyList<TrackerDetailsDto>>, IRepeatable
{
    public const int MaxIds = 1000;

    public const string Suggested = "suggested";
}

public sealed class TriageTrackersHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<TriageTrackers, IReadOnlyList<TrackerDetailsDto>>
{
    public async Task<IReadOnlyList<TrackerDetailsDto>> Handle(TriageTrackers request, CancellationToken cancellationToken)
    {
        await db.Projects.RequireAsync(user.OrganizationId, request.ProjectId, cancellationToken);
        if (request.Ids is not { Count: >= 1 and <= TriageTrackers.MaxIds } ids)
            throw new InvalidValueException("ids", null, $"a list of 1 to {TriageTrackers.MaxIds} ids");
        if (request.Decision.Category is null)
            throw new InvalidValueException("category", null, "there");
        var trackers = await db.Trackers.Where(tracker => tracker.ProjectId == request.ProjectId && ids.Contains(tracker.Id))
            .OrderBy(tracker => tracker.Id).ToListAsync(cancellationToken);
        if (ids.Index().FirstOrDefault(id => !trackers.Exists(tracker => tracker.Id == id.Item), (-1, default)) is (>= 0 and var unknown, var missing))
            throw new InvalidValueException($"ids[{unknown}]", $"{missing}", "the id of a tracker of the project");
        var now = clock.Now();
        foreach (var tracker in trackers)
            tracker.Decide(Of(request.Decision, tracker).Decide(user.Id, now)!);
        await db.SaveChangesAsync(cancellationToken);
        return [.. trackers.Select(tracker => TrackerDetailsDto.Of(tracker, now))];
    }

    private static DecisionBody Of(DecisionBody decision, Domain.Trackers.Tracker tracker) => decision.Category != TriageTrackers.Suggested
        ? decision
        : decision with
        {
            Category = SuggestionDto.Of(tracker.Suggestion)?.Category
                ?? throw new InvalidValueException("category", TriageTrackers.Suggested, $"a category: the catalogue suggests none for {tracker.Id}"),
        };
}
