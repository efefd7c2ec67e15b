namespace Schedules.Application.Sod.Mails;

/// <summary>
/// A mail for those who read HTML: one column that is as wide as it may be and no wider than reads well. Styles stand at the elements, as many
/// mail programs drop all others, and nothing is loaded from anywhere.
/// </summary>
public static class MailHtml
{
    private const string Muted = "color:#57606a";

    public static string Of(MailContent content) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light">
        <title>{content.Subject}</title>
        </head>
        <body style="margin:0;padding:0;background:#f3f4f6">
        <div style="max-width:640px;margin:0 auto;padding:16px;font:15px/1.5 Arial,Helvetica,sans-serif;color:#1f2328;overflow-wrap:anywhere;word-break:break-word">
        <div style="background:#ffffff;border:1px solid #d0d7de;border-radius:6px;padding:20px">
        <h1 style="margin:0;font-size:20px;line-height:1.3">{content.Policy.Name}</h1>
        <p style="margin:4px 0 16px;{Muted}">{content.Policy.Description}</p>
        {Figures(content)}
        {Fact("Schedule", content.Schedule)}{Fact("Run", content.When)}{Fact("Owner", content.Owner)}{Fact("Besides", content.ExceptedWords)}
        {Section("Report", Report(content))}
        {Section(content.RowsTitle, Html.Join(content.Rows.Select(Row)))}
        {Section("Resolved since the run before", Paragraph(content.ResolvedWords))}
        {Section("What to do", Paragraph(content.Policy.CorrectionAdvice))}
        </div>
        <p style="margin:12px 4px;font-size:13px;{Muted}">{content.Why}</p>
        </div>
        </body>
        </html>

        """).ToString();

    private static Html Figures(MailContent content) => Html.Of($"""
        <table role="presentation" cellspacing="0" cellpadding="0" style="margin:0 0 12px;border-collapse:collapse"><tr>
        {Figure(content.Violations, content.Violations == 1 ? "violation" : "violations", content.Violations > 0 ? "#b42318" : "#1a7f37")}
        {Figure(content.New, "new", content.New > 0 ? "#b42318" : "#57606a")}
        {Figure(content.Resolved, "resolved", content.Resolved > 0 ? "#1a7f37" : "#57606a")}
        </tr></table>
        """);

    private static Html Figure(int number, string what, string colour) => Html.Of($"""
        <td style="padding:0 28px 0 0"><span style="font-size:28px;line-height:1.2;font-weight:bold;color:{colour}">{number}</span><br>
        <span style="font-size:13px;{Muted}">{what}</span></td>
        """);

    private static Html Fact(string name, string? value) => value is { Length: > 0 }
        ? Html.Of($"""<p style="margin:0"><span style="{Muted}">{name}:</span> {value}</p>""")
        : Html.None;

    private static Html Section(string title, Html content) => content.ToString().Length == 0
        ? Html.None
        : Html.Of($"""<h2 style="margin:20px 0 4px;font-size:16px;line-height:1.3">{title}</h2>{content}""");

    private static Html Row(MailRow row) => Html.Of($"""
        <div style="border-top:1px solid #d0d7de;padding:8px 0">
        <b>{row.Name}</b> <span style="{Muted}">({row.Id})</span>{(row.IsNew ? NewBadge : Html.None)}<br>
        {row.LeftWords}{(row.Right.Count > 0 ? Html.Of($"""<br><span style="{Muted}">together with</span> {row.RightWords}""") : Html.None)}
        </div>
        """);

    private static Html NewBadge => Html.Of(
        $""" <span style="background:#b42318;color:#ffffff;border-radius:3px;padding:1px 6px;font-size:12px;font-weight:bold">NEW</span>""");

    private static Html Paragraph(string? text) => text is { Length: > 0 } ? Html.Of($"""<p style="margin:0">{text}</p>""") : Html.None;

    private static Html Report(MailContent content) => Html.Join(
    [
        content.Report is { } link
            ? Html.Of($"""<p style="margin:0"><a href="{link.AbsoluteUri}" style="color:#0969da">See the run</a> <span style="{Muted}">(sign in with the server's key or client)</span></p>""")
            : Html.None,
        Paragraph(content.ReportNote),
    ]);
}
