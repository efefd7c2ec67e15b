namespace Schedules.Application.Sod.Reports;

/// <summary>Writes records as RFC 4180 has them. Every cell is quoted, and none is a formula to a spreadsheet.</summary>
/// <param name="writer">Where to.</param>
public sealed class Csv(TextWriter writer)
{
    // With one of these in front, spreadsheets calculate, or call programs.
    private const string Dangerous = "=+-@\t\r\n";

    public async Task Write(IEnumerable<string?> cells) => await writer.WriteAsync(string.Join(',', cells.Select(Quoted)) + "\r\n");

    private static string Quoted(string? cell) => $"\"{Harmless(cell ?? "").Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Harmless(string cell) => cell.Length > 0 && Dangerous.Contains(cell[0], StringComparison.Ordinal) ? $"'{cell}" : cell;
}
