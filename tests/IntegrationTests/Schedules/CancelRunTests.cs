using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Application.Trackers;
using Schedules.Domain.Schedules;

namespace Schedules.IntegrationTests.Schedules;

public sealed class CancelRunTests
{
    private LedgerHost _host = null!;
    private Guid _run;

    [SetUp]
    public async Task Start()
    {
        _host = await LedgerHost.Start("2026-03-01T08:00:00Z");
        _run = await StartScan();
    }

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task A_queued_run_is_cancelled_at_once_and_never_executed()
    {
        var cancelled = await _host.Send(new CancelRun(_run));

        Assert.That((cancelled.Status, cancelled.Reason, cancelled.ReasonCode), Is.EqualTo(("cancelled", "cancelled by somebody", "cancelled")));
        Assert.That(await _host.Send(new ExecuteRun(_run)), Is.False);
        Assert.That(_host.Browser.Visits, Is.Zero);
    }

    [Test]
    public async Task A_check_whose_run_is_cancelled_is_told_to_stop_at_once_and_what_it_found_is_not_kept()
    {
        var wasTold = false;
        _host.Browser.During = async cancelled =>
        {
            await _host.Send(new CancelRun(_run), CancellationToken.None);
            wasTold = cancelled.IsCancellationRequested;
        };

        await _host.Send(new ExecuteRun(_run));

        var run = await Run();
        Assert.That(wasTold, Is.True);
        Assert.That((run.Status, run.Reason, run.Result), Is.EqualTo((RunStatus.Cancelled, "cancelled by somebody", (string?)null)));
        Assert.That(await _host.In(db => db.Trackers.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task A_check_that_obeys_leaves_the_run_cancelled()
    {
        _host.Browser.During = async cancelled =>
        {
            await _host.Send(new CancelRun(_run), CancellationToken.None);
            cancelled.ThrowIfCancellationRequested();
        };

        await _host.Send(new ExecuteRun(_run));

        Assert.That((await Run()).Status, Is.EqualTo(RunStatus.Cancelled));
        Assert.That(await _host.Send(new RenewLeases()), Is.Zero, "it is not held any more");
    }

    [Test]
    public async Task A_run_that_waits_behind_another_in_the_same_process_is_cancelled_before_it_begins()
    {
        var second = await StartScan();
        _host.Browser.During = async _ =>
        {
            if (_host.Browser.Visits == 1)
                await _host.Send(new CancelRun(second), CancellationToken.None);
        };

        await _host.Send(new ExecuteQueuedRuns(TargetType.TrackerScan, 2));

        Assert.That(_host.Browser.Visits, Is.EqualTo(1));
        Assert.That((await _host.Runs()).ToDictionary(run => run.Id, run => run.Status), Is.EquivalentTo(new Dictionary<Guid, RunStatus>
        {
            [_run] = RunStatus.Succeeded, [second] = RunStatus.Cancelled,
        }));
    }

    [Test]
    public async Task Another_process_is_told_at_its_next_beat()
    {
        var wasTold = false;
        _host.Browser.During = async cancelled =>
        {
            await _host.In(async db =>
            {
                (await db.Runs.SingleAsync()).Cancel("somebody else", _host.Clock.Now());
                return await db.SaveChangesAsync(default);
            });
            Assert.That(await _host.Send(new RenewLeases(), CancellationToken.None), Is.EqualTo(1));
            wasTold = cancelled.IsCancellationRequested;
        };

        await _host.Send(new ExecuteRun(_run));

        Assert.That((wasTold, (await Run()).Status), Is.EqualTo((true, RunStatus.Cancelled)));
    }

    [Test]
    public async Task What_has_ended_is_not_cancelled()
    {
        await _host.Send(new ExecuteRun(_run));

        Assert.That(async () => await _host.Send(new CancelRun(_run)), Throws.TypeOf<ConflictException>().With.Message.Contains("succeeded"));
        Assert.That((await Run()).Status, Is.EqualTo(RunStatus.Succeeded));
    }

    [Test]
    public async Task Whoever_comes_first_a_worker_or_somebody_who_cancels_the_run_ends_once()
    {
        var runs = new List<Guid> { _run };
        for (var i = 0; i < 15; i++)
            runs.Add(await StartScan());

        await Task.WhenAll(
            Task.WhenAll(runs.Select(run => Task.Run(() => _host.Send(new ExecuteRun(run))))),
            Task.WhenAll(runs.Select(run => Task.Run(() => CancelWhatIsOpen(run)))));

        var ended = await _host.Runs();
        Assert.That(ended.Select(run => run.Status), Has.All.AnyOf(RunStatus.Succeeded, RunStatus.Cancelled));
        Assert.That(ended.Where(run => run.Status == RunStatus.Cancelled).Select(run => run.Result), Has.All.Null);
        Assert.That(await _host.In(db => db.Trackers.CountAsync()), Is.EqualTo(ended.Count(run => run.Status == RunStatus.Succeeded)));
    }

    [Test]
    public async Task The_next_occurrence_is_due_as_ever()
    {
        var project = await _host.Project(hour: 9);
        _host.Clock.Set(NodaTime.Instant.FromUtc(2026, 3, 1, 9, 0));
        await _host.Send(new DispatchDueSchedules());
        var run = (await _host.Runs()).Single(run => run.TargetId == project);
        await _host.Send(new CancelRun(run.Id));
        _host.Clock.Set(NodaTime.Instant.FromUtc(2026, 3, 2, 9, 0));

        await _host.Send(new DispatchDueSchedules());

        Assert.That((await _host.Runs()).Where(run => run.TargetId == project).Select(run => run.Status), Is.EqualTo(new[] { RunStatus.Cancelled, RunStatus.Queued }));
    }

    private async Task<bool> CancelWhatIsOpen(Guid run)
    {
        try
        {
            await _host.Send(new CancelRun(run));
            return true;
        }
        catch (ConflictException)
        {
            return false;
        }
    }

    private async Task<Guid> StartScan() =>
        Guid.Parse((await _host.Send(new StartTrackerScan(_host.User.OrganizationId, await _host.ProjectWithoutSchedule()))).TaskArn);

    private Task<Run> Run() => _host.In(db => db.Runs.AsNoTracking().SingleAsync(run => run.Id == _run));
}
