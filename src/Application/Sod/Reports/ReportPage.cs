using System.Globalization;
using System.Text.Encodings.Web;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Reports;

/// <summary>Writes a report as one page for people, which needs nothing else to be shown.</summary>
/// <param name="report">What it tells.</param>
/// <param name="writer">Where to.</param>
internal sealed class ReportPage(ReportContents report, TextWriter writer)
{
    public async Task Begin()
    {
        await Line($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Safe(report.Name)}: violation report</title>
            <style>{Style}</style>
            </head>
            <body>
            <p class="kind">Separation of duties: violation report</p>
            <h1>{Safe(report.Name)}</h1>
            <p class="when">Evaluated {Moment()} · report {report.Run.Id}</p>
            <ul class="figures">
            {Figure(report.Violations, report.Violations == 1 ? "violation" : "violations", "bad")}
            {Figure(report.New, "new since the run before", "bad")}
            {Figure(report.Resolved, "resolved since the run before", "good")}
            {Figure(report.Excepted, "with an exception", "")}
            </ul>
            """);
        await Policies();
        if (report.ViolationLimit is { } limit)
            await Line($"<p class=\"limit\">{Safe(limit)}</p>");
        else if (report.Violations == 0)
            await Line("<p class=\"none\">Nobody violates.</p>");
    }

    public async Task Violations(IAsyncEnumerable<ReportRow> rows, CancellationToken cancellationToken)
    {
        if (report.Violations == 0)
            return;
        await Line($"<h2>Violations</h2>\n<table>\n<thead><tr><th>Who</th>{PolicyHead}<th>Holds</th><th>and holds</th><th></th></tr></thead>\n<tbody>");
        await foreach (var row in rows.WithCancellation(cancellationToken))
            await Line($"<tr>{Who(row)}{Access(row)}<td>{(row.Violation.IsNew ? "<span class=\"new\">new</span>" : "")}</td></tr>");
        await Line("</tbody>\n</table>");
    }

    public async Task Exceptions(IAsyncEnumerable<ReportRow> rows, CancellationToken cancellationToken)
    {
        await Line($"<h2>With an exception</h2>\n<table>\n<thead><tr><th>Who</th>{PolicyHead}<th>Holds</th><th>and holds</th><th>Exception</th></tr></thead>\n<tbody>");
        await foreach (var row in rows.WithCancellation(cancellationToken))
            await Line($"<tr>{Who(row)}{Access(row)}<td>{Exception(row.Exception)}</td></tr>");
        await Line("</tbody>\n</table>");
    }

    public Task End() => Line("</body>\n</html>");

    private bool IsOfOne => report.Evaluations.Count == 1;

    private string PolicyHead => IsOfOne ? "" : "<th>Policy</th>";

    private async Task Policies()
    {
        if (IsOfOne)
        {
            await Describe(report.Evaluations[0].Policy);
            return;
        }

        await Line("<h2>Policies</h2>\n<table>\n<thead><tr><th>Policy</th><th>Owner</th><th>Violations</th>"
            + "<th>New</th><th>Resolved</th><th>Exceptions</th></tr></thead>\n<tbody>");
        foreach (var item in report.Evaluations)
        {
            await Line($"<tr><td>{Safe(item.Policy.Name)}</td><td>{Safe(Named(item.Policy.Owner))}</td><td class=\"n\">{Number(item.Violations)}</td>"
                + $"<td class=\"n\">{Number(item.New)}</td><td class=\"n\">{Number(item.Resolved)}</td><td class=\"n\">{Number(item.Excepted)}</td></tr>");
        }

        await Line("</tbody>\n</table>");
    }

    private async Task Describe(EvaluatedPolicy policy)
    {
        await Line("<dl>");
        foreach (var (term, text) in new[]
        {
            ("Description", policy.Description), ("Owner", Named(policy.Owner)), ("Reference", policy.ExternalPolicyReference),
            ("Query", policy.PolicyQuery), ("Mitigating controls", policy.CompensatingControls), ("Correction advice", policy.CorrectionAdvice),
            ("Tags", string.Join(", ", policy.Tags)), ("State", policy.IsEnforced ? null : "not enforced"),
        })
        {
            if (!string.IsNullOrEmpty(text))
                await Line($"<dt>{term}</dt><dd>{Safe(text)}</dd>");
        }

        await Line("</dl>");
    }

    private string Who(ReportRow row)
    {
        var policy = IsOfOne ? "" : $"<td>{Safe(row.Evaluation.Policy.Name)}</td>";
        return $"<td><b>{Safe(row.Violation.IdentityName)}</b><br><small>{Safe(row.Violation.IdentityId)}</small></td>{policy}";
    }

    private static string Access(ReportRow row) => $"<td>{Entitlements(row.Violation.Left)}</td><td>{Entitlements(row.Violation.Right)}</td>";

    private static string Entitlements(IReadOnlyList<EntitlementRef> entitlements) =>
        string.Join("<br>", entitlements.Select(item => item.Name is null ? Safe(item.Id) : $"{Safe(item.Name)} <small>{Safe(item.Id)}</small>"));

    private static string Exception(ExceptionGrant? exception) => exception is null
        ? ""
        : $"until {Moment(exception.Expires)}<br><small>{Safe(exception.Reason)} ({Safe(exception.GrantedBy)})</small>";

    private static string Named(ReportedIdentity? identity) => identity?.Name ?? identity?.Id ?? "";

    private string Moment() => Moment(report.Evaluations.Count > 0 ? report.Evaluations[0].EvaluatedAt : report.Run.At);

    private static string Moment(Instant instant) => instant.ToString("d MMMM uuuu, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Figure(int count, string what, string kind) =>
        $"<li class=\"{(count > 0 ? kind : "")}\"><b>{Number(count)}</b> {what}</li>";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    private Task Line(string text) => writer.WriteAsync($"{text}\n");

    private const string Style = """
        body{font:15px/1.45 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#1c2430;margin:2.5rem auto;max-width:68rem;padding:0 1.5rem}
        h1{font-size:1.9rem;margin:.1rem 0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
        .kind{text-transform:uppercase;letter-spacing:.06em;font-size:.75rem;color:#5b6675;margin:0}.when{color:#5b6675;margin:.2rem 0 1.4rem}
        .figures{display:flex;gap:.8rem;padding:0;list-style:none;flex-wrap:wrap}
        .figures li{flex:1;min-width:9rem;background:#f3f5f8;border-radius:8px;padding:.8rem 1rem;color:#47515f}
        .figures b{display:block;font-size:1.8rem;line-height:1.2;color:#1c2430}.figures .bad b{color:#b3261e}.figures .good b{color:#1b6e3c}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.2rem;margin:1.4rem 0}dt{color:#5b6675}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
        table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:600;font-size:.8rem;color:#5b6675;border-bottom:2px solid #d6dbe2}
        th,td{padding:.45rem .7rem .45rem 0;vertical-align:top}td{border-bottom:1px solid #e6e9ee;overflow-wrap:anywhere}td.n{font-variant-numeric:tabular-nums}
        small{color:#5b6675}.new{background:#b3261e;color:#fff;border-radius:4px;padding:.05rem .4rem;font-size:.75rem}
        .limit{background:#fff3d6;border-left:4px solid #c98a00;padding:.8rem 1rem;margin-top:1.6rem}.none{margin-top:1.6rem;color:#1b6e3c}
        @media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
        """;
}
