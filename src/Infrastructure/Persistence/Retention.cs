using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Deletes old lines of the ledger, by the index of an organization's runs.</summary>
public sealed class Retention(SchedulesDb db) : IRetention
{
    public async Task<DeletedBatch> DeleteRuns(Guid organizationId, Instant before, Cursor? after, int limit, CancellationToken cancellationToken)
    {
        // Read before anything is locked: mostly there is nothing to do, and it hinders nobody.
        var old = await Old(organizationId, before, after).Take(limit).Select(run => new Cursor(run.At, run.Id)).ToListAsync(cancellationToken);
        var ids = old.ConvertAll(run => run.Id);
        List<Guid> kept = ids.Count > 0
            ? [.. await Compared(ids).ToListAsync(cancellationToken), .. await ComparedScans(ids).ToListAsync(cancellationToken)]
            : [];
        ids.RemoveAll(kept.Contains);
        if (ids.Count > 0)
            await db.Transact(() => DeleteRuns(organizationId, before, ids, cancellationToken), beforehand: "", cancellationToken);
        return new DeletedBatch(ids.Count, old.Count == limit ? old[^1] : null);
    }

    public async Task<int> DeleteVersions(Guid organizationId, Instant before, CancellationToken cancellationToken)
    {
        var (superseded, deleted) = (Superseded(organizationId, before), Deleted(organizationId, before));
        if (!await superseded.AnyAsync(cancellationToken) && !await deleted.AnyAsync(cancellationToken))
            return 0;
        return await db.Transact(
            async () =>
            {
                await Forget(organizationId, before, cancellationToken);
                return await superseded.ExecuteDeleteAsync(cancellationToken) + await deleted.ExecuteDeleteAsync(cancellationToken);
            },
            beforehand: "", cancellationToken);
    }

    private async Task<int> DeleteRuns(Guid organizationId, Instant before, List<Guid> ids, CancellationToken cancellationToken)
    {
        await Forget(organizationId, before, cancellationToken);
        await db.RunProgress.Where(progress => ids.Contains(progress.RunId)).ExecuteDeleteAsync(cancellationToken);
        await db.SodViolations.Where(violation => ids.Contains(violation.RunId)).ExecuteDeleteAsync(cancellationToken);
        await db.SodEvaluations.Where(evaluation => ids.Contains(evaluation.RunId)).ExecuteDeleteAsync(cancellationToken);
        await db.ScanReports.Where(report => ids.Contains(report.RunId)).ExecuteDeleteAsync(cancellationToken);
        return await db.Runs.Where(run => ids.Contains(run.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private IQueryable<ScheduleVersion> Superseded(Guid organizationId, Instant before) => Versions(organizationId, before)
        .Where(version => !version.IsDeleted && db.ScheduleVersions.Any(later =>
            later.ScheduleId == version.ScheduleId && later.Version > version.Version && later.At < before))
        .Where(version => !db.Runs.Any(run => run.ScheduleId == version.ScheduleId && run.ScheduleVersion == version.Version));

    private IQueryable<ScheduleVersion> Deleted(Guid organizationId, Instant before) => Versions(organizationId, before)
        .Where(version => version.IsDeleted && !db.Runs.Any(run => run.ScheduleId == version.ScheduleId));

    private IQueryable<ScheduleVersion> Versions(Guid organizationId, Instant before) =>
        db.ScheduleVersions.Where(version => version.OrganizationId == organizationId && version.At < before);

    private IQueryable<Run> Old(Guid organizationId, Instant before, Cursor? after)
    {
        var runs = db.Runs.Where(run => run.OrganizationId == organizationId && run.At < before)
            .Where(run => run.Status != RunStatus.Queued && run.Status != RunStatus.Running);
        if (after is not null)
            runs = runs.Where(run => run.At >= after.At && (run.At > after.At || run.Id.CompareTo(after.Id) > 0));
        return runs.OrderBy(run => run.At).ThenBy(run => run.Id);
    }

    /// <summary>Which of the runs the next evaluation of their policy compares itself with, be it a schedule's or a report's.</summary>
    private IQueryable<Guid> Compared(List<Guid> ids) =>
        from evaluation in db.SodEvaluations
        where ids.Contains(evaluation.RunId) && !db.SodEvaluations.Any(later => later.PolicyId == evaluation.PolicyId && later.IsReport == evaluation.IsReport
            && (later.EvaluatedAt > evaluation.EvaluatedAt
                || (later.EvaluatedAt == evaluation.EvaluatedAt && later.RunId.CompareTo(evaluation.RunId) > 0)))
        select evaluation.RunId;

    /// <summary>Which of the runs the next scan of their project compares itself with: the last complete one of each depth.</summary>
    private IQueryable<Guid> ComparedScans(List<Guid> ids) =>
        from report in db.ScanReports
        where ids.Contains(report.RunId) && report.IsComplete && !db.ScanReports.Any(later => later.ProjectId == report.ProjectId
            && later.IsComplete && later.Depth == report.Depth
            && (later.At > report.At || (later.At == report.At && later.RunId.CompareTo(report.RunId) > 0)))
        select report.RunId;

    private Task<int> Forget(Guid organizationId, Instant before, CancellationToken cancellationToken) => db.Organizations
        .Where(organization => organization.Id == organizationId && (organization.KeptFrom == null || organization.KeptFrom < before))
        .ExecuteUpdateAsync(set => set.SetProperty(organization => organization.KeptFrom, before), cancellationToken);
}
