using System.Runtime.CompilerServices;
using System.Text;
using Schedules.Application.Common;
using Schedules.Domain;

namespace Schedules.Infrastructure.Access;

/// <summary>
/// Rows of a CSV file (RFC 4180). A row whose quotes do not match ends with its first line: a quote too many must not swallow the rows that follow.
/// </summary>
internal sealed class CsvRows : IRowFile
{
    /// <summary>Over how many lines a quoted cell may go.</summary>
    private const int MaxLines = 100;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Lines _lines;
    private readonly LinkedList<byte[]> _ahead = [];
    private long _line = 1;

    private CsvRows(Stream file) => _lines = new(file);

    public IReadOnlyList<string>? Columns { get; private set; }

    public static async Task<CsvRows> Open(Stream file, CancellationToken cancellationToken)
    {
        var rows = new CsvRows(file);
        try
        {
            var first = await rows.Next(cancellationToken);
            rows.Columns = first.Cells is { } names
                ? [.. names.Select(name => name.Trim())]
                : throw new InvalidValueException("file", null, "a CSV file in UTF-8 whose first line names its columns");
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public async IAsyncEnumerable<FileRow> Rows([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await Next(cancellationToken) is { Line: > 0 } row)
        {
            if (row.Cells is not [""])
                yield return Row(row.Line, row.Cells, row.Problem);
        }
    }

    public void Dispose() => _lines.Dispose();

    private FileRow Row(long line, List<string>? texts, string? problem)
    {
        var cells = new Dictionary<string, Cell>(StringComparer.Ordinal);
        if (texts is null)
            return new(line, cells, new("row", null, problem!));
        if (texts.Count != Columns!.Count)
            return new(line, cells, new("row", null, $"as many cells as there are columns, {Columns.Count}; it has {texts.Count}"));
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i].Trim() is { Length: > 0 } text)
                cells[Columns[i]] = Cell.Of(text);
        }

        return new(line, cells);
    }

    // Line 0 where the file has ended.
    private async ValueTask<(long Line, List<string>? Cells, string? Problem)> Next(CancellationToken cancellationToken)
    {
        if (await Take(cancellationToken) is not { } first)
            return (0, null, null);
        var (line, text, taken) = (_line++, new StringBuilder(), new List<byte[]>());
        try
        {
            text.Append(_strict.GetString(first));
            for (var state = CsvLine.Parse(text.ToString()); ; state = CsvLine.Parse(text.ToString()))
            {
                if (state.Cells is not null)
                    return (line, state.Cells, null);
                if (!state.IsOpen || taken.Count == MaxLines || text.Length > Lines.MaxLength || await Take(cancellationToken) is not { } more)
                    break;
                taken.Add(more);
                _line++;
                text.Append('\n').Append(_strict.GetString(more));
            }
        }
        catch (DecoderFallbackException)
        {
            Return(taken);
            return (line, null, "text in UTF-8");
        }

        Return(taken);
        return (line, null, "written as RFC 4180 says: a cell with a quote is quoted, and the quote within it doubled");
    }

    private void Return(List<byte[]> taken)
    {
        _line -= taken.Count;
        for (var i = taken.Count - 1; i >= 0; i--)
            _ahead.AddFirst(taken[i]);
    }

    private async ValueTask<byte[]?> Take(CancellationToken cancellationToken)
    {
        if (_ahead.First is not { } ahead)
            return await _lines.Next(cancellationToken);
        _ahead.RemoveFirst();
        return ahead.Value;
    }
}

/// <summary>Takes a line of CSV apart.</summary>
internal static class CsvLine
{
    /// <returns>The cells; or none, and whether a quote was opened and not closed.</returns>
    public static (List<string>? Cells, bool IsOpen) Parse(string text)
    {
        var cells = new List<string>();
        for (var i = 0; ; i++)
        {
            if (i < text.Length && text[i] == '"')
            {
                var (cell, end) = Quoted(text, i + 1);
                if (cell is null)
                    return (null, true);
                cells.Add(cell);
                i = end;
                if (i < text.Length && text[i] != ',')
                    return (null, false);
            }
            else
            {
                var end = text.IndexOf(',', i) is >= 0 and var comma ? comma : text.Length;
                cells.Add(text[i..end]);
                i = end;
                if (cells[^1].Contains('"'))
                    return (null, false);
            }

            if (i >= text.Length)
                return (cells, false);
        }
    }

    private static (string? Cell, int End) Quoted(string text, int start)
    {
        var cell = new StringBuilder();
        while (true)
        {
            var quote = text.IndexOf('"', start);
            if (quote < 0)
                return (null, text.Length);
            cell.Append(text, start, quote - start);
            if (quote + 1 >= text.Length || text[quote + 1] != '"')
                return (cell.ToString(), quote + 1);
            cell.Append('"');
            start = quote + 2;
        }
    }
}
