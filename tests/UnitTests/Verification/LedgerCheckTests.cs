using System.Text.Json;
using Schedules.Verification;
using Schedules.Verification.Ledger;

namespace Schedules.UnitTests.Verification;

/// <summary>Four days of a check that is due daily at nine, and what can be wrong with their ledger.</summary>
public sealed class LedgerCheckTests
{
    private const string After = "2026-03-01T09:00:00Z";
    private const string Until = "2026-03-05T09:00:00Z";

    private static readonly string[] _due = ["2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z", "2026-03-04T09:00:00Z", "2026-03-05T09:00:00Z"];

    private readonly Guid _schedule = Guid.NewGuid();
    private LedgerFile _file = null!;

    [SetUp]
    public async Task Start() => _file = await LedgerFile.Make();

    [TearDown]
    public async Task Stop() => await _file.DisposeAsync();

    [Test]
    public async Task A_ledger_in_which_each_occurrence_stands_once_is_clean()
    {
        await Good();

        var report = await _file.Check(After, Until);

        Assert.That(Wrong(report), Is.Empty);
        Assert.That((report.IsClean, report.Schedules, report.Expected), Is.EqualTo((true, 1L, 4L)));
        Assert.That(report.ByStatus, Is.EqualTo(new Dictionary<string, long> { ["Succeeded"] = 4 }));
        Assert.That(report.ByAttempts, Is.EqualTo(new Dictionary<int, long> { [1] = 4 }));
        Assert.That(report.Lateness.Quantile(0.5), Is.EqualTo(TimeSpan.FromSeconds(1.5)));
    }

    [Test]
    public async Task A_run_that_is_not_there_is_absent()
    {
        await Good();
        await _file.Sql("""DELETE FROM "Runs" WHERE "DueAt" = @p0""", (InstantText.Read(_due[1]) - DateTime.UnixEpoch).Ticks);

        Assert.That(Wrong(await _file.Check(After, Until)), Is.EqualTo(new[] { $"absent {_due[1]}" }));
    }

    [Test]
    public async Task A_schedule_that_has_no_run_at_all_is_absent_at_every_occurrence()
    {
        await _file.Version(_schedule, 1, "2026-01-01T00:00:00Z");

        Assert.That(Wrong(await _file.Check(After, Until)), Is.EqualTo(_due.Select(at => $"absent {at}")));
    }

    [Test]
    public async Task A_run_at_an_instant_that_no_rule_gives_is_unexpected()
    {
        await Good();
        await _file.Run(_schedule, "2026-03-03T09:00:01Z");

        Assert.That(Wrong(await _file.Check(After, Until)), Is.EqualTo(new[] { "unexpected 2026-03-03T09:00:01Z" }));
    }

    [Test]
    public async Task A_run_of_a_schedule_that_never_was_is_unexpected()
    {
        await _file.Run(_schedule, _due[0]);
        Assert.That(Wrong(await _file.Check(After, Until)), Is.EqualTo(new[] { $"unexpected {_due[0]}" }));
    }

    [Test]
    public async Task An_occurrence_with_two_runs_is_twice_there()
    {
        await Good();
        await _file.Sql("""DROP INDEX "IX_Runs_ScheduleId_DueAt" """);
        await _file.Run(_schedule, _due[2]);
        await _file.Run(_schedule, _due[2], "Missed");

        Assert.That(Wrong(await _file.Check(After, Until)), Is.EqualTo(new[] { $"twice {_due[2]}" }));
    }

    [TestCase("Queued")]
    [TestCase("Running")]
    public async Task A_run_that_is_still_open_long_after_it_was_due_is_unfinished_and_a_late_one_is_not(string status)
    {
        await Good();
        await _file.Sql("""DROP INDEX "IX_Runs_Busy" """);
        await _file.Sql("""UPDATE "Runs" SET "Status" = @p0""", status);

        var report = await _file.Check(After, Until);

        Assert.That(Wrong(report), Is.EqualTo(_due[..3].Select(at => $"unfinished {at}")));
    }

