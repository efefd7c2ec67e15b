using Microsoft.EntityFrameworkCore;
using Schedules.Domain.Access;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Common;

/// <summary>The database, as handlers see it. One instance a request: a unit of work.</summary>
public interface ISchedulesDb
{
    DbSet<Organization> Organizations { get; }

    DbSet<ApiKey> ApiKeys { get; }

    DbSet<OAuthClient> OAuthClients { get; }

    DbSet<SigningKey> SigningKeys { get; }

    DbSet<Schedule> Schedules { get; }

    DbSet<ScheduleVersion> ScheduleVersions { get; }

    DbSet<Run> Runs { get; }

    DbSet<Project> Projects { get; }

    DbSet<Tracker> Trackers { get; }

    DbSet<ScanReport> ScanReports { get; }

    DbSet<StoredEvidence> ScanEvidence { get; }

    DbSet<Screenshot> Screenshots { get; }

    DbSet<SodPolicy> SodPolicies { get; }

    DbSet<Identity> Identities { get; }

    DbSet<PolicyEvaluation> SodEvaluations { get; }

    DbSet<SodViolation> SodViolations { get; }

    /// <exception cref="ConflictException">A row was changed by somebody else since it was read.</exception>
    Task<int> SaveChangesAsync(CancellationToken cancellationToken);

    /// <summary>Whether something was added, changed or removed and not saved.</summary>
    bool HasChanges { get; }

    /// <summary>Forgets what was read, added or changed and not saved.</summary>
    void DiscardChanges();
}
