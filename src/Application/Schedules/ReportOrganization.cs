using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>What of all of the organization's schedules was due in a period, and what became of it. Of deleted schedules too.</summary>
/// <param name="From">Inclusive; ISO 8601; absent: 30 days before the end.</param>
/// <param name="To">Exclusive; ISO 8601; absent: now.</param>
public sealed record ReportOrganization(string? From, string? To) : IRequest<OrganizationReportDto>;

/// <param name="From">From when on it counts: never before what the ledger keeps.</param>
/// <param name="To">Up to when: never after now.</param>
/// <param name="KeptFrom">Older runs have been deleted; null where none have.</param>
/// <param name="Total">Of all schedules.</param>
/// <param name="Targets">Of the schedules of each kind of target.</param>
public sealed record OrganizationReportDto(Instant From, Instant To, Instant? KeptFrom, ReportDto Total, IReadOnlyList<TargetReportDto> Targets);

/// <param name="TargetType">TRACKER_SCAN or SOD_POLICY.</param>
/// <param name="Schedules">How many schedules there are, or were.</param>
/// <param name="Report">The figures, and the sentence.</param>
public sealed record TargetReportDto(string TargetType, int Schedules, ReportDto Report);

public sealed class ReportOrganizationHandler(ISchedulesDb db, ILedger ledger, ICurrentUser user, DispatchPolicy policy)
    : IRequestHandler<ReportOrganization, OrganizationReportDto>
{
    // Their lines of the whole period are in memory: a year of an hourly schedule has 8,760.
    private const int BatchSize = 50;

    public async Task<OrganizationReportDto> Handle(ReportOrganization request, CancellationToken cancellationToken)
    {
        var keptFrom = await db.KeptFrom(user.OrganizationId, cancellationToken);
        var period = ReportPeriod.Of(request.From, request.To, await ledger.Now(cancellationToken), keptFrom);
        var (sums, schedules) = (new Dictionary<TargetType, PeriodReport>(), new Dictionary<TargetType, int>());
        List<ScheduleHistory> batch;
        var last = Guid.Empty;
        do
        {
            (batch, last) = await NextHistories(last, cancellationToken);
            foreach (var (type, reports) in await Report(batch, period, cancellationToken))
            {
                sums[type] = PeriodReport.Sum([sums.GetValueOrDefault(type) ?? new PeriodReport([], 0, 0), .. reports]);
                schedules[type] = schedules.GetValueOrDefault(type) + reports.Count;
            }
        }
        while (batch.Count == BatchSize);

        return new OrganizationReportDto(
            period.From, period.To, keptFrom, ReportDto.Of(PeriodReport.Sum(sums.Values)),
            [
                .. sums.OrderBy(sum => sum.Key)
                    .Select(sum => new TargetReportDto(TargetNames.WordOf(sum.Key), schedules[sum.Key], ReportDto.Of(sum.Value))),
            ]);
    }

    private async Task<(List<ScheduleHistory> Batch, Guid Last)> NextHistories(Guid after, CancellationToken cancellationToken)
    {
        var versions = db.ScheduleVersions.AsNoTracking().Where(version => version.OrganizationId == user.OrganizationId);
        var ids = await versions.Where(version => version.ScheduleId.CompareTo(after) > 0)
            .Select(version => version.ScheduleId).Distinct().OrderBy(id => id).Take(BatchSize).ToListAsync(cancellationToken);
        var found = await versions.Where(version => ids.Contains(version.ScheduleId)).ToListAsync(cancellationToken);
        var histories = found.GroupBy(version => version.ScheduleId)
            .Select(all => new ScheduleHistory([.. all.OrderBy(version => version.Version)], policy.OrganizationZone)).ToList();
        return (histories, ids.Count > 0 ? ids[^1] : after);
    }

    private async Task<List<(TargetType Type, List<PeriodReport> Reports)>> Report(
        List<ScheduleHistory> histories, ReportPeriod period, CancellationToken cancellationToken)
    {
        var ids = histories.ConvertAll(history => history.Versions[0].ScheduleId);
        var pendingFrom = await db.Schedules.Where(schedule => ids.Contains(schedule.Id) && schedule.NextDueAt < period.To)
            .ToDictionaryAsync(schedule => schedule.Id, schedule => schedule.NextDueAt!.Value, cancellationToken);
        var lines = await db.Lines(ids, period, cancellationToken);
        return
        [
            .. histories.GroupBy(history => history.Versions[0].TargetType).Select(type => (type.Key, type.Select(Report).ToList())),
        ];

        PeriodReport Report(ScheduleHistory history)
        {
            var id = history.Versions[0].ScheduleId;
            return lines[id].Report(history, period, pendingFrom.TryGetValue(id, out var next) ? next : null);
        }
    }
}
