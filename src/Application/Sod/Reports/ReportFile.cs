using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Reports;

/// <summary>Writes reports as ZIP files, row by row from the database to the stream.</summary>
public sealed class ReportFile(ISchedulesDb db)
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    internal async Task Write(ReportContents report, Stream stream, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, _utf8, cancellationToken);
        await Write(zip, "PolicyReport.csv", writer => WriteViolations(report, writer, cancellationToken), report, cancellationToken);
        if (report.Excepted > 0)
            await Write(zip, "PolicyReportExceptions.csv", writer => WriteExceptions(report, writer, cancellationToken), report, cancellationToken);
        await Write(zip, "PolicyReport.html", writer => WritePage(report, writer, cancellationToken), report, cancellationToken);
    }

    private static async Task Write(
        ZipArchive zip, string name, Func<StreamWriter, Task> write, ReportContents report, CancellationToken cancellationToken)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = (report.Run.FinishedAt ?? report.Run.At).ToDateTimeOffset();
        await using var stream = await entry.OpenAsync(cancellationToken);
        await using var writer = new StreamWriter(stream, _utf8);
        await write(writer);
    }

    private async Task WriteViolations(ReportContents report, StreamWriter writer, CancellationToken cancellationToken)
    {
        var csv = new Csv(writer);
        await csv.Write(report.Columns.Select(column => column.Name));
        if (report.ViolationLimit is { } limit)
            await csv.Write([limit]);
        else
            await WriteRows(csv, report.Columns, Rows(report, excepted: false), cancellationToken);
    }

    private async Task WriteExceptions(ReportContents report, StreamWriter writer, CancellationToken cancellationToken)
    {
        var csv = new Csv(writer);
        List<ReportColumn> columns = [.. report.Columns, .. ReportColumns.OfExceptions];
        await csv.Write(columns.Select(column => column.Name));
        if (report.ExceptionLimit is { } limit)
            await csv.Write([limit]);
        else
            await WriteRows(csv, columns, Rows(report, excepted: true), cancellationToken);
    }

    private static async Task WriteRows(Csv csv, IReadOnlyList<ReportColumn> columns, IAsyncEnumerable<ReportRow> rows, CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
            await csv.Write(columns.Select(column => column.Value(row)));
    }

    private async Task WritePage(ReportContents report, StreamWriter writer, CancellationToken cancellationToken)
    {
        var page = new ReportPage(report, writer);
        await page.Begin();
        if (report.ViolationLimit is null)
            await page.Violations(Rows(report, excepted: false), cancellationToken);
        if (report is { Excepted: > 0, ExceptionLimit: null })
            await page.Exceptions(Rows(report, excepted: true), cancellationToken);
        await page.End();
    }

    private IAsyncEnumerable<ReportRow> Rows(ReportContents report, bool excepted)
    {
        var evaluations = report.Evaluations.ToDictionary(evaluation => evaluation.PolicyId);
        var rows =
            from violation in db.SodViolations.AsNoTracking()
            where violation.RunId == report.Run.Id && (violation.ExceptionId != null) == excepted
            join exception in db.SodExceptions.AsNoTracking() on violation.ExceptionId equals exception.Id into covering
            from exception in covering.DefaultIfEmpty()
            orderby violation.PolicyId, violation.IdentityId
            select new { violation, exception };
        return rows.AsAsyncEnumerable().Select(row => new ReportRow(evaluations[row.violation.PolicyId], row.violation, row.exception));
    }
}
