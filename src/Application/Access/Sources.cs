using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>An application or directory in which identities have accounts.</summary>
/// <param name="Id">As the client names it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is for.</param>
public sealed record SourceDto(string Id, string Name, string? Description)
{
    internal static SourceDto Of(AccessSource source) => new(source.Id, source.Name, source.Description);
}

/// <summary>A source as clients send it.</summary>
/// <param name="Id">Absent, or the id in the path.</param>
/// <param name="Name">1 to 256 characters.</param>
/// <param name="Description">At most 4,000 characters.</param>
public sealed record SourceBody(string? Id, string? Name, string? Description);

/// <summary>The sources of the caller's organization, ordered by id.</summary>
/// <param name="Limit">1 to 1,000.</param>
/// <param name="After">What the part before gave as <c>next</c>.</param>
public sealed record ListSources(int Limit = 100, string? After = null) : IRequest<CursorPage<SourceDto>>;

public sealed record GetSource(string Id) : IRequest<SourceDto>;

/// <summary>Makes a source be exactly this.</summary>
public sealed record PutSource(string Id, SourceBody Body) : IRequest<Put<SourceDto>>, IRepeatable;

/// <summary>Takes a source away that has no accounts.</summary>
public sealed record DeleteSource(string Id) : IRequest<Unit>;

/// <param name="Value">As it is stored now.</param>
/// <param name="Created">Whether there was none before.</param>
public sealed record Put<T>(T Value, bool Created);

internal sealed class ListSourcesValidator : AbstractValidator<ListSources>
{
    public ListSourcesValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, Cursor.MaxLimit);
}

internal sealed class ListSourcesHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<ListSources, CursorPage<SourceDto>>
{
    public async Task<CursorPage<SourceDto>> Handle(ListSources request, CancellationToken cancellationToken)
    {
        var after = request.After ?? "";
        var found = await db.AccessSources.AsNoTracking()
            .Where(source => source.OrganizationId == user.OrganizationId && string.Compare(source.Id, after) > 0)
            .OrderBy(source => source.Id)
            .Take(request.Limit + 1)
            .ToListAsync(cancellationToken);
        return IdPage.Of(found, request.Limit, SourceDto.Of, source => source.Id);
    }
}

internal sealed class GetSourceHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<GetSource, SourceDto>
{
    public async Task<SourceDto> Handle(GetSource request, CancellationToken cancellationToken) =>
        SourceDto.Of(await db.AccessSources.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken));
}

internal sealed class PutSourceHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<PutSource, Put<SourceDto>>
{
    public async Task<Put<SourceDto>> Handle(PutSource request, CancellationToken cancellationToken)
    {
        PathId.Require(request.Body.Id, request.Id);
        var sent = new AccessSource(user.OrganizationId, request.Id, request.Body.Name, request.Body.Description);
        var stored = await db.AccessSources.SingleOrDefaultAsync(
            source => source.OrganizationId == user.OrganizationId && source.Id == sent.Id, cancellationToken);
        if (stored is null)
            db.AccessSources.Add(sent);
        else
            stored.Replace(sent.Name, sent.Description);
        await db.SaveChangesAsync(cancellationToken);
        return new(SourceDto.Of(sent), stored is null);
    }
}

internal sealed class DeleteSourceHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<DeleteSource, Unit>
{
    public async Task<Unit> Handle(DeleteSource request, CancellationToken cancellationToken)
    {
        var source = await db.AccessSources.GetAsync(user.OrganizationId, request.Id, cancellationToken);
        if (await db.Accounts.AnyAsync(account => account.OrganizationId == user.OrganizationId && account.SourceId == source.Id, cancellationToken))
            throw new ConflictException($"Source \"{source.Id}\" has accounts. Delete them first, or import accounts in mode full without them.");
        db.AccessSources.Remove(source);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

internal static class StoredSources
{
    /// <exception cref="NotFoundException">There is none, or it is another organization's.</exception>
    public static async Task<AccessSource> GetAsync(
        this IQueryable<AccessSource> sources, Guid organizationId, string id, CancellationToken cancellationToken) =>
        await sources.SingleOrDefaultAsync(source => source.OrganizationId == organizationId && source.Id == id, cancellationToken)
            ?? throw new NotFoundException("Source", id);
}

/// <summary>Lists that go on after an id.</summary>
internal static class IdPage
{
    /// <summary>Makes a page of one row more than was asked for, which tells whether another follows.</summary>
    public static CursorPage<T> Of<TRow, T>(IReadOnlyList<TRow> rows, int limit, Func<TRow, T> show, Func<TRow, string> cursor) => new(
        [.. rows.Take(limit).Select(show)],
        rows.Count > limit ? cursor(rows[limit - 1]) : null);
}

/// <summary>Bodies that may repeat the id in the path.</summary>
internal static class PathId
{
    /// <exception cref="InvalidValueException">The body names another.</exception>
    public static void Require(string? inBody, string inPath)
    {
        if (inBody is not null && inBody != inPath)
            throw new InvalidValueException("id", inBody, "absent, or the id in the path");
    }
}
