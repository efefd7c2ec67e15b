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

    DbSet<RunProgress> RunProgress { get; }

    DbSet<ScanReport> ScanReports { get; }

    DbSet<StoredEvidence> ScanEvidence { get; }

    DbSet<Screenshot> Screenshots { get; }

    DbSet<SodPolicy> SodPolicies { get; }

    DbSet<Identity> Identities { get; }

    DbSet<Entitlement> Entitlements { get; }

    DbSet<EntitlementNumber> EntitlementNumbers { get; }

    DbSet<AccessSource> AccessSources { get; }

    DbSet<Account> Accounts { get; }

    DbSet<AccessGroup> AccessGroups { get; }

    DbSet<GroupMember> GroupMembers { get; }

    DbSet<AccessImport> AccessImports { get; }

    DbSet<AccessImportError> AccessImportErrors { get; }

    DbSet<AccessImportRow> AccessImportRows { get; }

    DbSet<PolicyEvaluation> SodEvaluations { get; }

    DbSet<SodViolation> SodViolations { get; }

    DbSet<RunMail> RunMails { get; }

    DbSet<ExceptionGrant> SodExceptions { get; }

    DbSet<AccessCheck> AccessChecks { get; }

    DbSet<ReportLayout> ReportLayouts { get; }

    /// <summary>Rows that are inserted when the unit of work is saved, in its transaction, a batch at a time: however many, they are never held at once.</summary>
    /// <param name="rows">Enumerated when it is saved; again, where a transient error has the transaction repeated.</param>
    void AddLater<T>(IEnumerable<T> rows)
        where T : class;

    /// <exception cref="ChangedMeanwhileException">A row was changed by somebody else since it was read, or the same was added.</exception>
    Task<int> SaveChangesAsync(CancellationToken cancellationToken);

    /// <summary>Adds entities of whatever kinds.</summary>
    void AddRange(IEnumerable<object> entities);

    /// <summary>Does several statements as one transaction; all of them again where the database asks for it.</summary>
    Task<T> TransactAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Whether something was added, changed or removed and not saved.</summary>
    bool HasChanges { get; }

    /// <summary>Forgets what was read, added or changed and not saved.</summary>
    void DiscardChanges();
}
