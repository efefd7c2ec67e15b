using System.Text.Json.Serialization;
using MediatR;
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
        // Read before the lines: what is recorded in between is pending no more.
        var pendingFrom = await db.NextDueAt(request.Id, cancellationToken);
        var lines = await db.Lines([request.Id], period, cancellationToken);
        var report = lines[request.Id].Report(history, period, pendingFrom);
        return new ScheduleReportDto(request.Id, period.From, period.To, keptFrom, ReportDto.Of(report))
        {
            Mails = await MailCountsDto.Load(db, request.Id, period, cancellationToken),
        };
    }
}
