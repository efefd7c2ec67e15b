using Schedules.Application.Common;

namespace Schedules.Infrastructure.Access;

/// <summary>Opens files by their format.</summary>
public sealed class RowFiles : IRowFiles
{
    public async Task<IRowFile> Open(Stream file, RowFormat format, CancellationToken cancellationToken) => format switch
    {
        RowFormat.Csv => await CsvRows.Open(file, cancellationToken),
        RowFormat.Ndjson => new NdjsonRows(file),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
