using System.Data.Common;
using Schedules.Verification.Recurrence;

namespace Schedules.Verification.Ledger;

/// <summary>
/// Lists from the stored versions of all schedules what was due in a window, and matches each occurrence with one run. Only reads, and only one
/// schedule at a time is held in memory.
/// </summary>
/// <param name="connection">An open connection to the database.</param>
public sealed class LedgerCheck(DbConnection connection)
{
    /// <exception cref="FormatException">The window's default zone is not known here.</exception>
    /// <exception cref="DbException">The database does not answer, or lacks the tables.</exception>
    public async Task<Report> Run(Window window, CancellationToken cancellationToken)
    {
        var report = new Report(window);
        var tables = new Tables(connection);
        await Match(tables, report, cancellationToken);
        await foreach (var id in tables.ReadUnrecorded(cancellationToken))
            report.Unrecorded.Add(id, null);
        return report;
    }

    private static async Task Match(Tables tables, Report report, CancellationToken cancellationToken)
    {
        var due = new DueInstants(report.Window.DefaultTimeZone);
        ScheduleMatch? schedule = null;
        await foreach (var (id, version, run) in tables.Read(report.Window.After, report.Window.Until, cancellationToken))
        {
            if (schedule?.Id != id)
            {
                schedule?.End();
                schedule = new ScheduleMatch(id, due, report);
                report.Schedules++;
            }

            if (version is not null)
                schedule.Add(version);
            if (run is not { } found)
                continue;
            schedule.Add(found);
            Count(id, found, report);
        }

        schedule?.End();
    }

    private static void Count(Guid scheduleId, RunRow run, Report report)
    {
        report.Statuses[run.Status] = report.Statuses.GetValueOrDefault(run.Status) + 1;
        var isOpen = run.Status is "Queued" or "Running";
        if (isOpen && run.DueAt <= report.Window.UnfinishedBefore)
            report.Unfinished.Add(scheduleId, run.DueAt, run.Status);
        if (run.StartedAt is not { } startedAt)
            return;
        report.Lateness.Add(startedAt - run.DueAt);
        if (!isOpen)
            report.Attempts[run.Attempt] = report.Attempts.GetValueOrDefault(run.Attempt) + 1;
    }
}
