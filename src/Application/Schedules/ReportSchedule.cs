using System.Text.Json.Serialization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Sod.Mails;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>What of a schedule was due in a period, and what became of it. Of a deleted schedule too.</summary>
/// <param name="Id">The schedule.</param>
/// <param name="From">Inclusive; ISO 8601; absent: 30 days before the end.</param>
/// <param name="To">Exclusive; ISO 8601; absent: now.</param>
/// <exception cref="NotFoundException">The organization has, and had, no such schedule.</exception>
public sealed record ReportSchedule(Guid Id, string? From, string? To) : IRequest<ScheduleReportDto>;

/// <param name="ScheduleId">The schedule.</param>
/// <param name="From">From when on it counts: never before what the ledger keeps.</param>
/// <param name="To">Up to when: never after now.</param>
/// <param name="KeptFrom">Older runs have been deleted; null where none have.</param>
/// <param name="Report">The figures, and the sentence.</param>
public sealed record ScheduleReportDto(Guid ScheduleId, Instant From, Instant To, Instant? KeptFrom, ReportDto Report)
{
    /// <summary>What became of the mails of the period's runs; absent where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MailCountsDto? Mails { get; init; }
}

public sealed class ReportScheduleHandler(ISchedulesDb db, ILedger ledger, ICurrentUser user, DispatchPolicy policy)
    : IRequestHandler<ReportSchedule, ScheduleReportDto>
{
    public async Task<ScheduleReportDto> Handle(ReportSchedule request, CancellationToken cancellationToken)
    {
        var history = await db.GetHistory(user.OrganizationId, request.Id, policy, cancellationToken);
        var keptFrom = await db.KeptFrom(user.OrganizationId, cancellationToken);
        var period = ReportPeriod.Of(request.From, request.To, await ledger.Now(cancellationToken), keptFrom);
        var report = await Report(request.Id, history, period, cancellationToken);
        return new ScheduleReportDto(request.Id, period.From, period.To, keptFrom, ReportDto.Of(report))
        {
            Mails = await MailCountsDto.Load(db, request.Id, period, cancellationToken),
        };
    }

    private async Task<PeriodReport> Report(Guid scheduleId, ScheduleHistory history, ReportPeriod period, CancellationToken cancellationToken)
    {
        // Read before the runs: what is recorded in between is pending no more.
        var pendingFrom = await db.NextDueAt(scheduleId, cancellationToken);
        var runs = await db.Runs.AsNoTracking()
            .Where(run => run.ScheduleId == scheduleId && run.At >= period.From && run.At < period.To)
            .Select(run => new Line(run.DueAt, run.Status, run.Reason)).ToListAsync(cancellationToken);
        var recorded = runs.Where(run => run.DueAt is not null).ToList();
        var missing = history.Due(period.From, period.To).Except(recorded.Select(run => run.DueAt!.Value)).ToList();
        var pending = missing.Count(due => due >= pendingFrom);
        var counts = recorded.Select(run => new RunCount(run.Status, Reasons.Of(run.Reason), 1)).Append(new RunCount(RunStatus.Queued, null, pending));
        return new PeriodReport(PeriodReport.Merged(counts), missing.Count - pending, runs.Count - recorded.Count);
    }

    private sealed record Line(Instant? DueAt, RunStatus Status, string? Reason);
}
