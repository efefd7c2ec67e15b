using MediatR;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Application.Sod.Reports;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Mails;

/// <summary>The report that goes with a mail: the file, where mails may be so large, and a link, where people can reach the server.</summary>
public sealed class MailReport(IMediator mediator, IOptions<MailOptions> options, IOptions<ServerOptions> server)
{
    /// <returns>The file, and what there is to say of it.</returns>
    public async Task<(EmailAttachment? Report, string? Note)> Of(Run run, PolicyEvaluation evaluation, CancellationToken cancellationToken)
    {
        var limit = options.Value.MaxAttachmentBytes;
        if (limit == 0)
            return (null, null);
        var report = await mediator.Send(new GetViolationReport(run.OrganizationId, run.Id), cancellationToken);
        var file = await report.ToBytes(cancellationToken);
        if (file.Length > limit)
            return (null, $"The report is too large to be attached; GET /v2026/sod-violation-report/{run.Id}/download has it.");
        return (new EmailAttachment(report.FileName, report.ContentType, file), Attached(report.FileName, evaluation));
    }

    /// <summary>Where the run is shown, to whoever signs in; null without an address of the server.</summary>
    public Uri? Link(Guid runId) => server.Value.PublicUrl is { } address
        ? new Uri($"{address.AbsoluteUri.TrimEnd('/')}/?run={runId}")
        : null;

    private static string Attached(string fileName, PolicyEvaluation evaluation) =>
        evaluation.Violations > ReportReferences.MaxViolations
            ? $"Attached: {fileName}. It lists none: there are more violations than the {ReportReferences.MaxViolations} of a report."
            : $"Attached: {fileName}, with every violation.";
}
