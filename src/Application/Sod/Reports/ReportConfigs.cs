using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Reports;

/// <summary>A column of violation reports, as an organization wants it.</summary>
/// <param name="ColumnName">Its header.</param>
/// <param name="Required">Whether it stands in every report; nobody can change that.</param>
/// <param name="Included">Whether it stands in the organization's reports.</param>
/// <param name="Order">Lower stands further left.</param>
public sealed record ReportConfigDto(string? ColumnName, bool? Required, bool? Included, int? Order);

/// <summary>All columns that there are.</summary>
public sealed record ReportConfigsDto(IReadOnlyList<ReportConfigDto> SodReportConfigs)
{
    internal static ReportConfigsDto Of(ReportLayout? layout)
    {
        var included = ReportColumns.Of(layout);
        return new([.. included.Concat(ReportColumns.All.Except(included)).Select(
            (column, order) => new ReportConfigDto(column.Name, column.IsRequired, included.Contains(column), order))]);
    }
}

/// <summary>The columns of the organization's reports, from left to right; then those that it does not want.</summary>
public sealed record GetReportConfigs : IRequest<ReportConfigsDto>;

/// <summary>Chooses the columns of the organization's reports. What the list leaves out is not included.</summary>
/// <param name="SodReportConfigs">Columns; without an order a column stands where it stands in the list.</param>
/// <exception cref="InvalidValueException">There is no such column, it comes twice, or a required one is altered or left out.</exception>
public sealed record PutReportConfigs(IReadOnlyList<ReportConfigDto?>? SodReportConfigs) : IRequest<ReportConfigsDto>;

/// <summary>Goes back to the columns of everybody.</summary>
public sealed record DeleteReportConfigs : IRequest<Unit>;

internal sealed class GetReportConfigsHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<GetReportConfigs, ReportConfigsDto>
{
    public async Task<ReportConfigsDto> Handle(GetReportConfigs request, CancellationToken cancellationToken) => ReportConfigsDto.Of(
        await db.ReportLayouts.AsNoTracking().SingleOrDefaultAsync(layout => layout.OrganizationId == user.OrganizationId, cancellationToken));
}

internal sealed class PutReportConfigsHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<PutReportConfigs, ReportConfigsDto>
{
    public async Task<ReportConfigsDto> Handle(PutReportConfigs request, CancellationToken cancellationToken)
    {
        var columns = Checked(request.SodReportConfigs);
        var layout = await db.ReportLayouts.SingleOrDefaultAsync(layout => layout.OrganizationId == user.OrganizationId, cancellationToken);
        if (layout is null)
            db.ReportLayouts.Add(layout = new(user.OrganizationId, columns));
        else
            layout.Choose(columns);
        await db.SaveChangesAsync(cancellationToken);
        return ReportConfigsDto.Of(layout);
    }

    private static List<string> Checked(IReadOnlyList<ReportConfigDto?>? sent)
    {
        if (sent is null || sent.Count > ReportColumns.All.Count)
            throw new InvalidValueException("sodReportConfigs", sent?.Count.ToString(), $"a list of at most {ReportColumns.All.Count} columns");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var included = sent.Each("sodReportConfigs", config => (Column: Known(config, seen), config!.Included, config.Order))
            .Index().Where(item => item.Item.Included is true).OrderBy(item => item.Item.Order ?? item.Index).Select(item => item.Item.Column).ToList();
        return ReportColumns.All.FirstOrDefault(column => column.IsRequired && !included.Contains(column)) is { } missing
            ? throw new InvalidValueException("sodReportConfigs", null, $"a list that includes {missing.Name}")
            : included.ConvertAll(column => column.Name);
    }

    private static ReportColumn Known(ReportConfigDto? config, HashSet<string> seen)
    {
        if (ReportColumns.All.FirstOrDefault(column => column.Name == config?.ColumnName) is not { } column || !seen.Add(column.Name))
            throw new InvalidValueException("columnName", config?.ColumnName, "the name of a column, each once");
        if (config!.Required is { } required && required != column.IsRequired)
            throw new InvalidValueException("required", $"{required}", column.IsRequired ? "true: the column is required" : "false");
        if (column.IsRequired && config.Included is not true)
            throw new InvalidValueException("included", config.Included?.ToString(), "true: the column is required");
        return config.Order is < 0 ? throw new InvalidValueException("order", $"{config.Order}", "0 or more") : column;
    }
}

internal sealed class DeleteReportConfigsHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<DeleteReportConfigs, Unit>
{
    public async Task<Unit> Handle(DeleteReportConfigs request, CancellationToken cancellationToken)
    {
        if (await db.ReportLayouts.SingleOrDefaultAsync(layout => layout.OrganizationId == user.OrganizationId, cancellationToken) is { } layout)
            db.ReportLayouts.Remove(layout);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
