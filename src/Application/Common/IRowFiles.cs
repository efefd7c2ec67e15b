using Schedules.Domain;

namespace Schedules.Application.Common;

public enum RowFormat
{
    /// <summary>RFC 4180 in UTF-8, with a line of column names.</summary>
    Csv,

    /// <summary>A JSON object a line, in UTF-8.</summary>
    Ndjson,
}

/// <summary>Reads files of rows, a row at a time in constant memory.</summary>
public interface IRowFiles
{
    /// <param name="file">The file; the caller disposes of it.</param>
    /// <param name="format">Its format.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidValueException">The file has no line of column names.</exception>
    Task<IRowFile> Open(Stream file, RowFormat format, CancellationToken cancellationToken);
}

/// <summary>A file of rows that is being read.</summary>
public interface IRowFile : IDisposable
{
    /// <summary>The names in the first line, in order; null where each row names its own.</summary>
    IReadOnlyList<string>? Columns { get; }

    /// <summary>The rows. One that cannot be read comes as one that says why.</summary>
    IAsyncEnumerable<FileRow> Rows(CancellationToken cancellationToken);
}

/// <summary>A row of a file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Cells">What it says, by column. A cell that is empty says nothing, and is not there.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
public sealed record FileRow(long Line, IReadOnlyDictionary<string, Cell> Cells, InvalidValueException? Problem = null)
{
    /// <summary>What it names and leaves empty, where each row names its own.</summary>
    public IReadOnlyList<string> Empty { get; init; } = [];

    public string? Text(string column) => Cells.TryGetValue(column, out var cell)
        ? cell.Text ?? throw new InvalidValueException(column, null, "a text")
        : null;

    /// <summary>Several values in a cell; none where it is empty.</summary>
    public IReadOnlyList<string> List(string column) => Cells.TryGetValue(column, out var cell) ? cell.Values : [];

    /// <exception cref="InvalidValueException">It is neither.</exception>
    public bool? Flag(string column) => Text(column)?.ToUpperInvariant() switch
    {
        null => null,
        "TRUE" or "1" or "YES" => true,
        "FALSE" or "0" or "NO" => false,
        _ => throw new InvalidValueException(column, Text(column), "true or false"),
    };
}

/// <param name="Text">As it stands; null where it is a list.</param>
/// <param name="Values">Of a list, or of a text with ; between the values.</param>
public sealed record Cell(string? Text, IReadOnlyList<string> Values)
{
    public static Cell Of(string text) =>
        new(text, text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public static Cell Of(IReadOnlyList<string> values) => new(null, values);
}
