using Microsoft.EntityFrameworkCore;
using Schedules.Domain.Access;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Common;

/// <summary>The database, as handlers see it. One instance a request: a unit of work.</summary>
public interface ISchedulesDb
{
    DbSet<Organization> Organizations { get; }

    DbSet<Tracker> Trackers { get; }

    /// <exception cref="ConflictException">A row was changed by somebody else since it was read.</exception>
    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}
