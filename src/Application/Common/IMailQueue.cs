using NodaTime;
using Schedules.Domain.Sod;

namespace Schedules.Application.Common;

/// <summary>The send ledger's statements. Rows that are taken are locked until they are written, and another process passes them by.</summary>
public interface IMailQueue
{
    /// <summary>Takes mails that are due, oldest first, and records what <paramref name="take"/> makes of each: one transaction.</summary>
    Task<IReadOnlyList<RunMail>> Take(Instant now, int limit, Action<RunMail> take, CancellationToken cancellationToken);

    /// <summary>Records what became of an attempt, where the row still is this attempt's.</summary>
    /// <param name="attempt">As it was taken.</param>
    /// <param name="mail">What became of it.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>False where the row is somebody else's by now.</returns>
    Task<bool> Record(MailAttempt attempt, RunMail mail, CancellationToken cancellationToken);
}
