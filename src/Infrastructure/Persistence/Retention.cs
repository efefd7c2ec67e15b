using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Deletes old lines of the ledger, by the index of an organization's runs.</summary>
public sealed class Retention(SchedulesDb db) : IRetention
{
    public Task<DeletedBatch> DeleteRuns(Guid organizationId, Instant before, Cursor? after, int limit, CancellationToken cancellationToken) => db.Transact(
        async () =>
        {
            var old = await Old(organizationId, before, after).Take(limit).Select(run => new Cursor(run.At, run.Id)).ToListAsync(cancellationToken);
            var ids = old.ConvertAll(run => run.Id);
            var kept = await Compared(ids).ToListAsync(cancellationToken);
            ids.RemoveAll(kept.Contains);
            if (ids.Count > 0)
            {
                await Forget(organizationId, before, cancellationToken);
                await db.SodViolations.Where(violation => ids.Contains(violation.RunId)).ExecuteDeleteAsync(cancellationToken);
                await db.SodEvaluations.Where(evaluation => ids.Contains(evaluation.RunId)).ExecuteDeleteAsync(cancellationToken);
                await db.Runs.Where(run => ids.Contains(run.Id)).ExecuteDeleteAsync(cancellationToken);
            }

            return new DeletedBatch(ids.Count, old.Count == limit ? old[^1] : null);
        },
        beforehand: "", cancellationToken);

    public Task<int> DeleteVersions(Guid organizationId, Instant before, CancellationToken cancellationToken) => db.Transact(
        async () =>
        {
            var versions = db.ScheduleVersions.Where(version => version.OrganizationId == organizationId && version.At < before);
            var gone = await versions
                .Where(version => !version.IsDeleted && db.ScheduleVersions.Any(later =>
                    later.ScheduleId == version.ScheduleId && later.Version > version.Version && later.At < before))
                .Where(version => !db.Runs.Any(run => run.ScheduleId == version.ScheduleId && run.ScheduleVersion == version.Version))
                .ExecuteDeleteAsync(cancellationToken);
            gone += await versions.Where(version => version.IsDeleted && !db.Runs.Any(run => run.ScheduleId == version.ScheduleId))
                .ExecuteDeleteAsync(cancellationToken);
            if (gone > 0)
                await Forget(organizationId, before, cancellationToken);
            return gone;
        },
        beforehand: "", cancellationToken);

    private IQueryable<Run> Old(Guid organizationId, Instant before, Cursor? after)
    {
        var runs = db.Runs.Where(run => run.OrganizationId == organizationId && run.At < before)
            .Where(run => run.Status != RunStatus.Queued && run.Status != RunStatus.Running);
        if (after is not null)
            runs = runs.Where(run => run.At > after.At || (run.At == after.At && run.Id.CompareTo(after.Id) > 0));
        return runs.OrderBy(run => run.At).ThenBy(run => run.Id);
    }

    /// <summary>Which of the runs the next evaluation of their policy compares itself with.</summary>
    private IQueryable<Guid> Compared(List<Guid> ids) =>
        from evaluation in db.SodEvaluations
        where ids.Contains(evaluation.RunId) && !db.SodEvaluations.Any(later => later.PolicyId == evaluation.PolicyId
            && (later.EvaluatedAt > evaluation.EvaluatedAt
                || (later.EvaluatedAt == evaluation.EvaluatedAt && later.RunId.CompareTo(evaluation.RunId) > 0)))
        select evaluation.RunId;

    private Task<int> Forget(Guid organizationId, Instant before, CancellationToken cancellationToken) => db.Organizations
        .Where(organization => organization.Id == organizationId && (organization.KeptFrom == null || organization.KeptFrom < before))
        .ExecuteUpdateAsync(set => set.SetProperty(organization => organization.KeptFrom, before), cancellationToken);
}
