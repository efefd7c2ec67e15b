using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Schedules.Application.Schedules;
using Schedules.Application.Trackers;
using Schedules.Infrastructure.Persistence;
using Schedules.IntegrationTests.Schedules;
using Schedules.Verification;
using Schedules.Verification.Ledger;

namespace Schedules.IntegrationTests.Verification;

/// <summary>The checker reads what the product writes, in each database's own types.</summary>
public sealed class ProductLedgerTests
{
    private const string Start = "2026-03-01T08:00:00Z";
    private const string End = "2026-03-03T09:30:00Z";

    private LedgerHost _host = null!;

    [SetUp]
    public async Task Open() => _host = await LedgerHost.Start(Start);

    [TearDown]
    public async Task Close() => await _host.DisposeAsync();

    [Test]
    public async Task What_the_dispatcher_and_changes_write_is_clean()
    {
        await ThreeDays();

        var report = await Check(unfinishedBefore: Start);

        Assert.That(report.Kinds().Where(kind => kind.Found.Count > 0).Select(kind => kind.Name), Is.Empty);
        // Nine on three days; nine on two and ten on one; nine on one.
        Assert.That((report.Schedules, report.Expected), Is.EqualTo((3L, 7L)));
        Assert.That(report.ByStatus.Values.Sum(), Is.EqualTo(7));
    }

    [Test]
    public async Task A_run_that_is_taken_out_is_absent_one_that_is_moved_unexpected_too_and_an_open_one_is_unfinished()
    {
        await ThreeDays();
        var runs = await _host.Runs();
        var (first, last) = (runs[0], runs[^1]);
        await _host.In(db => db.Runs.Where(run => run.Id == first.Id).ExecuteDeleteAsync());
        var moved = last.DueAt + Duration.FromMinutes(1);
        await _host.In(db => db.Runs.Where(run => run.Id == last.Id).ExecuteUpdateAsync(set => set.SetProperty(run => run.DueAt, moved)));

        var report = await Check(unfinishedBefore: End);

        Assert.That((report.Absent.Count, report.Unexpected.Count, report.Unfinished.Count), Is.EqualTo((2, 1, report.ByStatus["Queued"])));
        Assert.That(report.Absent.First.Select(found => found.ScheduleId), Is.EquivalentTo(new[] { first.ScheduleId, last.ScheduleId }));
        Assert.That(report.Unexpected.First[0].At, Is.EqualTo(moved!.Value.ToDateTimeUtc()));
    }

    /// <summary>Three scans: one stays as it is, one is changed on the second day, one is disabled on the first.</summary>
    private async Task ThreeDays()
    {
        await _host.Project(hour: 9);
        var (changed, disabled) = (await _host.Project(hour: 9), await _host.Project(hour: 9));
        await MoveTo("2026-03-01T12:00:00Z");
        await _host.Send(new UpdateTrackerScanSchedule(_host.User.OrganizationId, disabled, new(ScheduledScanEnabled: false), null));
        await MoveTo("2026-03-02T09:30:00Z");
        await _host.Send(new UpdateTrackerScanSchedule(_host.User.OrganizationId, changed, new(ScheduledHour: 10), null));
        await MoveTo("2026-03-02T09:45:00Z");
        await MoveTo(End);
    }

    private async Task MoveTo(string now)
    {
        _host.Clock.Set(InstantPattern.ExtendedIso.Parse(now).Value);
        await _host.Send(new DispatchDueSchedules());
    }

    private Task<Report> Check(string unfinishedBefore) => _host.In(async db =>
    {
        var database = ((SchedulesDb)db).Database;
        await database.OpenConnectionAsync();
        var window = new Window(InstantText.Read(Start), InstantText.Read(End), InstantText.Read(unfinishedBefore), "UTC");
        return await new LedgerCheck(database.GetDbConnection()).Run(window, default);
    });
}
