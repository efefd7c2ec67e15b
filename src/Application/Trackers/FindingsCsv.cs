using System.Globalization;
using System.Text;

namespace Schedules.Application.Trackers;

/// <summary>Findings as comma-separated values (RFC 4180). No cell is a formula to a spreadsheet: names are chosen by whoever made the page.</summary>
public static class FindingsCsv
{
    private const string Header =
        "type,domain,name,category,decidedBy,suggestion,confidence,source,vendor,matchType,firstParty,passes,pages,remainedAfterRejection,declaredSeconds,"
        + "effectiveSeconds,hosts,initiators,chain";

    private static readonly System.Buffers.SearchValues<char> _quoted = System.Buffers.SearchValues.Create(",\"\r\n");

    public static string Write(IReadOnlyList<FindingDto> findings)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var found in findings)
            text.AppendJoin(',', Cells(found).Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    /// <summary>A cell that begins as a formula does is a text from its first character on: <c>'=1+1</c>.</summary>
    public static string Cell(string? value)
    {
        var text = value is { Length: > 0 } && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? $"'{value}" : value ?? "";
        return text.AsSpan().ContainsAny(_quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static string?[] Cells(FindingDto found) =>
    [
        found.Type, found.Domain, found.Name, found.Category, found.DecidedBy, found.Suggestion?.Category, found.Suggestion?.Confidence,
        found.Suggestion?.Source, found.Suggestion?.Vendor, found.MatchType, found.FirstParty ? "true" : "false", string.Join(' ', found.Passes),
        found.Pages.ToString(CultureInfo.InvariantCulture), found.RemainedAfterRejection ? "true" : "false",
        found.DeclaredSeconds?.ToString(CultureInfo.InvariantCulture), found.EffectiveSeconds?.ToString(CultureInfo.InvariantCulture),
        string.Join(' ', found.Hosts), string.Join(' ', found.Initiators), found.Chains.Count > 0 ? string.Join(" < ", found.Chains[0]) : "",
    ];
}
