using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>The organization's exceptions, newest first; those that have ended too.</summary>
/// <param name="PolicyId">Of this policy alone.</param>
/// <param name="IdentityId">Of this identity alone.</param>
/// <param name="Status">ACTIVE, EXPIRED or REVOKED; all where absent.</param>
/// <param name="Limit">1 to 1000; 100 where absent.</param>
/// <param name="After">The page before's <c>next</c>.</param>
public sealed record ListSodExceptions(Guid? PolicyId, string? IdentityId, string? Status, int? Limit, string? After)
    : IRequest<CursorPage<SodExceptionDto>>;

internal sealed class ListSodExceptionsValidator : AbstractValidator<ListSodExceptions>
{
    public ListSodExceptionsValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, Cursor.MaxLimit);
}

internal sealed class ListSodExceptionsHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ListSodExceptions, CursorPage<SodExceptionDto>>
{
    public async Task<CursorPage<SodExceptionDto>> Handle(ListSodExceptions request, CancellationToken cancellationToken)
    {
        var (now, limit) = (clock.Now(), request.Limit ?? Cursor.DefaultLimit);
        var found = await Filtered(request, now)
            .OrderByDescending(exception => exception.Created).ThenByDescending(exception => exception.Id)
            .Take(limit + 1).ToListAsync(cancellationToken);
        return Cursor.Page(found, limit, exception => SodExceptionDto.Of(exception, now), exception => new Cursor(exception.Created, exception.Id));
    }

    private IQueryable<SodException> Filtered(ListSodExceptions request, Instant now)
    {
        var exceptions = db.SodExceptions.AsNoTracking().Where(exception => exception.OrganizationId == user.OrganizationId);
        if (request.PolicyId is { } policyId)
            exceptions = exceptions.Where(exception => exception.PolicyId == policyId);
        if (request.IdentityId is { } identityId)
            exceptions = exceptions.Where(exception => exception.IdentityId == identityId);
        if (Cursor.Parse(request.After) is { } cursor)
            exceptions = exceptions.Where(e => e.Created <= cursor.At && (e.Created < cursor.At || e.Id.CompareTo(cursor.Id) < 0));
        return request.Status switch
        {
            null => exceptions,
            "ACTIVE" => exceptions.Where(exception => exception.Revoked == null && exception.Expires > now),
            "EXPIRED" => exceptions.Where(exception => exception.Revoked == null && exception.Expires <= now),
            "REVOKED" => exceptions.Where(exception => exception.Revoked != null),
            var other => throw new InvalidValueException("status", other, "ACTIVE, EXPIRED or REVOKED"),
        };
    }
}
