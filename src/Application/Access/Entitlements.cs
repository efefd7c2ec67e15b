using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Something that can be held.</summary>
/// <param name="Id">As the client names it; unique over all sources and groups of the organization.</param>
/// <param name="Name">What people call it.</param>
/// <param name="SourceId">The source that it belongs to.</param>
/// <param name="Description">What it allows.</param>
/// <param name="Privileged">Whether it gives power over others' access or over the source itself.</param>
public sealed record EntitlementDetailsDto(string Id, string? Name, string? SourceId, string? Description, bool Privileged)
{
    internal static EntitlementDetailsDto Of(Entitlement e) => new(e.Id, e.Name, e.SourceId, e.Description, e.Privileged);
}

/// <summary>An entitlement as clients send it.</summary>
public sealed record EntitlementBody(string? Id, string? Name, string? SourceId, string? Description, bool? Privileged);

/// <summary>The entitlements of the caller's organization, ordered by id.</summary>
/// <param name="Limit">1 to 1,000.</param>
/// <param name="After">What the part before gave as <c>next</c>.</param>
/// <param name="SourceId">Those of this source alone.</param>
/// <param name="Privileged">Privileged ones alone, or others alone.</param>
public sealed record ListEntitlements(int Limit = 100, string? After = null, string? SourceId = null, bool? Privileged = null)
    : IRequest<CursorPage<EntitlementDetailsDto>>;

public sealed record GetEntitlement(string Id) : IRequest<EntitlementDetailsDto>;

/// <summary>Makes what is known of an entitlement be exactly this. Who holds it does not change.</summary>
/// <exception cref="ConflictException">The id is a group's.</exception>
public sealed record PutEntitlement(string Id, EntitlementBody Body) : IRequest<Put<EntitlementDetailsDto>>, IRepeatable;

/// <summary>Forgets what is known of an entitlement. Who holds it still holds it, by its id.</summary>
public sealed record DeleteEntitlement(string Id) : IRequest<Unit>;

internal sealed class ListEntitlementsValidator : AbstractValidator<ListEntitlements>
{
    public ListEntitlementsValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, Cursor.MaxLimit);
}

internal sealed class ListEntitlementsHandler(ISchedulesDb db, ICurrentUser user)
    : IRequestHandler<ListEntitlements, CursorPage<EntitlementDetailsDto>>
{
    public async Task<CursorPage<EntitlementDetailsDto>> Handle(ListEntitlements request, CancellationToken cancellationToken)
    {
        var after = request.After ?? "";
        var matching = db.Entitlements.AsNoTracking()
            .Where(entitlement => entitlement.OrganizationId == user.OrganizationId && string.Compare(entitlement.Id, after) > 0);
        if (request.SourceId is { } source)
            matching = matching.Where(entitlement => entitlement.SourceId == source);
        if (request.Privileged is { } privileged)
            matching = matching.Where(entitlement => entitlement.Privileged == privileged);
        var found = await matching.OrderBy(entitlement => entitlement.Id).Take(request.Limit + 1).ToListAsync(cancellationToken);
        return IdPage.Of(found, request.Limit, EntitlementDetailsDto.Of, entitlement => entitlement.Id);
    }
}

internal sealed class GetEntitlementHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<GetEntitlement, EntitlementDetailsDto>
{
    public async Task<EntitlementDetailsDto> Handle(GetEntitlement request, CancellationToken cancellationToken) =>
        EntitlementDetailsDto.Of(await db.Entitlements.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken));
}

internal sealed class PutEntitlementHandler(ISchedulesDb db, ICurrentUser user, EntitlementNumbers numbers)
    : IRequestHandler<PutEntitlement, Put<EntitlementDetailsDto>>
{
    public async Task<Put<EntitlementDetailsDto>> Handle(PutEntitlement request, CancellationToken cancellationToken)
    {
        var (id, body) = (request.Id, request.Body);
        PathId.Require(body.Id, id);
        await db.AccessGroups.RequireNone(user.OrganizationId, id, cancellationToken);
        var sent = new Entitlement(user.OrganizationId, id, body.Name, body.SourceId, body.Description, body.Privileged ?? false);
        var stored = await db.Entitlements.SingleOrDefaultAsync(e => e.OrganizationId == user.OrganizationId && e.Id == id, cancellationToken);
        if (stored is null)
            db.Entitlements.Add(sent);
        else
            stored.Replace(sent.Name, sent.SourceId, sent.Description, sent.Privileged);
        await numbers.Of(user.OrganizationId, [id], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new(EntitlementDetailsDto.Of(sent), stored is null);
    }
}

internal sealed class DeleteEntitlementHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<DeleteEntitlement, Unit>
{
    public async Task<Unit> Handle(DeleteEntitlement request, CancellationToken cancellationToken)
    {
        db.Entitlements.Remove(await db.Entitlements.GetAsync(user.OrganizationId, request.Id, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

internal static class StoredEntitlements
{
    /// <exception cref="NotFoundException">There is none, or it is another organization's.</exception>
    public static async Task<Entitlement> GetAsync(
        this IQueryable<Entitlement> entitlements, Guid organizationId, string id, CancellationToken cancellationToken) =>
        await entitlements.SingleOrDefaultAsync(e => e.OrganizationId == organizationId && e.Id == id, cancellationToken)
            ?? throw new NotFoundException("Entitlement", id);

    /// <summary>Those that were described. One that was only assigned may turn out to be a group.</summary>
    public static IQueryable<Entitlement> Described(this IQueryable<Entitlement> entitlements) =>
        entitlements.Where(e => e.Name != null || e.SourceId != null || e.Description != null || e.Privileged);

    /// <exception cref="ConflictException">The id is that of an entitlement that was described.</exception>
    public static async Task RequireNone(
        this IQueryable<Entitlement> entitlements, Guid organizationId, string id, CancellationToken cancellationToken)
    {
        if (await entitlements.Described().AnyAsync(e => e.OrganizationId == organizationId && e.Id == id, cancellationToken))
        {
            throw new ConflictException(
                $"id \"{id}\" is an entitlement's. Send an id that is no entitlement's, or delete the entitlement first: who holds it still holds the id.");
        }
    }
}
