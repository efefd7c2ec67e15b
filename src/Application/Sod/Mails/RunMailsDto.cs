using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Mails;

/// <summary>What became of a run's mails.</summary>
/// <param name="Queued">How many are still to be sent.</param>
/// <param name="Sent">How many a server has taken.</param>
/// <param name="Failed">How many were given up.</param>
/// <param name="Recipients">Each of them.</param>
public sealed record RunMailsDto(int Queued, int Sent, int Failed, IReadOnlyList<RunMailDto> Recipients)
{
    /// <returns>Null where the run tells nobody.</returns>
    public static async Task<RunMailsDto?> Load(ISchedulesDb db, Guid runId, CancellationToken cancellationToken)
    {
        var mails = await db.RunMails.AsNoTracking().Where(mail => mail.RunId == runId).OrderBy(mail => mail.RecipientId).ToListAsync(cancellationToken);
        int Of(MailStatus status) => mails.Count(mail => mail.Status == status);
        return mails.Count > 0
            ? new(Of(MailStatus.Queued), Of(MailStatus.Sent), Of(MailStatus.Failed), mails.ConvertAll(RunMailDto.From))
            : null;
    }
}

/// <param name="Id">The identity that is told.</param>
/// <param name="Name">As the schedule names it; null where it does not.</param>
/// <param name="Status">queued, sent or failed.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Address">Where it was sent to last; null before.</param>
/// <param name="Error">Why the last attempt failed, in the server's words where it said some; null where it was sent.</param>
/// <param name="NextAttemptAt">Not tried before; null once it is sent or failed.</param>
/// <param name="EndedAt">When it was sent or failed.</param>
/// <param name="MessageId">The mail's Message-ID, the same at every attempt.</param>
public sealed record RunMailDto(
    string Id, string? Name, string Status, int Attempts, string? Address, string? Error, Instant? NextAttemptAt, Instant? EndedAt, string MessageId)
{
    internal static RunMailDto From(RunMail mail) => new(
        mail.RecipientId, mail.RecipientName, RunDtos.Camel(mail.Status), mail.Attempts, mail.Address, mail.Error, mail.NextAttemptAt, mail.EndedAt, mail.MessageId);
}
