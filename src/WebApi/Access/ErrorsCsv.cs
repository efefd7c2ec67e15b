using System.Globalization;
using System.Text;
using Schedules.Application.Access;

namespace Schedules.WebApi.Access;

/// <summary>The errors of an import as a file for spreadsheets.</summary>
internal static class ErrorsCsv
{
    public static byte[] Write(IEnumerable<ImportErrorDto> errors)
    {
        var text = new StringBuilder("line,field,message\r\n");
        foreach (var error in errors)
            text.Append(CultureInfo.InvariantCulture, $"{error.Line},{Cell(error.Field)},{Cell(error.Message)}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // What came from a file may be meant for a spreadsheet to calculate: as text it is harmless.
    private static string Cell(string? text)
    {
        var harmless = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text ?? "";
        return $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
