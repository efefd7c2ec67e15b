using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <param name="IdentityId">The member.</param>
/// <param name="Name">Its name.</param>
public sealed record MemberDto(string IdentityId, string Name);

/// <summary>The identities that are members of a group themselves, ordered by id.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Limit">1 to 1,000.</param>
/// <param name="After">What the part before gave as <c>next</c>.</param>
public sealed record ListGroupMembers(string GroupId, int Limit = 100, string? After = null) : IRequest<CursorPage<MemberDto>>;

/// <summary>Makes an identity a member of a group; where it is one, nothing changes.</summary>
public sealed record PutGroupMember(string GroupId, string IdentityId) : IRequest<Unit>, IRepeatable;

public sealed record DeleteGroupMember(string GroupId, string IdentityId) : IRequest<Unit>, IRepeatable;

internal sealed class ListGroupMembersValidator : AbstractValidator<ListGroupMembers>
{
    public ListGroupMembersValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, Cursor.MaxLimit);
}

internal sealed class ListGroupMembersHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<ListGroupMembers, CursorPage<MemberDto>>
{
    public async Task<CursorPage<MemberDto>> Handle(ListGroupMembers request, CancellationToken cancellationToken)
    {
        var (us, after) = (user.OrganizationId, request.After ?? "");
        var group = await db.AccessGroups.AsNoTracking().GetAsync(us, request.GroupId, cancellationToken);
        var members = db.GroupMembers.Where(m => m.OrganizationId == us && m.GroupNumber == group.Number && string.Compare(m.IdentityId, after) > 0);
        var found = await members
            .Join(db.Identities.Where(i => i.OrganizationId == us), m => m.IdentityId, i => i.Id, (m, i) => new { i.Id, i.Name })
            .OrderBy(member => member.Id)
            .Take(request.Limit + 1)
            .ToListAsync(cancellationToken);
        return IdPage.Of(found, request.Limit, member => new MemberDto(member.Id, member.Name), member => member.Id);
    }
}

internal sealed class PutGroupMemberHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<PutGroupMember, Unit>
{
    public async Task<Unit> Handle(PutGroupMember request, CancellationToken cancellationToken)
    {
        var us = user.OrganizationId;
        var group = await db.AccessGroups.GetAsync(us, request.GroupId, cancellationToken);
        await db.Identities.AsNoTracking().GetAsync(us, request.IdentityId, cancellationToken);
        if (await db.GroupMembers.Member(us, group.Number, request.IdentityId, cancellationToken) is not null)
            return Unit.Value;
        db.GroupMembers.Add(new(us, group.Number, request.IdentityId));
        group.MembersChanged(clock.Now());
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

internal sealed class DeleteGroupMemberHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<DeleteGroupMember, Unit>
{
    public async Task<Unit> Handle(DeleteGroupMember request, CancellationToken cancellationToken)
    {
        var us = user.OrganizationId;
        var group = await db.AccessGroups.GetAsync(us, request.GroupId, cancellationToken);
        db.GroupMembers.Remove(await db.GroupMembers.Member(us, group.Number, request.IdentityId, cancellationToken)
            ?? throw new NotFoundException($"Member of group \"{group.Id}\"", request.IdentityId));
        group.MembersChanged(clock.Now());
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

internal static class StoredMembers
{
    public static Task<GroupMember?> Member(
        this IQueryable<GroupMember> members, Guid organizationId, int groupNumber, string identityId, CancellationToken cancellationToken) =>
        members.SingleOrDefaultAsync(
            m => m.OrganizationId == organizationId && m.GroupNumber == groupNumber && m.IdentityId == identityId, cancellationToken);
}
