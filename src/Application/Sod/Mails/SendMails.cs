using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Mails;

/// <summary>Takes mails that are due, sends one after another, and records what became of each before the next.</summary>
/// <returns>How many were taken.</returns>
public sealed record SendMails : IRequest<int>;

public sealed class SendMailsHandler(
    ISchedulesDb db, ILedger ledger, IMailQueue queue, IEmailSender sender, MailComposer composer, HeldRuns held,
    IOptions<MailOptions> options, IOptions<RunOptions> runs, ILogger<SendMailsHandler> logger) : IRequestHandler<SendMails, int>
{
    private const int BatchSize = 20;

    /// <summary>The longest that one mail takes, as the product's clock counts it.</summary>
    private readonly Duration _longest = Duration.FromTimeSpan(options.Value.Timeout * runs.Value.ClockSpeed);

    public async Task<int> Handle(SendMails request, CancellationToken cancellationToken)
    {
        var now = await ledger.Now(cancellationToken);
        var taken = await queue.Take(
            now, BatchSize, mail => mail.Take(held.Owner, now, _longest * 2, options.Value.MaxAttempts), cancellationToken);
        // Those of one run together: what they say is read once.
        foreach (var mail in taken.OrderBy(mail => mail.QueuedAt).ThenBy(mail => mail.RunId))
        {
            if (mail.Status == MailStatus.Queued)
                await Send(mail, leaseUntil: now + (_longest * 2), cancellationToken);
            else
                Tell(mail);
        }

        return taken.Count;
    }

    private async Task Send(RunMail mail, Instant leaseUntil, CancellationToken stopping)
    {
        var attempt = mail.Attempt;
        // What waits behind slow ones is given back: this process's hold on it could end before it is sent.
        if (stopping.IsCancellationRequested || await ledger.Now(CancellationToken.None) + _longest > leaseUntil)
            mail.Release(await ledger.Now(CancellationToken.None));
        else
            await Try(mail, stopping);
        // Not cancellable: what was sent and is not recorded is sent again.
        if (!await queue.Record(attempt, mail, CancellationToken.None))
            logger.LogWarning("What became of the mail of run {RunId} to {Recipient} was not recorded: it is somebody else's", mail.RunId, mail.RecipientId);
        Tell(mail);
    }

    private async Task Try(RunMail mail, CancellationToken stopping)
    {
        try
        {
            await Deliver(mail, stopping);
        }
        catch (EmailRefusedException refused) when (!refused.IsFinal)
        {
            await PutOff(mail, refused.Message);
        }
        catch (Exception final) when (final is EmailRefusedException or NotFoundException)
        {
            mail.GiveUp(final.Message, await ledger.Now(CancellationToken.None));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            mail.Release(await ledger.Now(CancellationToken.None));
        }
#pragma warning disable CA1031 // Whatever it is, it ends this attempt, not the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "The mail of run {RunId} to {Recipient} could not be made", mail.RunId, mail.RecipientId);
            await PutOff(mail, $"error: {exception.GetType().Name}; the server's log has more");
        }
    }

    private async Task Deliver(RunMail mail, CancellationToken cancellationToken)
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
        mail.SendTo(identity!.Email!);
        await sender.Send(await composer.Compose(mail, identity.Email!, identity.Name, cancellationToken), cancellationToken);
        mail.Sent(await ledger.Now(CancellationToken.None));
    }

    private async Task PutOff(RunMail mail, string error) => mail.Refused(
        error, options.Value.MaxAttempts, Duration.FromTimeSpan(options.Value.RetryAfter), await ledger.Now(CancellationToken.None));

    private void Tell(RunMail mail)
    {
        if (mail.Status == MailStatus.Failed)
            logger.LogError("The mail of run {RunId} to {Recipient} was given up: {Error}", mail.RunId, mail.RecipientId, mail.Error);
        else if (mail.Error is not null)
            logger.LogWarning("The mail of run {RunId} to {Recipient} is put off: {Error}", mail.RunId, mail.RecipientId, mail.Error);
    }
}
