using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Schedules.Application.Common;
using Schedules.Domain.Access;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Persistence;

/// <summary>The one model. Tables are configured a feature a file, in the folder beside; a database's own ways with values stand in its folder.</summary>
public abstract class SchedulesDb(DbContextOptions options) : DbContext(options), ISchedulesDb
{
    private readonly List<Func<CancellationToken, Task<int>>> _later = [];

    public DbSet<Organization> Organizations => Set<Organization>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<OAuthClient> OAuthClients => Set<OAuthClient>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<Schedule> Schedules => Set<Schedule>();

    public DbSet<ScheduleVersion> ScheduleVersions => Set<ScheduleVersion>();

    public DbSet<Run> Runs => Set<Run>();

    public DbSet<Project> Projects => Set<Project>();

    public DbSet<Tracker> Trackers => Set<Tracker>();

    public DbSet<RunProgress> RunProgress => Set<RunProgress>();

    public DbSet<ScanReport> ScanReports => Set<ScanReport>();

    public DbSet<StoredEvidence> ScanEvidence => Set<StoredEvidence>();

    public DbSet<Screenshot> Screenshots => Set<Screenshot>();

    public DbSet<SodPolicy> SodPolicies => Set<SodPolicy>();

    public DbSet<Identity> Identities => Set<Identity>();

    public DbSet<Entitlement> Entitlements => Set<Entitlement>();

    public DbSet<EntitlementNumber> EntitlementNumbers => Set<EntitlementNumber>();

    public DbSet<AccessSource> AccessSources => Set<AccessSource>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccessGroup> AccessGroups => Set<AccessGroup>();

    public DbSet<GroupMember> GroupMembers => Set<GroupMember>();

    public DbSet<AccessImport> AccessImports => Set<AccessImport>();

    public DbSet<AccessImportError> AccessImportErrors => Set<AccessImportError>();

    public DbSet<AccessImportRow> AccessImportRows => Set<AccessImportRow>();

    public DbSet<PolicyEvaluation> SodEvaluations => Set<PolicyEvaluation>();

    public DbSet<SodViolation> SodViolations => Set<SodViolation>();

    public DbSet<RunMail> RunMails => Set<RunMail>();

    public DbSet<ExceptionGrant> SodExceptions => Set<ExceptionGrant>();

    public DbSet<AccessCheck> AccessChecks => Set<AccessCheck>();

    public DbSet<ReportLayout> ReportLayouts => Set<ReportLayout>();

    public Task<T> TransactAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => this.Transact(work, beforehand: "", cancellationToken);

    public bool HasChanges => ChangeTracker.HasChanges() || _later.Count > 0;

    public void AddLater<T>(IEnumerable<T> rows)
        where T : class =>
        _later.Add(token => this.GetService<LedgerStatements>().InsertAll(this, rows, token));

    public void DiscardChanges()
    {
        ChangeTracker.Clear();
        _later.Clear();
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        try
        {
            return _later.Count == 0
                ? await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
                : await SaveAllAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ChangedMeanwhileException("It was changed at the same moment by somebody else. Read it again and repeat the change.");
        }
        catch (Exception error) when (error is DbUpdateException update && UniqueViolation.Is(update) || error is DbException inserted && UniqueViolation.Is(inserted))
        {
            throw new ChangedMeanwhileException("The same was added at the same moment by somebody else. Read it and repeat the change.");
        }
    }

    private async Task<int> SaveAllAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        var saved = Database.CurrentTransaction is null
            ? await this.Transact(() => InsertAllAsync(cancellationToken), beforehand: "", cancellationToken)
            : await InsertAllAsync(cancellationToken);
        if (acceptAllChangesOnSuccess)
        {
            ChangeTracker.AcceptAllChanges();
            _later.Clear();
        }

        return saved;
    }

    private async Task<int> InsertAllAsync(CancellationToken cancellationToken)
    {
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken);
        foreach (var insert in _later)
            saved += await insert(cancellationToken);
        return saved;
    }

    // A context that is given back is used again: what it was to write and did not is nobody's any more.
    public override void Dispose()
    {
        _later.Clear();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    public override ValueTask DisposeAsync()
    {
        _later.Clear();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SchedulesDb).Assembly);
}
