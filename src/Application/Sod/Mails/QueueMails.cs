using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Mails;

/// <summary>
/// Adds a mail to each recipient of a policy's schedule to the unit of work. Does not save: the caller stores the run's outcome and the mails in one
/// transaction. None where the policy is not enforced, or nothing was found and the schedule does not want to hear of that.
/// </summary>
/// <param name="Run">A run of the schedule that has found what it found.</param>
/// <param name="Violations">How many.</param>
/// <returns>How many mails there are.</returns>
public sealed record QueueMails(Run Run, int Violations) : IRequest<int>;

internal sealed class QueueMailsHandler(ISchedulesDb db, ILedger ledger, IOptions<MailOptions> options) : IRequestHandler<QueueMails, int>
{
    public async Task<int> Handle(QueueMails request, CancellationToken cancellationToken)
    {
        var run = request.Run;
        var report = await ReportOf(run, cancellationToken);
        if (report is null || (request.Violations == 0 && !report.EmailEmptyResults))
            return 0;
        var now = await ledger.Now(cancellationToken);
        var recipients = report.Recipients.DistinctBy(recipient => recipient.Id, StringComparer.Ordinal).ToList();
        db.RunMails.AddRange(recipients.Select(recipient => RunMail.Of(run, recipient, options.Value.Sender!.Host, now)));
        return recipients.Count;
    }

    /// <returns>Null where the schedule is gone by now, or its policy is not enforced.</returns>
    private Task<ReportSettings?> ReportOf(Run run, CancellationToken cancellationToken) => db.Schedules
        .Where(schedule => schedule.Id == run.ScheduleId)
        .Where(schedule => db.SodPolicies.Any(policy => policy.Id == schedule.TargetId && policy.State == PolicyState.Enforced))
        .Select(schedule => schedule.Report)
        .SingleOrDefaultAsync(cancellationToken);
}
