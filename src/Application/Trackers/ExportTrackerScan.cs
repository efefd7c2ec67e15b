using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>A scan as a file.</summary>
/// <param name="Format">json: all that is known of it; csv: a line a finding; har: its requests, without values.</param>
/// <exception cref="NotFoundException">The scan has no report, or the evidence that the file is made of is not kept.</exception>
public sealed record ExportTrackerScan(Guid OrganizationId, Guid ProjectId, Guid RunId, string? Format) : IRequest<ScanFile>;

public sealed class ExportTrackerScanHandler(ISchedulesDb db, IMediator mediator) : IRequestHandler<ExportTrackerScan, ScanFile>
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task<ScanFile> Handle(ExportTrackerScan request, CancellationToken cancellationToken)
    {
        if (request.Format is not ("json" or "csv" or "har"))
            throw new InvalidValueException("format", request.Format, "one of json, csv, har");
        var scan = await mediator.Send(new GetTrackerScan(request.OrganizationId, request.ProjectId, request.RunId), cancellationToken);
        if (scan.Findings is not { } findings)
            throw new NotFoundException("Report", request.RunId.ToString());
        return request.Format switch
        {
            "csv" => File("csv", "text/csv; charset=utf-8", FindingsCsv.Write(findings)),
            "har" => File("har", "application/json; charset=utf-8", HarFile.Write(await Evidence(request.RunId, cancellationToken), scan.Date)),
            _ => File("json", "application/json; charset=utf-8", JsonSerializer.Serialize(scan, _json)),
        };

        ScanFile File(string extension, string type, string text) => new($"tracker-scan-{request.RunId}.{extension}", type, Encoding.UTF8.GetBytes(text));
    }

    private async Task<ScanEvidence> Evidence(Guid runId, CancellationToken cancellationToken) =>
        await db.ScanEvidence.AsNoTracking().FirstOrDefaultAsync(evidence => evidence.RunId == runId, cancellationToken) is { } stored
            ? EvidenceFile.Read(stored.Content)
            : throw new NotFoundException("Evidence", runId.ToString());
}
