using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>What the rows of a file name, where each says for itself.</summary>
internal static class ImportedRows
{
    public static AccessImportRow Of(ImportJob job, PendingRow row) => new(job.Id, row.Key, JsonSerializer.Serialize(row.Columns));

    /// <summary>Rows that name a column, or one within it. In the list a quote stands at a name's ends alone: within it is written otherwise.</summary>
    public static IQueryable<AccessImportRow> Naming(ISchedulesDb db, ImportJob job, string column)
    {
        var (whole, within) = ($"\"{column}\"", $"\"{column}.");
        return db.AccessImportRows.Where(row => row.ImportId == job.Id && (row.Columns.Contains(whole) || row.Columns.Contains(within)));
    }

    /// <summary>What is named, by the row's key; of a file whose first line names its columns, those of each.</summary>
    public static async Task<Func<string, IReadOnlyCollection<string>>> Of(
        ISchedulesDb db, ImportJob job, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        if (!job.IsByRow)
            return _ => job.Columns!;
        var rows = await db.AccessImportRows.AsNoTracking().Where(row => row.ImportId == job.Id && keys.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, row => row.Columns, StringComparer.Ordinal, cancellationToken);
        return key => JsonSerializer.Deserialize<HashSet<string>>(rows[key])!;
    }

    public static Task<int> Delete(ISchedulesDb db, Guid importId, CancellationToken cancellationToken) =>
        db.AccessImportRows.Where(row => row.ImportId == importId).ExecuteDeleteAsync(cancellationToken);
}
