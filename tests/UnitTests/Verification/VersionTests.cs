using Schedules.Verification.Ledger;

namespace Schedules.UnitTests.Verification;

/// <summary>What a changed, disabled or removed schedule was due to do: each version counts after its own instant, up to and including the next one's.</summary>
public sealed class VersionTests
{
    private const string After = "2026-03-01T00:00:00Z";
    private const string Until = "2026-03-05T00:00:00Z";

    private readonly Guid _schedule = Guid.NewGuid();
    private LedgerFile _file = null!;

    [SetUp]
    public async Task Start()
    {
        _file = await LedgerFile.Make();
        await _file.Version(_schedule, 1, "2026-01-01T00:00:00Z");
    }

    [TearDown]
    public async Task Stop() => await _file.DisposeAsync();

    [Test]
    public async Task A_changed_rule_counts_after_the_change_and_the_old_one_up_to_it()
    {
        await _file.Version(_schedule, 2, "2026-03-03T09:00:00Z", LedgerFile.DailyAtTen);
        await Runs(1, "2026-03-01T09:00:00Z", "2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z");
        await Runs(2, "2026-03-03T10:00:00Z", "2026-03-04T10:00:00Z");

        Assert.That(await Wrong(), Is.Empty);
    }

    [Test]
    public async Task An_occurrence_at_the_instant_of_the_change_is_the_old_rules_and_not_the_new_ones()
    {
        await _file.Version(_schedule, 2, "2026-03-03T10:00:00Z", LedgerFile.DailyAtTen);
        await Runs(1, "2026-03-01T09:00:00Z", "2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z");
        await Runs(2, "2026-03-03T10:00:00Z", "2026-03-04T10:00:00Z");

        Assert.That(await Wrong(), Is.EqualTo(new[] { "unexpected 2026-03-03T10:00:00Z" }));
    }

    [Test]
    public async Task Runs_by_the_old_rule_after_the_change_are_unexpected_and_those_of_the_new_one_absent()
    {
        await _file.Version(_schedule, 2, "2026-03-03T09:30:00Z", LedgerFile.DailyAtTen);
        await Runs(1, "2026-03-01T09:00:00Z", "2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z", "2026-03-04T09:00:00Z");

        Assert.That(await Wrong(), Is.EqualTo(new[] { "absent 2026-03-03T10:00:00Z", "absent 2026-03-04T10:00:00Z", "unexpected 2026-03-04T09:00:00Z" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_schedule_that_is_disabled_or_removed_is_due_no_more(bool removed)
    {
        await _file.Version(_schedule, 2, "2026-03-02T12:00:00Z", enabled: removed, deleted: removed);
        await Runs(1, "2026-03-01T09:00:00Z", "2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z");

        Assert.That(await Wrong(), Is.EqualTo(new[] { "unexpected 2026-03-03T09:00:00Z" }));
    }

    [Test]
    public async Task While_it_was_disabled_nothing_was_due_and_then_again()
    {
        await _file.Version(_schedule, 2, "2026-03-01T12:00:00Z", enabled: false);
        await _file.Version(_schedule, 3, "2026-03-03T12:00:00Z");
        await Runs(1, "2026-03-01T09:00:00Z");

        Assert.That(await Wrong(), Is.EqualTo(new[] { "absent 2026-03-04T09:00:00Z" }));
    }

    [Test]
    public async Task Before_its_first_version_a_schedule_was_not()
    {
        await _file.Sql("""UPDATE "ScheduleVersions" SET "At" = @p0""", new DateTime(2026, 3, 3, 12, 0, 0).Ticks - DateTime.UnixEpoch.Ticks);
        await Runs(1, "2026-03-03T09:00:00Z", "2026-03-04T09:00:00Z");

        Assert.That(await Wrong(), Is.EqualTo(new[] { "unexpected 2026-03-03T09:00:00Z" }));
    }

    [Test]
    public async Task Runs_from_before_the_first_version_that_was_kept_are_not_judged()
    {
        await _file.Sql("""UPDATE "ScheduleVersions" SET "Version" = 4, "At" = @p0""", new DateTime(2026, 3, 3, 12, 0, 0).Ticks - DateTime.UnixEpoch.Ticks);
        await Runs(3, "2026-03-03T09:00:00Z");
        await Runs(4, "2026-03-04T09:00:00Z");

        var report = await _file.Check(After, Until);

        Assert.That((report.IsClean, report.NotJudged, report.Expected), Is.EqualTo((true, 1L, 1L)));
    }

    [Test]
    public async Task A_rule_that_is_not_understood_is_told_and_its_runs_are_not_judged()
    {
        await _file.Version(_schedule, 2, "2026-03-02T12:00:00Z", """{"type":"HOURLY"}""");
        await Runs(1, "2026-03-01T09:00:00Z", "2026-03-02T09:00:00Z");
        await Runs(2, "2026-03-03T09:00:00Z");

        var report = await _file.Check(After, Until);

        Assert.That(LedgerCheckTests.Wrong(report), Is.EqualTo(new[] { "unreadable 2026-03-02T12:00:00Z" }));
        Assert.That((report.IsClean, report.NotJudged, report.Expected), Is.EqualTo((false, 1L, 2L)));
    }

    [Test]
    public async Task A_rule_that_was_not_understood_while_disabled_hurts_nobody()
    {
        await _file.Version(_schedule, 2, "2026-03-01T12:00:00Z", "nonsense", enabled: false);
        await Runs(1, "2026-03-01T09:00:00Z");

        Assert.That(await Wrong(), Is.Empty);
    }

    [Test]
    public async Task A_run_under_another_version_than_the_one_in_force_is_told_and_not_judged()
    {
        await Runs(1, "2026-03-01T09:00:00Z", "2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z");
        await Runs(7, "2026-03-04T09:00:00Z");

        var report = await _file.Check(After, Until);

        Assert.That((report.IsClean, report.OtherVersion.Count), Is.EqualTo((true, 1L)));
    }

    [TestCase(1, LedgerFile.DailyAtNine, true)]
    [TestCase(2, LedgerFile.DailyAtNine, false)]
    [TestCase(1, LedgerFile.DailyAtTen, false)]
    public async Task An_enabled_schedule_whose_present_version_is_not_kept_is_not_clean(int version, string rule, bool clean)
    {
        await Runs(1, "2026-03-01T09:00:00Z", "2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z", "2026-03-04T09:00:00Z");
        await _file.Schedule(_schedule, version, rule);

        Assert.That(await Wrong(), Is.EqualTo(clean ? Array.Empty<string>() : ["unrecorded ever"]));
    }

    private async Task<IEnumerable<string>> Wrong() => LedgerCheckTests.Wrong(await _file.Check(After, Until));

    private async Task Runs(int version, params string[] dueAt)
    {
        foreach (var at in dueAt)
            await _file.Run(_schedule, at, version: version);
    }
}
