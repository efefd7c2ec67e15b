namespace Schedules.Application.Sod.Mails;

/// <summary>A mail for those who read plain text.</summary>
public static class MailText
{
    public static string Of(MailContent content) => string.Join('\n', Lines(content)) + "\n";

    private static IEnumerable<string> Lines(MailContent content) =>
    [
        $"{OneLine(content.Policy.Name)}: {content.Counts}",
        "",
        .. Fact("Schedule", content.Schedule), .. Fact("Run", content.When), .. Fact("Owner", content.Owner),
        .. Fact("About", content.Policy.Description), .. Fact("Besides", content.ExceptedWords),
        .. Section("Report", Report(content)),
        .. Section(content.RowsTitle, content.Rows.SelectMany(Row)),
        .. Section("Resolved since the run before", content.Resolved > 0 ? [$"  {OneLine(content.ResolvedWords)}"] : []),
        .. Section("What to do", content.Policy.CorrectionAdvice is { Length: > 0 } advice ? [$"  {OneLine(advice)}"] : []),
        "", "-- ", OneLine(content.Why),
    ];

    private static IEnumerable<string> Fact(string name, string? value) => value is { Length: > 0 } ? [$"{name,-10}{OneLine(value)}"] : [];

    private static IEnumerable<string> Section(string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count > 0 ? ["", title, new string('-', title.Length), .. all] : [];
    }

    private static IEnumerable<string> Row(MailRow row) =>
    [
        $"{(row.IsNew ? "* NEW " : "* ")}{OneLine(row.Name)} ({OneLine(row.Id)})",
        $"    {OneLine(row.LeftWords)}",
        .. row.Right.Count > 0 ? [$"    together with {OneLine(row.RightWords)}"] : (string[])[],
    ];

    private static IEnumerable<string> Report(MailContent content) =>
        new[] { content.Report?.AbsoluteUri, content.ReportNote }.Where(line => line is not null).Select(line => $"  {line}");

    // A name that breaks the line could pass for a line of ours.
    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\t', '\u2028', '\u2029', '\u0085'], StringSplitOptions.RemoveEmptyEntries));
}
