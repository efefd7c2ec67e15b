using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

internal static class StoredUserNames
{
    private const int KeysInAQuery = 1000;

    /// <exception cref="ConflictException">A user name belongs to an identity that is none of these.</exception>
    public static async Task RequireFree(
        this IQueryable<Identity> identities, Guid organizationId, IReadOnlyCollection<Identity> put, CancellationToken cancellationToken)
    {
        var ids = put.Select(identity => identity.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var part in put.Select(identity => identity.UserNameKey).OfType<string>().Chunk(KeysInAQuery))
        {
            var owners = await identities.Where(i => i.OrganizationId == organizationId && part.Contains(i.UserNameKey!))
                .Select(i => new { i.Id, i.UserName }).ToListAsync(cancellationToken);
            if (owners.Find(owner => !ids.Contains(owner.Id)) is { } taken)
                throw new ConflictException($"userName \"{taken.UserName}\" is that of identity \"{taken.Id}\". Send one that no other identity has.");
        }
    }
}
