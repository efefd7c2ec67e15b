using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Sod.Reports;

/// <summary>The report of a run as a file: a ZIP of a CSV and a page to read. Made from what the run found, whenever it is asked for.</summary>
/// <param name="OrganizationId">Whose run it must be.</param>
/// <param name="RunId">A run of a SOD policy, or of many, that succeeded.</param>
/// <exception cref="NotFoundException">No such run, or it found nothing: it has not ended, or failed.</exception>
public sealed record GetViolationReport(Guid OrganizationId, Guid RunId) : IRequest<ViolationReport>;

/// <summary>A report that can be written.</summary>
/// <param name="FileName">PolicyReport.zip.</param>
/// <param name="ContentType">application/zip.</param>
/// <param name="WriteTo">
/// Writes the file to a stream, asynchronously only and without going back in it. Reads the database as it goes: while the request's unit of work lives.
/// </param>
public sealed record ViolationReport(string FileName, string ContentType, Func<Stream, CancellationToken, Task> WriteTo)
{
    /// <summary>The whole file.</summary>
    public async Task<byte[]> ToBytes(CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await WriteTo(file, cancellationToken);
        return file.ToArray();
    }
}

internal sealed class GetViolationReportHandler(ISchedulesDb db, ReportFile file) : IRequestHandler<GetViolationReport, ViolationReport>
{
    public async Task<ViolationReport> Handle(GetViolationReport request, CancellationToken cancellationToken)
    {
        var run = await db.GetReport(request.OrganizationId, request.RunId.ToString(), cancellationToken);
        if (run.Status != RunStatus.Succeeded)
            throw new NotFoundException("Report", request.RunId.ToString());
        var contents = await Load(run, cancellationToken);
        return new("PolicyReport.zip", "application/zip", (stream, token) => file.Write(contents, stream, token));
    }

    private async Task<ReportContents> Load(Run run, CancellationToken cancellationToken)
    {
        var evaluations = await db.SodEvaluations.AsNoTracking().Where(evaluation => evaluation.RunId == run.Id).ToListAsync(cancellationToken);
        var layout = await db.ReportLayouts.AsNoTracking()
            .SingleOrDefaultAsync(layout => layout.OrganizationId == run.OrganizationId, cancellationToken);
        var name = (await db.Refer(run, cancellationToken)).Name;
        return new(run, name, [.. evaluations.OrderBy(evaluation => evaluation.Policy.Name, StringComparer.Ordinal)], ReportColumns.Of(layout));
    }
}
