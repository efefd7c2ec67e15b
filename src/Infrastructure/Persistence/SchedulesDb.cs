using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Access;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Persistence;

/// <summary>The one model. Tables are configured a feature a file, in the folder beside; a database's own ways with values stand in its folder.</summary>
public abstract class SchedulesDb(DbContextOptions options) : DbContext(options), ISchedulesDb
{
    public DbSet<Organization> Organizations => Set<Organization>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<OAuthClient> OAuthClients => Set<OAuthClient>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<Schedule> Schedules => Set<Schedule>();

    public DbSet<ScheduleVersion> ScheduleVersions => Set<ScheduleVersion>();

    public DbSet<Run> Runs => Set<Run>();

    public DbSet<Project> Projects => Set<Project>();

    public DbSet<Tracker> Trackers => Set<Tracker>();

    public DbSet<ScanReport> ScanReports => Set<ScanReport>();

    public DbSet<StoredEvidence> ScanEvidence => Set<StoredEvidence>();

    public DbSet<Screenshot> Screenshots => Set<Screenshot>();

    public DbSet<SodPolicy> SodPolicies => Set<SodPolicy>();

    public DbSet<Identity> Identities => Set<Identity>();

    public DbSet<PolicyEvaluation> SodEvaluations => Set<PolicyEvaluation>();

    public DbSet<SodViolation> SodViolations => Set<SodViolation>();

    public bool HasChanges => ChangeTracker.HasChanges();

    public void DiscardChanges() => ChangeTracker.Clear();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ConflictException("It was changed at the same moment by somebody else. Read it again and repeat the change.");
        }
        catch (DbUpdateException error) when (UniqueViolation.Is(error))
        {
            throw new ConflictException("The same was added at the same moment by somebody else. Read it and repeat the change.");
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SchedulesDb).Assembly);
}
