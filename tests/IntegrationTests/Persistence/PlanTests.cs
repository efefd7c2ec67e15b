using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Application.Sod;
using Schedules.Application.Trackers;
using Schedules.Domain.Schedules;
using Schedules.Infrastructure.Persistence;
using Schedules.IntegrationTests.Schedules;

namespace Schedules.IntegrationTests.Persistence;

/// <summary>
/// What runs every second, or before anybody's eyes, goes through an index, and sorts nothing but what ties: read from the plans that the database makes
/// for the statements that the application sends, with enough in the ledger to make them matter.
/// </summary>
[NonParallelizable]
public sealed partial class PlanTests
{
    private const int Days = 20;
    private const string PostgresOptions = "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off;";

    private LedgerHost _host = null!;
    private Guid _project;
    private Guid _schedule;

    [OneTimeSetUp]
    public async Task Fill()
    {
        if (TestDatabase.Provider == "SqlServer")
            Assert.Ignore("Plans are read on SQLite and PostgreSQL.");
        _host = await LedgerHost.Start("2026-03-01T08:00:00Z");
        _project = await _host.Project(hour: 9);
        _schedule = (await _host.ScheduleOf(_project)).Id;
        await _host.In(async db =>
        {
            for (var i = 0; i < 500; i++)
                db.Schedules.Add(SomebodysSchedule(i % 10 == 0 ? _host.User.OrganizationId : Guid.NewGuid(), minute: i));
            return await db.SaveChangesAsync(default);
        });
        _host.Clock.Advance(Duration.FromDays(Days));
        await _host.Send(new DispatchDueSchedules());
        if (TestDatabase.Provider == "PostgreSql")
            await _host.In(db => ((SchedulesDb)db).Database.ExecuteSqlRawAsync("ANALYZE"));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    [Test]
    public async Task The_look_at_what_is_due() =>
        await Check(() => _host.Send(new DispatchDueSchedules()), "NextDueAt", "IX_Schedules_NextDueAt");

    [Test]
    public async Task Taking_what_is_due_whose_runs_are_going_and_the_first_turn()
    {
        using var tap = StatementTap.Open();
        _host.Clock.Advance(Duration.FromDays(1));
        await _host.Send(new DispatchDueSchedules());

        await Check(tap, "LIMIT @p0", "IX_Schedules_NextDueAt");
        await Check(tap, "LIMIT @p0", "IX_Runs_Busy");
    }

    [Test]
    public async Task The_first_turn_of_a_queue() => await Check(
        () => _host.In(db => db.FirstTurn(TargetType.TrackerScan, default)), "MIN(", "IX_Runs_Queue");

    [Test]
    public async Task The_last_turn_of_each_organization() => await Check(
        () => _host.In(db => db.LastTurns(TargetType.TrackerScan, [_host.User.OrganizationId, Guid.NewGuid()], default)), "MAX(", "IX_Runs_Turns");

    [Test]
    public async Task Whether_a_schedule_is_busy() => await Check(() => _host.In(db => db.IsBusy(_schedule, default)), "Runs", "IX_Runs_Busy");

    [Test]
    public async Task The_next_runs_in_the_queue() =>
        await Check(() => _host.Send(new ExecuteQueuedRuns(TargetType.TrackerScan, 2)), "'Queued'", "IX_Runs_(Queue|Turns|Busy)");

    [Test]
    public async Task Leases_that_are_over() => await Check(() => _host.Send(new RecoverRuns()), "LeaseUntil", "IX_Runs_Leases");

    [Test]
    public async Task Queued_runs_that_the_engine_is_reminded_of() => await Check(() => _host.Send(new RecoverRuns()), "'Queued'", "IX_Runs_(Queue|Turns)");

    [Test]
    public async Task The_ledger_newest_first() => await Check(() => _host.Send(Ledger()), "Runs", "IX_Runs_OrganizationId_At_Id");

    [Test]
    public async Task The_second_page_of_the_ledger() =>
        await Check(() => _host.Send(Ledger() with { After = Page() }), "Runs", Seek("IX_Runs_OrganizationId_At_Id", "At"));

    [Test]
    public async Task The_runs_of_a_schedule_newest_first() =>
        await Check(() => _host.Send(new ListScheduleRuns(_schedule, Ledger())), "ORDER BY", "IX_Runs_ScheduleId_At_Id");

    [Test]
    public async Task The_schedules_of_an_organization() =>
        await Check(() => _host.Send(new ListSchedules(null, null, null, null, null, null, null, null, null)), "Schedules", "IX_Schedules_OrganizationId_CreatedAt_Id");

    [Test]
    public async Task The_second_page_of_schedules() =>
        await Check(() => _host.Send(new ListSchedules(null, null, null, null, null, null, null, null, Page())), "Schedules", Seek("IX_Schedules_OrganizationId_CreatedAt_Id", "CreatedAt"));

    [Test]
    public async Task The_schedule_of_a_project() => await Check(Scan, "Schedules", "IX_Schedules_TargetType_TargetId");

    [Test]
    public async Task The_history_of_a_project() => await Check(Scan, "Runs", "IX_Runs_ScheduleId_At_Id");

    [Test]
    public async Task The_trackers_of_a_project() => await Check(
        () => _host.Send(new ScanTrackers(Guid.NewGuid(), _host.User.OrganizationId, _project)), "Trackers", "IX_Trackers_ProjectId_Type_Domain_DetectedName");

    [Test]
    public async Task The_versions_of_a_schedule() => await Check(
        () => _host.In(db => db.ScheduleVersions.Where(version => version.ScheduleId == _schedule).OrderBy(version => version.Version).ToListAsync()),
        "ScheduleVersions", "(sqlite_autoindex|PK)_ScheduleVersions");

    [Test]
    public async Task Who_calls_with_a_key() => await Check(
        () => _host.In(db => db.ApiKeys.FirstOrDefaultAsync(key => key.Hash == "a hash")), "ApiKeys", "IX_ApiKeys_Hash");

    [Test]
    public async Task The_evaluation_before_this_and_its_violations()
    {
        var policy = (await _host.Send(Sod.Bodies.Policy(Sod.Bodies.Conflicting))).Id;
        await _host.In(db =>
        {
            db.SodEvaluations.Add(new(Guid.NewGuid(), policy, new(), new(0, 0, 0, 0), null, false, _host.Clock.Now()));
            return db.SaveChangesAsync(default);
        });
        using var tap = StatementTap.Open();
        await _host.Send(new EvaluateSodPolicy(Guid.NewGuid(), _host.User.OrganizationId, policy));

        await Check(tap, "SodEvaluations", "IX_SodEvaluations_PolicyId_EvaluatedAt");
        await Check(tap, "SodViolations", "(sqlite_autoindex|PK)_SodViolations");
        await Check(tap, "Identities", "(sqlite_autoindex|PK)_Identities");
    }

    private Task Scan() => _host.Send(new GetTrackerScanSchedule(_host.User.OrganizationId, _project));

    private static ListRuns Ledger() => new(null, null, null, null, null, null, null, null, null);

    // Begins where the page before ended, and not at the beginning.
    private static string Seek(string index, string column) => TestDatabase.IsSqlite ? $"{index} .*{column}[<>]\\?" : $"{index}.*\n.*Index Cond:.*\"{column}\" [<>]=";

    private string Page() => new Cursor(_host.Clock.Now() - Duration.FromDays(Days / 2), Guid.NewGuid()).ToString();

    private Schedule SomebodysSchedule(Guid organizationId, int minute)
    {
        var rule = new PeriodRule(ScanPeriod.Daily, 9, 0, 1);
        var made = _host.Clock.Now() - Duration.FromMinutes(minute);
        var schedule = Schedule.Create(Guid.NewGuid(), organizationId, new(TargetType.TrackerScan, Guid.NewGuid()), rule, "somebody", made);
        schedule.Change(rule, isEnabled: true, null, "somebody", made, new DispatchPolicy(Duration.FromDays(1), DateTimeZone.Utc));
        return schedule;
    }

    private async Task Check(Func<Task> use, string statement, string index)
    {
        using var tap = StatementTap.Open();
        await use();
        await Check(tap, statement, index);
    }

    /// <summary>Every statement with these words goes through the index, reads no whole table, and sorts no whole result.</summary>
    private async Task Check(StatementTap tap, string statement, string index)
    {
        var statements = tap.Statements.Where(seen => seen.Text.StartsWith("SELECT", StringComparison.Ordinal) && seen.Text.Contains(statement, StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.That(statements, Is.Not.Empty, string.Join('\n', tap.Statements.Select(seen => seen.Text)));
        foreach (var (text, parameters) in statements)
        {
            var plan = await Plan(text, parameters);
            Assert.That(plan, Does.Match(index).And.Not.Match(WholeTable()), text);
        }
    }

    private Task<string> Plan(string text, System.Data.Common.DbParameter[] parameters) => _host.In(async db =>
    {
        var database = ((SchedulesDb)db).Database;
        await database.OpenConnectionAsync();
        await using var command = database.GetDbConnection().CreateCommand();
        // Where a table is small, PostgreSQL rather reads the whole of it and sorts; it does so now only where nothing else is possible.
        command.CommandText = TestDatabase.IsSqlite ? $"EXPLAIN QUERY PLAN {text}" : $"{PostgresOptions} EXPLAIN {text}";
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(TestDatabase.IsSqlite ? 3 : 0));
        return string.Join('\n', plan);
    });

    // SQLite scans what a subquery has made; PostgreSQL sorts ties, and a batch again that it has locked in order. None of these is a table.
    [GeneratedRegex(
        @"SCAN (?!CONSTANT ROW|\(|s$|s0$|\S+ USING)|TEMP B-TREE FOR ORDER BY|Seq Scan|(?<!Incremental )Sort  (?!.*\n.*Sort Key.*\n\s+->  Subquery Scan)",
        RegexOptions.Multiline, 1000)]
    private static partial Regex WholeTable();
}
