using Microsoft.EntityFrameworkCore;
using Schedules.Application.Schedules;
using Schedules.Application.Trackers;
using Schedules.Domain.Schedules;

namespace Schedules.IntegrationTests.Schedules;

public sealed class ScanProgressTests
{
    private LedgerHost _host = null!;
    private Guid _run;

    [SetUp]
    public async Task Start()
    {
        _host = await LedgerHost.Start("2026-03-01T08:00:00Z");
        var project = await _host.ProjectWithoutSchedule();
        await _host.Send(new StartTrackerScan(_host.User.OrganizationId, project));
        _run = (await _host.Runs()).Single().Id;
    }

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task A_scan_that_is_going_on_shows_how_far_it_is_and_one_that_is_done_does_not()
    {
        RunProgressDto? shown = null;
        _host.Browser.During = async cancellationToken =>
        {
            while (shown is null)
            {
                await Task.Delay(20, cancellationToken);
                shown = (await _host.Send(new GetRun(_run), cancellationToken)).Progress;
            }
        };

        await _host.Send(new ExecuteRun(_run));

        Assert.That((shown!.Pass, shown.PagesPlanned, shown.PagesSeen, shown.PagesFailed), Is.EqualTo(("baseline", 1, 0, 0)));
        Assert.That((await _host.Send(new GetRun(_run))).Progress, Is.Null);
        Assert.That(await _host.In(db => db.RunProgress.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task A_scan_that_is_cancelled_leaves_no_progress_behind()
    {
        _host.Browser.During = async cancellationToken =>
        {
            await _host.Send(new CancelRun(_run), CancellationToken.None);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };

        await _host.Send(new ExecuteRun(_run));

        Assert.That((await _host.Runs()).Single().Status, Is.EqualTo(RunStatus.Cancelled));
        Assert.That(await _host.In(db => db.RunProgress.CountAsync()), Is.Zero);
    }
}
