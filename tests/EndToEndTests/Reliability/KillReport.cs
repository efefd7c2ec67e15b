using System.Globalization;
using System.Text;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>What the kill test did and what became of it, in Markdown.</summary>
internal sealed class KillReport(Cluster cluster, IReadOnlyCollection<Fault> faults, Verdict verdict)
{
    private readonly StringBuilder _text = new();

    public async Task<string> Write(string headline, People people)
    {
        Line($"# Kill test\n\n{headline}\n");
        Line($"## The ledger\n\n```\n{verdict.Report.ToJsonString(new() { WriteIndented = true })}\n```\n");
        await WriteExecutions();
        await WriteFaults();
        Line($"Processes that ended by themselves: {cluster.Nodes.Sum(node => node.Collapses)}.\n");
        Line($"People: {people.AcceptedRuns.Count} runs asked for and {people.AcceptedChanges.Count} changes made.");
        Line($"Calls that failed: {string.Join(", ", people.Failures.Select(failure => $"{failure.Value} with {failure.Key}"))}.\n");
        await WriteTable("Why runs failed", """
            SELECT left("Reason", 80), count(*) FROM "Runs" WHERE "Status" = 'Failed' GROUP BY 1 ORDER BY 2 DESC LIMIT 10
            """);
        return _text.ToString();
    }

    private async Task WriteExecutions()
    {
        var (executed, executions, most) = (await cluster.Ledger.Rows(
            """
            SELECT count(*), coalesce(sum("Attempt"), 0), coalesce(max("Attempt"), 0)
            FROM "Runs" WHERE "DueAt" IS NOT NULL AND "StartedAt" IS NOT NULL
            """,
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt32(2)))).Single();
        Line($"{executed} occurrences were executed {executions} times: {(double)executions / Math.Max(executed, 1):F4} attempts an occurrence, {most} at most.\n");
        await WriteLateness();
        await WriteTable("Occurrences by status", """
            SELECT "Status" || ' (' || "Trigger" || ')', count(*) FROM "Runs" WHERE "DueAt" IS NOT NULL GROUP BY 1 ORDER BY 2 DESC
            """);
    }

    // In seconds of the machine, so that the clock's speed does not blow them up.
    private async Task WriteLateness()
    {
        var (median, most99, most) = (await cluster.Ledger.Rows(
            """
            SELECT coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY late), 0), coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY late), 0),
                   coalesce(max(late), 0)
            FROM (SELECT CAST(extract(epoch FROM "StartedAt" - "DueAt") AS double precision) / $1 AS late
                  FROM "Runs" WHERE "DueAt" IS NOT NULL AND "StartedAt" IS NOT NULL) AS lateness
            """,
            row => (row.GetDouble(0), row.GetDouble(1), row.GetDouble(2)), (double)KillTestSettings.Speed)).Single();
        Line($"The last execution began late by, in real seconds: {median:F2} median, {most99:F2} at the 99th percentile, {most:F2} at most.\n");
    }

    private async Task WriteFaults()
    {
        Line($"## What was done, and what it left\n");
        Line($"| fault | times | runs in flight there | of them executed again | how those in flight ended |\n|---|---|---|---|---|");
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            var done = faults.Where(fault => fault.Kind == kind).ToList();
            var ended = await cluster.Ledger.Rows(
                """SELECT "Status", count(*), count(*) FILTER (WHERE "Attempt" > 1) FROM "Runs" WHERE "Id" = ANY ($1) GROUP BY 1 ORDER BY 1""",
                row => (Status: row.GetString(0), Count: row.GetInt64(1), Again: row.GetInt64(2)),
                done.SelectMany(fault => fault.InFlight).Distinct().ToArray());
            Line($"| {Fault.Describe(kind)} | {done.Count} | {ended.Sum(end => end.Count)} | {ended.Sum(end => end.Again)} | {string.Join(", ", ended.Select(end => $"{end.Count} {end.Status}"))} |");
        }

        Line($"");
    }

    private async Task WriteTable(string title, string sql)
    {
        Line($"## {title}\n\n| | |\n|---|---|");
        foreach (var (name, count) in await cluster.Ledger.Rows(sql, row => (row.GetString(0), row.GetInt64(1))))
            Line($"| {name} | {count} |");
        Line($"");
    }

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
