using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Memberships of an import. Of those that are stored already, most of a file that comes every night, neither is written.</summary>
internal static class DraftMembers
{
    /// <summary>Deletes what the file does not say again.</summary>
    /// <param name="stored">Memberships whose place the file's take.</param>
    /// <param name="db">The database.</param>
    /// <param name="job">The import.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task DeleteOthers(this IQueryable<GroupMember> stored, ISchedulesDb db, ImportJob job, CancellationToken cancellationToken) => stored
        .Where(m => !db.GroupMembers.Any(d => d.OrganizationId == job.Id && d.GroupNumber == m.GroupNumber && d.IdentityId == m.IdentityId))
        .ExecuteDeleteAsync(cancellationToken);

    /// <summary>Puts the file's memberships among the stored ones.</summary>
    public static async Task Move(ISchedulesDb db, ImportJob job, CancellationToken cancellationToken)
    {
        var drafts = db.GroupMembers.Where(d => d.OrganizationId == job.Id);
        await drafts.Where(d => db.GroupMembers.Any(m => m.OrganizationId == job.OrganizationId && m.GroupNumber == d.GroupNumber && m.IdentityId == d.IdentityId))
            .ExecuteDeleteAsync(cancellationToken);
        await drafts.ExecuteUpdateAsync(s => s.SetProperty(m => m.OrganizationId, job.OrganizationId), cancellationToken);
    }
}
