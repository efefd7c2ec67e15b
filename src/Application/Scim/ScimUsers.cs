using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain.Sod;

namespace Schedules.Application.Scim;

/// <summary>A part of a list.</summary>
/// <param name="Total">All that match.</param>
/// <param name="StartIndex">The first of the part, from 1.</param>
/// <param name="Resources">The part.</param>
public sealed record ScimList(int Total, int StartIndex, IReadOnlyList<JsonObject> Resources);

/// <summary>Users that match, ordered by id.</summary>
/// <param name="Filter">Null for all.</param>
/// <param name="StartIndex">From 1; less counts as 1.</param>
/// <param name="Count">At most 1,000; 0 for the total alone.</param>
public sealed record ListScimUsers(string? Filter, int? StartIndex = null, int? Count = null) : IRequest<ScimList>;

public sealed record GetScimUser(string Id) : IRequest<JsonObject>;

public sealed record CreateScimUser(JsonObject Body) : IRequest<JsonObject>, IRepeatable;

/// <param name="Id">The user.</param>
/// <param name="Body">The whole user.</param>
/// <param name="ETag">Of the version that the client read; null for any.</param>
public sealed record ReplaceScimUser(string Id, JsonObject Body, string? ETag = null) : IRequest<JsonObject>, IRepeatable;

/// <param name="Id">The user.</param>
/// <param name="Body">The operations; all of them are done, or none.</param>
/// <param name="ETag">Of the version that the client read; null for any.</param>
public sealed record PatchScimUser(string Id, JsonObject Body, string? ETag = null) : IRequest<JsonObject>, IRepeatable;

public sealed record DeleteScimUser(string Id, string? ETag = null) : IRequest<Unit>, IRepeatable;

internal sealed class ListScimUsersHandler(ISchedulesDb db, ICurrentUser user, ScimUserStore users) : IRequestHandler<ListScimUsers, ScimList>
{
    public async Task<ScimList> Handle(ListScimUsers request, CancellationToken cancellationToken)
    {
        var matching = db.Identities.AsNoTracking().Where(identity => identity.OrganizationId == user.OrganizationId);
        if (request.Filter is { Length: > 0 } filter)
            matching = matching.Where(users.Query.Where(filter));
        var (start, count) = ScimPage.Of(request.StartIndex, request.Count);
        var total = await matching.CountAsync(cancellationToken);
        var found = count == 0 ? [] : await matching.OrderBy(identity => identity.Id).Skip(start - 1).Take(count).ToListAsync(cancellationToken);
        return new(total, start, await users.Show(found, cancellationToken));
    }
}

internal sealed class GetScimUserHandler(ISchedulesDb db, ICurrentUser user, ScimUserStore users) : IRequestHandler<GetScimUser, JsonObject>
{
    public async Task<JsonObject> Handle(GetScimUser request, CancellationToken cancellationToken) =>
        await users.Show(await db.Identities.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken), cancellationToken);
}

internal sealed class CreateScimUserHandler(ISchedulesDb db, ICurrentUser user, ScimUserStore users, TimeProvider clock)
    : IRequestHandler<CreateScimUser, JsonObject>
{
    public async Task<JsonObject> Handle(CreateScimUser request, CancellationToken cancellationToken)
    {
        request.Body.RequireSchema(ScimSchemas.User);
        var terms = ScimUser.Terms(request.Body, stored: null);
        await users.RequireFree(terms.UserName!, null, cancellationToken);
        var created = new Identity(user.OrganizationId, clock.NewId().ToString(), terms, clock.Now());
        db.Identities.Add(created);
        await db.SaveChangesAsync(cancellationToken);
        return await users.Show(created, cancellationToken);
    }
}

internal sealed class ReplaceScimUserHandler(ISchedulesDb db, ICurrentUser user, ScimUserStore users) : IRequestHandler<ReplaceScimUser, JsonObject>
{
    public async Task<JsonObject> Handle(ReplaceScimUser request, CancellationToken cancellationToken)
    {
        request.Body.RequireSchema(ScimSchemas.User);
        var stored = await db.Identities.GetAsync(user.OrganizationId, request.Id, cancellationToken);
        return await users.Change(stored, request.Body, request.ETag, cancellationToken);
    }
}

internal sealed class PatchScimUserHandler(ISchedulesDb db, ICurrentUser user, ScimUserStore users) : IRequestHandler<PatchScimUser, JsonObject>
{
    public async Task<JsonObject> Handle(PatchScimUser request, CancellationToken cancellationToken)
    {
        var stored = await db.Identities.GetAsync(user.OrganizationId, request.Id, cancellationToken);
        var document = ScimUser.Document(stored);
        ScimUserPatch.Apply(document, request.Body);
        return await users.Change(stored, document, request.ETag, cancellationToken);
    }
}

internal sealed class DeleteScimUserHandler(ISchedulesDb db, ICurrentUser user, IMediator mediator) : IRequestHandler<DeleteScimUser, Unit>
{
    public async Task<Unit> Handle(DeleteScimUser request, CancellationToken cancellationToken)
    {
        var stored = await db.Identities.GetAsync(user.OrganizationId, request.Id, cancellationToken);
        ScimPage.RequireVersion(stored.Version, stored.Created, request.ETag);
        return await mediator.Send(new DeleteIdentity(request.Id), cancellationToken);
    }
}

/// <summary>Parts of lists, and versions.</summary>
internal static class ScimPage
{
    public const int MaxCount = 1000;
    private const int DefaultCount = 100;

    public static (int Start, int Count) Of(int? startIndex, int? count) =>
        (Math.Max(startIndex ?? 1, 1), Math.Clamp(count ?? DefaultCount, 0, MaxCount));

    /// <exception cref="PreconditionFailedException">The client read another version.</exception>
    public static void RequireVersion(long version, Instant created, string? etag)
    {
        var current = ScimJson.ETag(version, created);
        if (etag is not (null or "" or "*") && !etag.Split(',', StringSplitOptions.TrimEntries).Contains(current))
            throw new PreconditionFailedException($"It is in version {current}, not {etag}. Read it again and repeat the change.");
    }
}
