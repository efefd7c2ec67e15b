using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Mails;

/// <param name="Queued">How many are still to be sent.</param>
/// <param name="Sent">How many a server has taken.</param>
/// <param name="Failed">How many were given up; each says why in its run.</param>
public sealed record MailCountsDto(int Queued, int Sent, int Failed)
{
    /// <returns>Null where there are none.</returns>
    internal static async Task<MailCountsDto?> Load(ISchedulesDb db, Guid scheduleId, ReportPeriod period, CancellationToken cancellationToken)
    {
        var runs = db.Runs.Where(run => run.ScheduleId == scheduleId && run.At >= period.From && run.At < period.To);
        var counts = await db.RunMails.Where(mail => runs.Any(run => run.Id == mail.RunId))
            .GroupBy(mail => mail.Status).Select(group => new { Status = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Status, group => group.Count, cancellationToken);
        return counts.Count > 0
            ? new(counts.GetValueOrDefault(MailStatus.Queued), counts.GetValueOrDefault(MailStatus.Sent), counts.GetValueOrDefault(MailStatus.Failed))
            : null;
    }
}
