using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>The ledger, newest first.</summary>
/// <param name="ScheduleId">Runs of this schedule alone; it may be deleted.</param>
/// <param name="Status">Statuses, comma-separated: queued, running, succeeded, failed, skipped, missed, cancelled.</param>
/// <param name="Target">TRACKER_SCAN, SOD_POLICY, or the id of a project or policy.</param>
/// <param name="TargetType">TRACKER_SCAN or SOD_POLICY.</param>
/// <param name="TargetId">Runs of this project or policy alone.</param>
/// <param name="From">Due, or asked for, at or after this; ISO 8601.</param>
/// <param name="To">Due, or asked for, before this; ISO 8601.</param>
/// <param name="Limit">1 to 1000; 100 where absent.</param>
/// <param name="After">The page before's <c>next</c>.</param>
public sealed record ListRuns(
    Guid? ScheduleId, string? Status, string? Target, string? TargetType, Guid? TargetId, string? From, string? To, int? Limit, string? After)
    : IRequest<CursorPage<RunDto>>;

public sealed class ListRunsValidator : AbstractValidator<ListRuns>
{
    public ListRunsValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, Cursor.MaxLimit);
}

public sealed class ListRunsHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<ListRuns, CursorPage<RunDto>>
{
    public async Task<CursorPage<RunDto>> Handle(ListRuns request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? Cursor.DefaultLimit;
        var runs = await Filtered(request)
            .OrderByDescending(run => run.At).ThenByDescending(run => run.Id)
            .Take(limit + 1).ToListAsync(cancellationToken);
        var names = await TargetNames.Load(db, [.. runs.Select(run => run.Target)], cancellationToken);
        return Cursor.Page(
            runs, limit, run => RunDtos.Of(run, names), run => new Cursor(run.At, run.Id));
    }

    private IQueryable<Run> Filtered(ListRuns request)
    {
        var runs = db.Runs.AsNoTracking().Where(run => run.OrganizationId == user.OrganizationId);
        if (request.ScheduleId is { } scheduleId)
            runs = runs.Where(run => run.ScheduleId == scheduleId);
        var target = TargetNames.ParseEither(request.Target);
        foreach (var id in new[] { request.TargetId, target.Id }.OfType<Guid>())
            runs = runs.Where(run => run.TargetId == id);
        foreach (var type in new[] { TargetNames.Parse(request.TargetType), target.Type }.OfType<TargetType>())
            runs = runs.Where(run => run.TargetType == type);
        if (Statuses(request.Status) is { } statuses)
            runs = runs.Where(run => statuses.Contains(run.Status));
        if (Moment("from", request.From, Iso8601.ParseQuery) is { } from)
            runs = runs.Where(run => run.At >= from);
        if (Moment("to", request.To, Iso8601.ParseQueryEnd) is { } to)
            runs = runs.Where(run => run.At < to);
        if (Cursor.Parse(request.After) is { } cursor)
            runs = runs.Where(run => run.At <= cursor.At && (run.At < cursor.At || run.Id.CompareTo(cursor.Id) < 0)); // An index begins at the first.
        return runs;
    }

    private static Instant? Moment(string field, string? text, Func<string, string, Instant> parse) => text is null ? null : parse(field, text);

    private static List<RunStatus>? Statuses(string? words) =>
        words?.Split(',').Distinct().Select(word => Enum.GetValues<RunStatus>().Cast<RunStatus?>().FirstOrDefault(s => RunDtos.Camel(s!.Value) == word)
            ?? throw new InvalidValueException("status", word, string.Join(", ", Enum.GetValues<RunStatus>().Select(RunDtos.Camel)))).ToList();
}
