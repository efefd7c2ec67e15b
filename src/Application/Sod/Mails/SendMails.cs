using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Mails;

/// <summary>Takes mails that are due, sends a few at a time, and records what became of each as soon as it is known.</summary>
/// <returns>How many were taken.</returns>
public sealed record SendMails : IRequest<int>;

public sealed class SendMailsHandler(
    ISchedulesDb db, ILedger ledger, ISendLedger queue, IEmailSender sender, MailComposer composer, HeldRuns held,
    IOptions<MailOptions> options, IOptions<RunOptions> runs, ILogger<SendMailsHandler> logger) : IRequestHandler<SendMails, int>, IDisposable
{
    private const int BatchSize = 20;

    /// <summary>The longest that one mail takes, as the product's clock counts it.</summary>
    private readonly Duration _longest = Duration.FromTimeSpan(options.Value.Timeout * runs.Value.ClockSpeed);

    /// <summary>The unit of work is for one at a time: only the talks with the mail server go side by side.</summary>
    private readonly SemaphoreSlim _database = new(1);

    public void Dispose() => _database.Dispose();

    public async Task<int> Handle(SendMails request, CancellationToken cancellationToken)
    {
        var now = await ledger.Now(cancellationToken);
        var taken = await queue.Take(
            now, BatchSize, mail => mail.Take(held.Owner, now, _longest * 2, options.Value.MaxAttempts), cancellationToken);
        // Those of one run together: what they say is read once. Nothing ends this but its end: what was sent is recorded.
        await Parallel.ForEachAsync(
            taken.OrderBy(mail => mail.QueuedAt).ThenBy(mail => mail.RunId),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.AtATime, CancellationToken = CancellationToken.None },
            async (mail, _) => await End(mail, leaseUntil: now + (_longest * 2), cancellationToken));
        return taken.Count;
    }

    private async Task End(RunMail mail, Instant leaseUntil, CancellationToken stopping)
    {
        if (mail.Status == MailStatus.Queued)
            await Send(mail, leaseUntil, stopping);
        Tell(mail);
    }

    private async Task Send(RunMail mail, Instant leaseUntil, CancellationToken stopping)
    {
        var attempt = mail.Attempt;
        await Try(mail, leaseUntil, stopping);
        // Not cancellable: what was sent and is not recorded is sent again.
        if (!await Alone(() => queue.Record(attempt, mail, CancellationToken.None)))
            logger.LogWarning("What became of the mail of run {RunId} to {Recipient} is not recorded: it is another's", mail.RunId, mail.RecipientId);
    }

    private async Task Try(RunMail mail, Instant leaseUntil, CancellationToken stopping)
    {
        try
        {
            stopping.ThrowIfCancellationRequested();
            if (await Alone(() => Prepare(mail, leaseUntil, stopping)) is not { } email)
                return;
            await sender.Send(email, stopping);
            mail.Sent(await Now());
        }
        catch (EmailRefusedException refused) when (!refused.IsFinal)
        {
            await PutOff(mail, refused.Message);
        }
        catch (Exception final) when (final is EmailRefusedException or NotFoundException)
        {
            mail.GiveUp(final.Message, await Now());
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            mail.Release(await Now());
        }
#pragma warning disable CA1031 // Whatever it is, it ends this attempt, not the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "The mail of run {RunId} to {Recipient} could not be made", mail.RunId, mail.RecipientId);
            await PutOff(mail, $"error: {exception.GetType().Name}; the server's log has more");
        }
    }

    /// <returns>What is to be sent; null where the mail was given back.</returns>
    private async Task<Email?> Prepare(RunMail mail, Instant leaseUntil, CancellationToken cancellationToken)
    {
        var identity = await db.Identities.Where(identity => identity.OrganizationId == mail.OrganizationId && identity.Id == mail.RecipientId)
            .Select(identity => new { identity.Name, identity.Email, identity.Active }).SingleOrDefaultAsync(cancellationToken);
        var obstacle = identity switch
        {
            null => "there is no such identity",
            { Active: false } => "the identity is deactivated",
            { Email: null or "" } => "the identity has no e-mail address",
            _ => null,
        };
        if (obstacle is not null)
            throw new EmailRefusedException($"no address: {obstacle}", isFinal: true);
        var email = await composer.Compose(mail, identity!.Email!, identity.Name, cancellationToken);
        // What waits behind slow ones is given back: this process's hold on it could end before it is sent.
        var now = await ledger.Now(cancellationToken);
        if (now + _longest > leaseUntil)
        {
            mail.Release(now);
            return null;
        }

        mail.SendTo(email.To);
        return email;
    }

    private Task<Instant> Now() => Alone(async () => await ledger.Now(CancellationToken.None));

    private async Task<T> Alone<T>(Func<Task<T>> use)
    {
        await _database.WaitAsync(CancellationToken.None);
        try
        {
            return await use();
        }
        finally
        {
            _database.Release();
        }
    }

    private async Task PutOff(RunMail mail, string error) => mail.Refused(
        error, options.Value.MaxAttempts, Duration.FromTimeSpan(options.Value.RetryAfter), await Now());

    private void Tell(RunMail mail)
    {
        if (mail.Status == MailStatus.Failed)
            logger.LogError("The mail of run {RunId} to {Recipient} was given up: {Error}", mail.RunId, mail.RecipientId, mail.Error);
        else if (mail.Error is not null)
            logger.LogWarning("The mail of run {RunId} to {Recipient} is put off: {Error}", mail.RunId, mail.RecipientId, mail.Error);
    }
}
