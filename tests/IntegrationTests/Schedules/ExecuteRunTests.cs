using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Schedules;
using Schedules.Application.Trackers;
using Schedules.Domain.Schedules;

namespace Schedules.IntegrationTests.Schedules;

public sealed class ExecuteRunTests
{
    private static readonly Duration _lease = Duration.FromMinutes(1);
    private LedgerHost _host = null!;
    private Guid _run;

    [SetUp]
    public async Task Start()
    {
        _host = await LedgerHost.Start("2026-03-01T09:00:00Z", ("Runs:MaxAttempts", "2"));
        var project = await _host.ProjectWithoutSchedule();
        _run = Guid.Parse((await _host.Send(new StartTrackerScan(_host.User.OrganizationId, project))).TaskArn);
    }

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task The_outcome_and_what_was_found_stand_together()
    {
        Assert.That(await Execute(), Is.True);

        var run = await Run();
        Assert.That((run.Status, run.Reason, run.Owner, run.LeaseUntil), Is.EqualTo((RunStatus.Succeeded, (string?)null, (string?)null, (Instant?)null)));
        Assert.That(run.Result, Does.Contain("\"domainsCount\":1").And.Contain("\"total\":1"));
        Assert.That(await _host.In(db => db.Trackers.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task A_run_that_has_ended_is_not_executed_again()
    {
        await Execute();

        Assert.That(await Execute(), Is.False);
        Assert.That(_host.Browser.Visits, Is.EqualTo(1));
    }

    [Test]
    public async Task Many_workers_that_want_one_run_execute_it_once()
    {
        var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Execute())));

        Assert.That(wins.Count(won => won), Is.EqualTo(1));
        Assert.That(_host.Browser.Visits, Is.EqualTo(1));
    }

    [Test]
    public async Task A_check_that_throws_is_tried_again_after_a_pause_and_fails_after_the_last_attempt()
    {
        _host.Browser.During = _ => throw new InvalidDataException("the disk is full");

        await Execute();
        var first = await Run();
        Assert.That((first.Status, first.Attempt, first.Reason), Is.EqualTo((RunStatus.Queued, 2, "error: InvalidDataException; the server's log has more")));
        Assert.That(await _host.Send(new ExecuteQueuedRuns(TargetType.TrackerScan, 1)), Is.Zero, "it pauses");

        _host.Clock.Advance(Duration.FromSeconds(10));
        Assert.That(await _host.Send(new ExecuteQueuedRuns(TargetType.TrackerScan, 1)), Is.EqualTo(1));
        var second = await Run();
        Assert.That((second.Status, second.Reason), Is.EqualTo((RunStatus.Failed, "error: InvalidDataException; the server's log has more (attempt 2 of 2)")));
    }

    [Test]
    public async Task A_project_that_is_gone_fails_at_once_with_the_reason()
    {
        await _host.In(db => db.Projects.ExecuteDeleteAsync());

        await Execute();

        var run = await Run();
        Assert.That((run.Status, run.Attempt), Is.EqualTo((RunStatus.Failed, 1)));
        Assert.That(run.Reason, Does.Contain("was not found"));
    }

    [Test]
    public async Task A_worker_that_is_told_to_stop_gives_the_run_back_with_nothing_half_done()
    {
        using var stopping = new CancellationTokenSource();
        _host.Browser.During = async cancelled =>
        {
            await stopping.CancelAsync();
            cancelled.ThrowIfCancellationRequested();
        };

        await _host.Send(new ExecuteRun(_run), stopping.Token);

        var run = await Run();
        Assert.That((run.Status, run.Attempt, run.Owner), Is.EqualTo((RunStatus.Queued, 1, (string?)null)));
    }

