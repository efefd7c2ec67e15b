using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Mails;

/// <summary>Writes the mails of runs. What is said of a run is read once for all of its recipients who come one after another.</summary>
public sealed class MailComposer(ISchedulesDb db, MailFindings findings, MailReport reports, OrganizationDefaults defaults)
{
    private (Guid RunId, MailContent Content, EmailAttachment? Report)? _last;

    /// <exception cref="NotFoundException">What the run found is gone.</exception>
    public async Task<Email> Compose(RunMail mail, string address, string name, CancellationToken cancellationToken)
    {
        if (_last?.RunId != mail.RunId)
            _last = await Read(mail.RunId, cancellationToken);
        var (_, content, report) = _last!.Value;
        return new Email(address, name, content.Subject, MailText.Of(content), MailHtml.Of(content), mail.MessageId, mail.QueuedAt, report);
    }

    private async Task<(Guid RunId, MailContent Content, EmailAttachment? Report)> Read(Guid runId, CancellationToken cancellationToken)
    {
        var run = await db.Runs.AsNoTracking().SingleAsync(run => run.Id == runId, cancellationToken);
        var evaluation = await db.SodEvaluations.AsNoTracking()
            .SingleOrDefaultAsync(evaluation => evaluation.RunId == runId && evaluation.PolicyId == run.TargetId, cancellationToken)
            ?? throw new NotFoundException("What was found by run", runId.ToString());
        var schedule = await db.Schedules.AsNoTracking().SingleOrDefaultAsync(schedule => schedule.Id == run.ScheduleId, cancellationToken);
        var (report, note) = await reports.Of(run, evaluation, cancellationToken);
        var content = new MailContent(evaluation.Policy, schedule?.Report?.Name ?? evaluation.Policy.Name, When(run, schedule))
        {
            Violations = evaluation.Violations,
            New = evaluation.New,
            Resolved = evaluation.Resolved,
            Excepted = evaluation.Excepted,
            Rows = await findings.Rows(evaluation, cancellationToken),
            ResolvedNames = await findings.Resolved(evaluation, cancellationToken),
            Report = reports.Link(runId),
            ReportNote = note,
        };
        return (runId, content, report);
    }

    private string When(Run run, Schedule? schedule)
    {
        var at = run.At.InZone(schedule?.Rule.Compile(defaults.TimeZone).Zone ?? defaults.TimeZone);
        return $"{at.LocalDateTime.ToString("d MMMM uuuu, HH:mm", CultureInfo.InvariantCulture)} ({at.Zone.Id})";
    }
}
