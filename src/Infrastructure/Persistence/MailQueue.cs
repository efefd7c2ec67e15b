using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Takes mails as the ledger takes runs: rows under a lock, the domain decides, one statement writes.</summary>
public sealed class MailQueue(SchedulesDb db, LedgerStatements statements) : IMailQueue
{
    private const string Due = "\"Status\" = 'Queued' AND \"NextAttemptAt\" <= {1}";

    // All that an attempt can change.
    private static readonly string[] _changing =
    [
        nameof(RunMail.Status), nameof(RunMail.Attempts), nameof(RunMail.NextAttemptAt), nameof(RunMail.Owner), nameof(RunMail.Address),
        nameof(RunMail.Error), nameof(RunMail.EndedAt),
    ];

    public async Task<IReadOnlyList<RunMail>> Take(Instant now, int limit, Action<RunMail> take, CancellationToken cancellationToken)
    {
        // Read before anything is locked: at rest a look costs one step into an index and hinders nobody.
        if (!await db.RunMails.AnyAsync(mail => mail.Status == MailStatus.Queued && mail.NextAttemptAt <= now, cancellationToken))
            return [];
        return await db.Transact(() => TakeBatch(now, limit, take, cancellationToken), statements.CommitWithoutWaiting, cancellationToken);
    }

    // Waits for the disk: what is recorded as sent is never sent again.
    public async Task<bool> Record(MailAttempt attempt, RunMail mail, CancellationToken cancellationToken)
    {
        string[] keys = [nameof(RunMail.RunId), nameof(RunMail.RecipientId), nameof(RunMail.Owner), nameof(RunMail.Attempts)];
        object?[] values = [attempt.RunId, attempt.RecipientId, attempt.Owner, attempt.Attempts];
        var rows = LedgerRows.Update(db, keys, _changing, [(values, mail)]);
        return await db.Transact(
            () => statements.Update(db, rows, "t.\"Status\" = 'Queued'", cancellationToken), beforehand: "", cancellationToken) == 1;
    }

    private async Task<List<RunMail>> TakeBatch(Instant now, int limit, Action<RunMail> take, CancellationToken cancellationToken)
    {
        var mails = await db.RunMails
            .FromSqlRaw(
                statements.Take("RunMails", Due, nameof(RunMail.NextAttemptAt)), limit, LedgerRows.Stored<RunMail>(db, nameof(RunMail.NextAttemptAt), now))
            .AsNoTracking().ToListAsync(cancellationToken);
        mails.ForEach(take);
        var rows = LedgerRows.Update(
            db, [nameof(RunMail.RunId), nameof(RunMail.RecipientId)], _changing,
            mails.Select(mail => (new object?[] { mail.RunId, mail.RecipientId }, mail)));
        if (mails.Count > 0)
            await statements.Update(db, rows, "", cancellationToken);
        return mails;
    }
}
