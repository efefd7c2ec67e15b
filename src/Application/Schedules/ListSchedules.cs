using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>The organization's schedules, oldest first.</summary>
/// <param name="TargetType">TRACKER_SCAN or SOD_POLICY.</param>
/// <param name="TargetId">The schedule of this project or policy alone.</param>
/// <param name="Enabled">Enabled or disabled ones alone.</param>
/// <param name="Limit">1 to 1000; 100 where absent.</param>
/// <param name="After">The page before's <c>next</c>.</param>
public sealed record ListSchedules(string? TargetType, Guid? TargetId, bool? Enabled, int? Limit, string? After)
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
        if (TargetNames.Parse(request.TargetType) is { } type)
            schedules = schedules.Where(s => s.TargetType == type);
        if (request.TargetId is { } targetId)
            schedules = schedules.Where(s => s.TargetId == targetId);
        if (request.Enabled is { } enabled)
            schedules = schedules.Where(s => s.IsEnabled == enabled);
        if (Cursor.Parse(request.After) is { } cursor)
            schedules = schedules.Where(s => s.CreatedAt >= cursor.At && (s.CreatedAt > cursor.At || s.Id.CompareTo(cursor.Id) > 0));
        return schedules;
    }
}