    [Test]
    public async Task Runs_that_somebody_asked_for_and_runs_outside_the_window_are_not_looked_at()
    {
        await Good();
        await _file.Run(_schedule, null);
        await _file.Run(_schedule, After);
        await _file.Run(_schedule, "2026-03-05T10:00:00Z");

        Assert.That(Wrong(await _file.Check(After, Until)), Is.Empty);
    }

    [Test]
    public async Task Schedules_are_told_apart_however_the_database_sorts_their_ids()
    {
        var schedules = Enumerable.Range(0, 40).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var schedule in schedules)
        {
            await _file.Version(schedule, 1, "2026-01-01T00:00:00Z");
            foreach (var at in _due.Where(at => schedule != schedules[7] || at != _due[3]))
                await _file.Run(schedule, at);
        }

        var report = await _file.Check(After, Until);

        Assert.That(Wrong(report), Is.EqualTo(new[] { $"absent {_due[3]}" }));
        Assert.That((report.Absent.First[0].ScheduleId, report.Schedules, report.Expected), Is.EqualTo((schedules[7], 40L, 160L)));
    }

    [Test]
    public async Task Only_the_first_of_many_findings_are_listed()
    {
        await _file.Version(_schedule, 1, "2026-01-01T00:00:00Z");

        var report = await _file.Check("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");

        Assert.That((report.Absent.Count, report.Absent.First.Count), Is.EqualTo((31L, 20)));
    }

    [Test]
    public async Task The_report_says_the_same_to_people_and_in_one_line_to_programs()
    {
        await Good();
        await _file.Run(_schedule, "2026-03-03T12:00:00Z", "Failed", attempt: 3);

        var report = await _file.Check(After, Until);

        var (text, line) = (ReportText.Write(report), ReportJson.Write(report));
        Assert.That(text, Does.Contain($"schedule {_schedule} at 2026-03-03T12:00:00Z (Failed)").And.EndsWith("Not clean."));
        Assert.That(line, Does.Not.Contain("\n"));
        var json = JsonDocument.Parse(line).RootElement;
        Assert.That((json.GetProperty("isClean").GetBoolean(), json.GetProperty("unexpected").GetInt32()), Is.EqualTo((false, 1)));
        Assert.That(json.GetProperty("byAttempts").GetProperty("3").GetInt32(), Is.EqualTo(1));
        Assert.That(json.GetProperty("lateness").GetProperty("p99").GetDouble(), Is.EqualTo(1.5));
        Assert.That(json.GetProperty("findings").GetProperty("unexpected")[0].GetProperty("scheduleId").GetGuid(), Is.EqualTo(_schedule));
    }

    [Test]
    public async Task What_an_organization_has_had_deleted_is_not_absent_and_what_was_left_of_it_is_not_judged()
    {
        await _file.Version(_schedule, 1, "2026-01-01T00:00:00Z");
        await _file.KeptFrom("2026-01-29T09:00:00Z");
        await _file.Run(_schedule, "2026-01-05T09:00:00Z");
        await _file.Run(_schedule, "2026-01-29T09:00:00Z");
        await _file.Run(_schedule, "2026-01-31T09:00:00Z");

        var report = await _file.Check("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");

        Assert.That(Wrong(report), Is.EqualTo(new[] { "absent 2026-01-30T09:00:00Z" }));
        Assert.That((report.Expected, report.NotJudged), Is.EqualTo((3L, 1L)));
    }

    private async Task Good()
    {
        await _file.Version(_schedule, 1, "2026-01-01T00:00:00Z");
        foreach (var at in _due)
            await _file.Run(_schedule, at);
    }

    internal static IEnumerable<string> Wrong(Report report) =>
        report.Kinds().SelectMany(kind => kind.Found.First.Select(found => $"{kind.Name} {(found.At is { } at ? InstantText.Write(at) : "ever")}"));
}
