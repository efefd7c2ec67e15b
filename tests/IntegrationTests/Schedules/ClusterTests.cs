using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Access;
using Schedules.Domain.Schedules;
using Schedules.Infrastructure.Persistence;

namespace Schedules.IntegrationTests.Schedules;

/// <summary>Several workers and dispatchers on one ledger.</summary>
public sealed class ClusterTests
{
    private LedgerHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await LedgerHost.Start("2026-03-01T08:00:00Z");

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task Workers_share_what_is_queued_and_none_gets_what_another_has()
    {
        await Queue(count: 20);

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => Claim(5, $"worker {i}"))));

        var claimed = claims.SelectMany(runs => runs).Select(run => run.Id).ToList();
        Assert.That(claimed, Is.Unique);
        var rows = await _host.Runs();
        Assert.That(rows.Where(run => run.Status == RunStatus.Running).Select(run => run.Id), Is.EquivalentTo(claimed));
        Assert.That(rows.All(run => run.Status is RunStatus.Running or RunStatus.Queued));
    }

    [Test]
    public async Task An_organization_with_many_runs_does_not_starve_one_with_a_single_run()
    {
        await Queue(count: 30);
        var other = await OtherOrganization();
        await Queue(count: 1, hour: 10);

        var first = await Claim(2, "worker");

        Assert.That(first.Select(run => run.OrganizationId), Does.Contain(other));
    }

    [Test]
    public async Task A_newer_burst_sits_behind_what_its_organization_has_waiting_whichever_process_seats_it()
    {
        await Queue(count: 30);
        await Claim(10, "worker");
        await Queue(count: 5, hour: 10);

        var waiting = (await _host.Runs()).Where(run => run.Status == RunStatus.Queued).OrderBy(run => run.Turn).ToList();

        Assert.That(waiting.Select(run => run.Turn), Is.EqualTo(Enumerable.Range(10, 25).Select(turn => (long)turn)));
        Assert.That(waiting.TakeLast(5).Select(run => run.At), Is.All.EqualTo(Instant.FromUtc(2026, 3, 1, 10, 0)));
    }

    [Test]
    public async Task Runs_of_one_kind_of_target_are_not_taken_by_the_workers_of_another()
    {
        await Queue(count: 1);

        Assert.That(await _host.Send(new ExecuteQueuedRuns(TargetType.SodPolicy, 10)), Is.Zero);
        Assert.That(await _host.Send(new ExecuteQueuedRuns(TargetType.TrackerScan, 10)), Is.EqualTo(1));
    }

    [Test]
    public async Task Checks_that_find_nothing_are_recorded_together()
    {
        _host.Browser.FindsNothing = true;
        await Queue(count: 5);

        Assert.That(await _host.Send(new ExecuteQueuedRuns(TargetType.TrackerScan, 10)), Is.EqualTo(5));

        Assert.That((await _host.Runs()).Select(run => (run.Status, run.Attempt, run.Owner)), Is.All.EqualTo((RunStatus.Succeeded, 1, (string?)null)));
    }

    [Test]
    public async Task A_slow_check_holds_up_neither_the_outcomes_before_it_nor_the_runs_after_it()
    {
        _host.Browser.FindsNothing = true;
        await Queue(count: 3);
        var statuses = new List<RunStatus>();
        _host.Browser.During = async _ =>
        {
            if (_host.Browser.Visits != 2)
                return;
            await Poll(async () =>
            {
                _host.Clock.Advance(Duration.FromMilliseconds(100));
                return (statuses = await Statuses()).Contains(RunStatus.Queued);
            });
        };

        await _host.Send(new ExecuteQueuedRuns(TargetType.TrackerScan, 3));

        Assert.That(statuses, Is.EquivalentTo(new[] { RunStatus.Succeeded, RunStatus.Running, RunStatus.Queued }));
        Assert.That(await Statuses(), Is.EquivalentTo(new[] { RunStatus.Succeeded, RunStatus.Succeeded, RunStatus.Queued }));
        Assert.That((await _host.Runs()).Single(run => run.Status == RunStatus.Queued).Attempt, Is.EqualTo(1), "it was given back without blame");
    }

    [Test]
    public async Task A_process_that_slept_cannot_overwrite_even_where_it_took_the_run_again_itself()
    {
        await Queue(count: 1);
        var slept = (await Claim(1, "a")).Single();
        var token = slept.Token;
        _host.Clock.Advance(Duration.FromHours(1));
        await _host.Send(new RecoverRuns());
        var again = (await Claim(1, "a")).Single();

        slept.Finish(new RunOutcome(true, null, "stale"), _host.Clock.Now());

        Assert.That(await _host.Ledger(ledger => ledger.Record([new(token, slept)], default)), Is.Zero);
        Assert.That(again.Attempt, Is.EqualTo(2));
        Assert.That((await _host.Runs()).Single().Result, Is.Null);
    }

    [Test]
    public async Task A_dispatcher_passes_by_what_another_has_locked()
    {
        // On a server: SQLite has one writer at a time.
        await using var host = await LedgerHost.Start(await TestDatabase.Migrated("PostgreSql"), "2026-03-01T08:00:00Z");
        await host.Project(hour: 9);
        await host.Project(hour: 9);
        host.Clock.Set(Instant.FromUtc(2026, 3, 1, 9, 0));

        var dispatched = await host.Use(async services =>
        {
            var db = services.GetRequiredService<SchedulesDb>();
            return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var other = await db.Database.BeginTransactionAsync();
                var one = await db.Schedules.OrderBy(schedule => schedule.Id).Select(schedule => schedule.Id).FirstAsync();
                await db.Schedules.Where(schedule => schedule.Id == one).ExecuteUpdateAsync(set => set.SetProperty(s => s.ModifierId, "other"));
                return await host.Send(new DispatchDueSchedules());
            });
        });

        Assert.That(dispatched, Is.EqualTo(1), "and it did not wait");
        Assert.That(await host.Send(new DispatchDueSchedules()), Is.EqualTo(1), "the other was taken once it was free");
    }

    private async Task Queue(int count, int hour = 9)
    {
        for (var i = 0; i < count; i++)
            await _host.Project(hour: hour);
        _host.Clock.Set(Instant.FromUtc(2026, 3, 1, hour, 0));
        await _host.Send(new DispatchDueSchedules());
    }

    private async Task<Guid> OtherOrganization()
    {
        _host.User.OrganizationId = Guid.NewGuid();
        await _host.In(db =>
        {
            db.Organizations.Add(new Organization(_host.User.OrganizationId, "Other", _host.Clock.Now()));
            return db.SaveChangesAsync(default);
        });
        return _host.User.OrganizationId;
    }

    private Task<IReadOnlyList<Run>> Claim(int limit, string owner) => _host.Ledger(ledger => ledger.Claim(
        TargetType.TrackerScan, _host.Clock.Now(), limit, run => run.Claim(owner, _host.Clock.Now(), Duration.FromMinutes(1)), default));

    private async Task<List<RunStatus>> Statuses() => [.. (await _host.Runs()).Select(run => run.Status)];

    private static async Task Poll(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.That(tries, Is.LessThan(10_000), "it never came");
            await Task.Delay(1);
        }
    }
}
