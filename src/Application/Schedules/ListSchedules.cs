using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>The organization's schedules, oldest first.</summary>
/// <param name="Target">TRACKER_SCAN, SOD_POLICY, or the id of a project or policy.</param>
/// <param name="TargetType">TRACKER_SCAN or SOD_POLICY.</param>
/// <param name="TargetId">The schedule of this project or policy alone.</param>
/// <param name="Enabled">Enabled or disabled ones alone.</param>
/// <param name="Status">The same in a word: enabled or disabled.</param>
/// <param name="From">Due next at or after this; ISO 8601.</param>
/// <param name="To">Due next before this; ISO 8601.</param>
/// <param name="Limit">1 to 1000; 100 where absent.</param>
/// <param name="After">The page before's <c>next</c>.</param>
public sealed record ListSchedules(
    string? Target, string? TargetType, Guid? TargetId, bool? Enabled, string? Status, string? From, string? To, int? Limit, string? After)
    : IRequest<CursorPage<ScheduleDto>>;

public sealed class ListSchedulesValidator : AbstractValidator<ListSchedules>
{
    public ListSchedulesValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, Cursor.MaxLimit);
}

public sealed class ListSchedulesHandler(ISchedulesDb db, ICurrentUser user, DispatchPolicy policy)
    : IRequestHandler<ListSchedules, CursorPage<ScheduleDto>>
{
    public async Task<CursorPage<ScheduleDto>> Handle(ListSchedules request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? Cursor.DefaultLimit;
        var schedules = await Filtered(request).OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).Take(limit + 1).ToListAsync(cancellationToken);
        var names = await TargetNames.Load(db, [.. schedules.Select(s => s.Target)], cancellationToken);
        return Cursor.Page(
            schedules, limit, s => ScheduleDto.Of(s, names, policy), s => new Cursor(s.CreatedAt, s.Id));
    }

    private IQueryable<Schedule> Filtered(ListSchedules request)
    {
        var schedules = db.Schedules.AsNoTracking().Where(s => s.OrganizationId == user.OrganizationId);
        var target = TargetNames.ParseEither(request.Target);
        foreach (var type in new[] { TargetNames.Parse(request.TargetType), target.Type }.OfType<TargetType>())
            schedules = schedules.Where(s => s.TargetType == type);
        foreach (var id in new[] { request.TargetId, target.Id }.OfType<Guid>())
            schedules = schedules.Where(s => s.TargetId == id);
        foreach (var enabled in new[] { request.Enabled, IsEnabled(request.Status) }.OfType<bool>())
            schedules = schedules.Where(s => s.IsEnabled == enabled);
        if (Moment("from", request.From, Iso8601.ParseQuery) is { } from)
            schedules = schedules.Where(s => s.NextDueAt >= from);
        if (Moment("to", request.To, Iso8601.ParseQueryEnd) is { } to)
            schedules = schedules.Where(s => s.NextDueAt < to);
        if (Cursor.Parse(request.After) is { } cursor)
            schedules = schedules.Where(s => s.CreatedAt >= cursor.At && (s.CreatedAt > cursor.At || s.Id.CompareTo(cursor.Id) > 0));
        return schedules;
    }

    private static Instant? Moment(string field, string? text, Func<string, string, Instant> parse) => text is null ? null : parse(field, text);

    private static bool? IsEnabled(string? status) => status switch
    {
        null => null,
        "enabled" => true,
        "disabled" => false,
        _ => throw new InvalidValueException("status", status, "enabled or disabled"),
    };
}
