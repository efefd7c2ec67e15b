using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Application.Scim;

/// <summary>Groups that match, ordered by id.</summary>
/// <param name="Filter">Null for all.</param>
/// <param name="StartIndex">From 1; less counts as 1.</param>
/// <param name="Count">At most 1,000; 0 for the total alone.</param>
/// <param name="Members">Whether to tell the members, too.</param>
public sealed record ListScimGroups(string? Filter, int? StartIndex = null, int? Count = null, bool Members = true) : IRequest<ScimList>;

public sealed record GetScimGroup(string Id, bool Members = true) : IRequest<JsonObject>;

public sealed record CreateScimGroup(JsonObject Body) : IRequest<JsonObject>, IRepeatable;

/// <param name="Id">The group.</param>
/// <param name="Body">The whole group. What it contains stays, and its description.</param>
/// <param name="ETag">Of the version that the client read; null for any.</param>
public sealed record ReplaceScimGroup(string Id, JsonObject Body, string? ETag = null) : IRequest<JsonObject>, IRepeatable;

/// <param name="Id">The group.</param>
/// <param name="Body">The operations; all of them are done, or none.</param>
/// <param name="ETag">Of the version that the client read; null for any.</param>
public sealed record PatchScimGroup(string Id, JsonObject Body, string? ETag = null) : IRequest<Unit>, IRepeatable;

public sealed record DeleteScimGroup(string Id, string? ETag = null) : IRequest<Unit>, IRepeatable;

internal sealed class ListScimGroupsHandler(ISchedulesDb db, ICurrentUser user, ScimGroupStore groups) : IRequestHandler<ListScimGroups, ScimList>
{
    public async Task<ScimList> Handle(ListScimGroups request, CancellationToken cancellationToken)
    {
        var matching = db.AccessGroups.AsNoTracking().Where(group => group.OrganizationId == user.OrganizationId);
        if (request.Filter is { Length: > 0 } filter)
            matching = matching.Where(groups.Query.Where(filter));
        var (start, count) = ScimPage.Of(request.StartIndex, request.Count);
        var total = await matching.CountAsync(cancellationToken);
        var found = count == 0 ? [] : await matching.OrderBy(group => group.Id).Skip(start - 1).Take(count).ToListAsync(cancellationToken);
        return new(total, start, await groups.Show(found, request.Members, cancellationToken));
    }
}

internal sealed class GetScimGroupHandler(ISchedulesDb db, ICurrentUser user, ScimGroupStore groups) : IRequestHandler<GetScimGroup, JsonObject>
{
    public async Task<JsonObject> Handle(GetScimGroup request, CancellationToken cancellationToken)
    {
        var group = await db.AccessGroups.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken);
        return (await groups.Show([group], request.Members, cancellationToken))[0];
    }
}

internal sealed class CreateScimGroupHandler(ISchedulesDb db, ICurrentUser user, ScimGroupStore groups, EntitlementNumbers numbers, TimeProvider clock)
    : IRequestHandler<CreateScimGroup, JsonObject>
{
    public async Task<JsonObject> Handle(CreateScimGroup request, CancellationToken cancellationToken)
    {
        request.Body.RequireSchema(ScimSchemas.Group);
        var id = clock.NewId().ToString();
        var terms = ScimGroupStore.Terms(request.Body, stored: null);
        _ = new AccessGroup(user.OrganizationId, id, 0, terms, clock.Now());
        var number = (await numbers.Of(user.OrganizationId, [id], cancellationToken))[id];
        var created = new AccessGroup(user.OrganizationId, id, number, terms, clock.Now());
        db.AccessGroups.Add(created);
        await groups.AddMembers(created, ScimMembers.Ids(request.Body.Member("members")), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (await groups.Show([created], members: true, cancellationToken))[0];
    }
}

internal sealed class ReplaceScimGroupHandler(ISchedulesDb db, ICurrentUser user, ScimGroupStore groups, TimeProvider clock)
    : IRequestHandler<ReplaceScimGroup, JsonObject>
{
    public async Task<JsonObject> Handle(ReplaceScimGroup request, CancellationToken cancellationToken)
    {
        request.Body.RequireSchema(ScimSchemas.Group);
        var group = await db.AccessGroups.GetAsync(user.OrganizationId, request.Id, cancellationToken);
        ScimPage.RequireVersion(group.Version, group.Created, request.ETag);
        group.Change(ScimGroupStore.Terms(request.Body, group), clock.Now());
        await groups.SetMembers(group, ScimMembers.Ids(request.Body.Member("members")), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (await groups.Show([group], members: true, cancellationToken))[0];
    }
}

internal sealed class PatchScimGroupHandler(ISchedulesDb db, ICurrentUser user, ScimGroupPatch patch) : IRequestHandler<PatchScimGroup, Unit>
{
    public async Task<Unit> Handle(PatchScimGroup request, CancellationToken cancellationToken)
    {
        var group = await db.AccessGroups.GetAsync(user.OrganizationId, request.Id, cancellationToken);
        ScimPage.RequireVersion(group.Version, group.Created, request.ETag);
        await patch.Apply(group, request.Body, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

internal sealed class DeleteScimGroupHandler(ISchedulesDb db, ICurrentUser user, IMediator mediator) : IRequestHandler<DeleteScimGroup, Unit>
{
    public async Task<Unit> Handle(DeleteScimGroup request, CancellationToken cancellationToken)
    {
        var group = await db.AccessGroups.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken);
        ScimPage.RequireVersion(group.Version, group.Created, request.ETag);
        return await mediator.Send(new DeleteGroup(request.Id), cancellationToken);
    }
}
