using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Access;
using Schedules.Application.Common;

namespace Schedules.Application.Sod;

/// <summary>The identities of the caller's organization, ordered by id.</summary>
/// <param name="Limit">1 to 1,000.</param>
/// <param name="After">What the part before gave as <c>next</c>; null for the first part.</param>
public sealed record ListIdentities(int Limit = 100, string? After = null) : IRequest<CursorPage<IdentityDto>>;

internal sealed class ListIdentitiesValidator : AbstractValidator<ListIdentities>
{
    public ListIdentitiesValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, 1000).OverridePropertyName("limit");
}

internal sealed class ListIdentitiesHandler(ISchedulesDb db, ICurrentUser user, AssignedEntitlements assigned)
    : IRequestHandler<ListIdentities, CursorPage<IdentityDto>>
{
    public async Task<CursorPage<IdentityDto>> Handle(ListIdentities request, CancellationToken cancellationToken)
    {
        var after = request.After ?? "";
        var found = await db.Identities.AsNoTracking()
            .Where(identity => identity.OrganizationId == user.OrganizationId && string.Compare(identity.Id, after) > 0)
            .OrderBy(identity => identity.Id)
            .Take(request.Limit + 1)
            .ToListAsync(cancellationToken);
        var entitlements = await assigned.Show(user.OrganizationId, found.Select(identity => identity.Entitlements), cancellationToken);
        var items = found.Take(request.Limit).Select(identity => IdentityDto.Of(identity, entitlements)).ToList();
        return new(items, found.Count > request.Limit ? items[^1].Id : null);
    }
}
