using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Access;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Persistence;

/// <summary>The one model. Tables are configured a feature a file, in the folder beside.</summary>
public sealed class SchedulesDb(DbContextOptions<SchedulesDb> options) : DbContext(options), ISchedulesDb
{
    public DbSet<Organization> Organizations => Set<Organization>();

    public DbSet<Tracker> Trackers => Set<Tracker>();

    public override async Task<int> SaveChangesAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ConflictException("It was changed at the same moment by somebody else. Read it again and repeat the change.");
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SchedulesDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
}
