using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Writes the mails of runs. What is said of a run is read once for all of its recipients who come one after another.</summary>
public sealed class MailComposer(ISchedulesDb db, MailFindings findings, OrganizationDefaults defaults, IOptions<ServerOptions> server)
{
    private (Guid RunId, MailContent Content, EmailAttachment? Report)? _last;

    /// <exception cref="NotFoundException">The run or its policy is gone.</exception>
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
        var policy = await db.SodPolicies.AsNoTracking().GetAsync(run.OrganizationId, run.TargetId.ToString(), cancellationToken);
        var schedule = await db.Schedules.AsNoTracking().SingleOrDefaultAsync(schedule => schedule.Id == run.ScheduleId, cancellationToken);
        var result = JsonSerializer.Deserialize<SodRunResult>(run.Result!, JsonSerializerOptions.Web)!;
        var (rows, resolved) = await findings.Of(runId, policy.Id, cancellationToken);
        var content = new MailContent(
            policy.Name, policy.Description, policy.OwnerRef?.Name, policy.CorrectionAdvice, schedule?.Report?.Name ?? policy.Name, When(run, schedule),
            result.Violations, result.New, result.Resolved, rows, resolved, Link(runId), ReportNote: null);
        return (runId, content, null);
    }

    private string When(Run run, Schedule? schedule)
    {
        var at = run.At.InZone(schedule?.Rule.Compile(defaults.TimeZone).Zone ?? defaults.TimeZone);
        return $"{at.LocalDateTime.ToString("d MMMM uuuu, HH:mm", CultureInfo.InvariantCulture)} ({at.Zone.Id})";
    }

    private Uri? Link(Guid runId) => server.Value.PublicUrl is { } address
        ? new Uri($"{address.AbsoluteUri.TrimEnd('/')}/sod-violation-report/{runId}/download")
        : null;
}
