using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>Enters trackers into a project: all of them, or none.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Tracker">One tracker; null where several are sent.</param>
/// <param name="Items">1 to 1000 trackers; null where one is sent.</param>
/// <exception cref="ConflictException">The project has one of them already.</exception>
public sealed record CreateTrackers(Guid ProjectId, TrackerBody? Tracker, IReadOnlyList<TrackerBody?>? Items) : IRequest<IReadOnlyList<TrackerDto>>, IRepeatable
{
    public const int MaxItems = 1000;
}

public sealed class CreateTrackersHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<CreateTrackers, IReadOnlyList<TrackerDto>>
{
    public async Task<IReadOnlyList<TrackerDto>> Handle(CreateTrackers request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.AsNoTracking().GetAsync(user.OrganizationId, request.ProjectId, cancellationToken);
        if (request.Items is { Count: 0 or > CreateTrackers.MaxItems } items)
            throw new InvalidValueException("items", $"{items.Count}", $"a list of 1 to {CreateTrackers.MaxItems} trackers");
        var known = await db.Trackers.Where(tracker => tracker.ProjectId == project.Id).ToListAsync(cancellationToken);
        var book = new Book(known.ToDictionary(tracker => tracker.Id), known.ToDictionary(KeyOf), []);
        if (request.Items is null)
            book.Entered.Add(Enter(project, request.Tracker, book));
        foreach (var (index, body) in (request.Items ?? []).Index())
            book.Entered.Add(Within($"items[{index}]", () => Enter(project, body, book)));
        await db.SaveChangesAsync(cancellationToken);
        var now = clock.Now();
        return [.. book.Entered.Select(tracker => TrackerDto.Of(tracker, now))];
    }

    private Tracker Enter(Project project, TrackerBody? body, Book book)
    {
        if (body is null)
            throw new InvalidValueException("name", null, $"a text of 1 to {Tracker.MaxNameLength} characters without control characters");
        if (body.ParseMatchedId() is { } id)
        {
            return Override(
                book.ById.GetValueOrDefault(id) ?? throw new InvalidValueException("matchedTrackerId", $"{id}", "the id of a tracker of the project"), body);
        }

        var now = clock.Now();
        var tracker = Tracker.Entered(
            clock.NewId(), project, body.ParseType(), body.Domain, body.DetectedName, body.ParseOrigin(), body.ParseMatch(), body.ToTerms(),
            body.ParseCategory() is { } category ? new(category, null, null, user.Id, now) : null, now);
        if (!book.ByKey.TryAdd(KeyOf(tracker), tracker))
            throw Taken(book.ByKey[KeyOf(tracker)], book);
        db.Trackers.Add(tracker);
        return tracker;
    }

    // The id of one that is entered with it was never told to anybody.
    private static ConflictException Taken(Tracker tracker, Book book) => new(book.ById.ContainsKey(tracker.Id)
        ? $"The project has this {tracker.Type.Word()} already, as {tracker.Id}: change that one, or name it as matchedTrackerId."
        : string.Create(
            CultureInfo.InvariantCulture, $"items[{book.Entered.Count}] repeats items[{book.Entered.IndexOf(tracker)}]: a project has this {tracker.Type.Word()} once."));

    private Tracker Override(Tracker matched, TrackerBody body)
    {
        _ = (body.ParseOrigin(), body.ParseMatch());
        body.RequireIdentityOf(matched);
        var (terms, category) = body.Overrides();
        var now = clock.Now();
        matched.Describe(terms, now);
        if (category is { } decided)
            matched.Decide(new(decided, null, null, user.Id, now));
        return matched;
    }

    private static T Within<T>(string parent, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (InvalidValueException refused)
        {
            throw refused.Within(parent);
        }
    }

    private static (TrackerType Type, string Domain, string Name) KeyOf(Tracker tracker) => (tracker.Type, tracker.Domain, tracker.DetectedName);

    private sealed record Book(Dictionary<Guid, Tracker> ById, Dictionary<(TrackerType Type, string Domain, string Name), Tracker> ByKey, List<Tracker> Entered);
}
