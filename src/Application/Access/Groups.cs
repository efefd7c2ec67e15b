using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Access;

/// <summary>A group or role. Its members hold the entitlement of its id, and all that it contains.</summary>
/// <param name="Id">As the client names it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="ExternalId">The id that a pushing directory gives it.</param>
/// <param name="Entitlements">What it contains that is no group, ordered by id.</param>
/// <param name="Groups">Ids of the groups that it contains, in order.</param>
public sealed record GroupDto(
    string Id, string Name, string? Description, string? ExternalId, IReadOnlyList<EntitlementDto> Entitlements, IReadOnlyList<string> Groups);

/// <summary>A group as clients send it. Its members are changed one by one.</summary>
public sealed record GroupBody(
    string? Id, string? Name, string? Description, string? ExternalId, IReadOnlyList<EntitlementDto?>? Entitlements, IReadOnlyList<string?>? Groups);

/// <summary>The groups of the caller's organization, ordered by id.</summary>
/// <param name="Limit">1 to 1,000.</param>
/// <param name="After">What the part before gave as <c>next</c>.</param>
public sealed record ListGroups(int Limit = 100, string? After = null) : IRequest<CursorPage<GroupDto>>;

public sealed record GetGroup(string Id) : IRequest<GroupDto>;

/// <summary>Makes a group be exactly this; its members stay.</summary>
/// <exception cref="ConflictException">There is none, and the id is an entitlement's.</exception>
public sealed record PutGroup(string Id, GroupBody Body) : IRequest<Put<GroupDto>>, IRepeatable;

/// <summary>Takes a group away, also from the groups that contain it, and its memberships. Whoever was assigned its id still holds that.</summary>
public sealed record DeleteGroup(string Id) : IRequest<Unit>;

internal sealed class ListGroupsValidator : AbstractValidator<ListGroups>
{
    public ListGroupsValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, Cursor.MaxLimit);
}

internal sealed class ListGroupsHandler(ISchedulesDb db, ICurrentUser user, ShownGroups shown) : IRequestHandler<ListGroups, CursorPage<GroupDto>>
{
    public async Task<CursorPage<GroupDto>> Handle(ListGroups request, CancellationToken cancellationToken)
    {
        var after = request.After ?? "";
        var found = await db.AccessGroups.AsNoTracking()
            .Where(group => group.OrganizationId == user.OrganizationId && string.Compare(group.Id, after) > 0)
            .OrderBy(group => group.Id)
            .Take(request.Limit + 1)
            .ToListAsync(cancellationToken);
        var dtos = await shown.Show(user.OrganizationId, found, cancellationToken);
        return IdPage.Of(dtos, request.Limit, group => group, group => group.Id);
    }
}

internal sealed class GetGroupHandler(ISchedulesDb db, ICurrentUser user, ShownGroups shown) : IRequestHandler<GetGroup, GroupDto>
{
    public async Task<GroupDto> Handle(GetGroup request, CancellationToken cancellationToken)
    {
        var group = await db.AccessGroups.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken);
        return (await shown.Show(user.OrganizationId, [group], cancellationToken))[0];
    }
}

internal sealed class PutGroupHandler(
    ISchedulesDb db, ICurrentUser user, AssignedEntitlements assigned, EntitlementNumbers numbers, ShownGroups shown, TimeProvider clock)
    : IRequestHandler<PutGroup, Put<GroupDto>>
{
    public async Task<Put<GroupDto>> Handle(PutGroup request, CancellationToken cancellationToken)
    {
        var (us, body) = (user.OrganizationId, request.Body);
        PathId.Require(body.Id, request.Id);
        var entitlements = Identity.Assignable((body.Entitlements ?? []).Each("entitlements", item => new EntitlementRef(item?.Id, item?.Name)));
        var groups = await Groups(body.Groups ?? [], cancellationToken);
        var terms = new GroupTerms(body.Name, body.Description, body.ExternalId, EntitlementSet.Empty);
        _ = new AccessGroup(us, request.Id, 0, terms, clock.Now());
        var stored = await db.AccessGroups.SingleOrDefaultAsync(g => g.OrganizationId == us && g.Id == request.Id, cancellationToken);
        if (stored is null)
            await db.Entitlements.RequireNone(us, request.Id, cancellationToken);
        var contents = (await assigned.Assign(us, entitlements, cancellationToken)).Values.Concat(groups);
        terms = terms with { Contents = EntitlementSet.Of(contents) };
        var put = stored ?? db.AccessGroups.Add(new(us, request.Id, await Number(request.Id, cancellationToken), terms, clock.Now())).Entity;
        put.Change(terms, clock.Now());
        await db.SaveChangesAsync(cancellationToken);
        return new((await shown.Show(us, [put], cancellationToken))[0], stored is null);
    }

    private async Task<int> Number(string id, CancellationToken cancellationToken) =>
        (await numbers.Of(user.OrganizationId, [id], cancellationToken))[id];

    private async Task<IReadOnlyList<int>> Groups(IReadOnlyList<string?> ids, CancellationToken cancellationToken)
    {
        if (ids.Count > AccessGroup.MaxContents)
            throw new InvalidValueException("groups", $"{ids.Count}", $"a list of at most {AccessGroup.MaxContents} groups");
        var known = await db.AccessGroups.AsNoTracking().ByIds(user.OrganizationId, ids.OfType<string>(), cancellationToken);
        return ids.Each("groups", id => id is not null && known.TryGetValue(id, out var group)
            ? group.Number
            : throw new InvalidValueException("id", id, "the id of a group"));
    }
}

internal sealed class DeleteGroupHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<DeleteGroup, Unit>
{
    public async Task<Unit> Handle(DeleteGroup request, CancellationToken cancellationToken)
    {
        var us = user.OrganizationId;
        var group = await db.AccessGroups.AsNoTracking().GetAsync(us, request.Id, cancellationToken);
        await db.TransactAsync(
            async () =>
            {
                // What an attempt before this one changed was not stored.
                db.DiscardChanges();
                foreach (var containing in await db.AccessGroups.Containing(us, group.Number, cancellationToken))
                    containing.Contain(containing.Contents.Without(group.Number), clock.Now());
                await db.SaveChangesAsync(cancellationToken);
                await db.GroupMembers.Where(m => m.OrganizationId == us && m.GroupNumber == group.Number).ExecuteDeleteAsync(cancellationToken);
                return await db.AccessGroups.Where(g => g.OrganizationId == us && g.Id == group.Id).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
        return Unit.Value;
    }
}