    [Test]
    public async Task A_living_worker_keeps_its_lease_however_long_the_check_takes()
    {
        _host.Browser.During = async _ =>
        {
            for (var beat = 0; beat < 9; beat++)
            {
                var leaseBefore = (await Run()).LeaseUntil;
                _host.Clock.Advance(_lease / 3);
                Assert.That(await _host.Send(new RenewLeases(), CancellationToken.None), Is.Zero);
                Assert.That((await Run()).LeaseUntil > leaseBefore, Is.True);
                Assert.That(await _host.Send(new RecoverRuns(), CancellationToken.None), Is.Zero);
            }
        };

        await Execute();

        Assert.That((await Run()).Status, Is.EqualTo(RunStatus.Succeeded));
    }

    [Test]
    public async Task A_check_that_does_not_end_is_told_to_stop_and_tried_again()
    {
        _host.Browser.During = async cancelled =>
        {
            _host.Clock.Advance(Duration.FromHours(1));
            await Task.Delay(Timeout.Infinite, cancelled);
        };

        await Execute();

        var run = await Run();
        Assert.That((run.Status, run.Attempt, run.Reason), Is.EqualTo((RunStatus.Queued, 2, "timeout: longer than 01:00:00")));
    }

    [Test]
    public async Task A_dead_workers_run_is_queued_again_when_its_lease_is_over_and_not_before()
    {
        await Claim("dead");

        _host.Clock.Advance(_lease);
        Assert.That(await _host.Send(new RecoverRuns()), Is.Zero);
        _host.Clock.Advance(Duration.FromMilliseconds(1));
        Assert.That(await _host.Send(new RecoverRuns()), Is.EqualTo(1));

        var run = await Run();
        Assert.That((run.Status, run.Attempt), Is.EqualTo((RunStatus.Queued, 2)));
        Assert.That(_host.Engine.Enqueued, Does.Contain(_run));
    }

    [Test]
    public async Task A_run_whose_workers_keep_dying_fails_after_the_last_attempt()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await Claim("dead");
            _host.Clock.Advance(_lease * 2);
            await _host.Send(new RecoverRuns());
        }

        var run = await Run();
        Assert.That((run.Status, run.Reason), Is.EqualTo((RunStatus.Failed, "lost: its worker stopped without a word (attempt 2 of 2)")));
    }

    [Test]
    public async Task A_worker_that_slept_through_its_lease_cannot_overwrite_and_leaves_no_findings()
    {
        _host.Browser.During = async _ =>
        {
            // The machine sleeps: no beat is sent, another worker takes over and finishes.
            await _host.In(db => db.Runs.ExecuteUpdateAsync(set => set
                .SetProperty(run => run.Owner, "b").SetProperty(run => run.Attempt, 2)));
        };

        await Execute();

        var run = await Run();
        Assert.That((run.Status, run.Owner, run.Attempt, run.Result), Is.EqualTo((RunStatus.Running, "b", 2, (string?)null)));
        Assert.That(await _host.In(db => db.Trackers.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task A_worker_whose_run_was_given_to_another_is_told_to_stop()
    {
        var wasTold = false;
        _host.Browser.During = async cancelled =>
        {
            await _host.In(db => db.Runs.ExecuteUpdateAsync(set => set.SetProperty(run => run.Owner, "b")));
            Assert.That(await _host.Send(new RenewLeases(), CancellationToken.None), Is.EqualTo(1));
            wasTold = cancelled.IsCancellationRequested;
            cancelled.ThrowIfCancellationRequested();
        };

        await Execute();

        Assert.That(wasTold, Is.True);
        Assert.That((await Run()).Owner, Is.EqualTo("b"));
    }

    private Task<bool> Execute() => _host.Send(new ExecuteRun(_run));

    private Task<Run> Run() => _host.In(db => db.Runs.AsNoTracking().SingleAsync());

    private Task<int> Claim(string owner) => _host.In(async db =>
    {
        (await db.Runs.SingleAsync()).Claim(owner, Instant.FromDateTimeOffset(_host.Clock.GetUtcNow()), _lease);
        return await db.SaveChangesAsync(default);
    });
}
