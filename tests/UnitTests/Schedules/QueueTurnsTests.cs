using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class QueueTurnsTests
{
    private static readonly Guid _large = Guid.NewGuid();
    private static readonly Guid _small = Guid.NewGuid();
    private static readonly Dictionary<Guid, long> _nobody = [];

    [Test]
    public void One_organizations_runs_keep_their_order()
    {
        var runs = Runs(_large, 3);

        QueueTurns.Seat(runs, first: null, _nobody);

        Assert.That(Turns(runs), Is.EqualTo(new long[] { 0, 1, 2 }));
    }

    [Test]
    public void Who_comes_with_one_run_sits_before_the_second_of_who_has_many()
    {
        var (many, one) = (Runs(_large, 100), Runs(_small, 1));

        QueueTurns.Seat([.. many, .. one], first: null, _nobody);

        Assert.That(many.Count(run => run.Turn < one[0].Turn), Is.Zero);
        Assert.That(many.Count(run => run.Turn == one[0].Turn), Is.EqualTo(1));
    }

    [Test]
    public void Who_comes_while_the_queue_moves_sits_at_its_head()
    {
        var two = Runs(_small, 2);

        QueueTurns.Seat(two, first: 40, new Dictionary<Guid, long> { [_large] = 99 });

        Assert.That(Turns(two), Is.EqualTo(new long[] { 40, 41 }));
    }

    [Test]
    public void Who_has_runs_waiting_sits_behind_the_last_of_them()
    {
        var more = Runs(_large, 2);

        QueueTurns.Seat(more, first: 40, new Dictionary<Guid, long> { [_large] = 99 });

        Assert.That(Turns(more), Is.EqualTo(new long[] { 100, 101 }));
    }

    [Test]
    public void Once_the_queue_is_empty_turns_begin_anew()
    {
        var later = Runs(_large, 1);

        QueueTurns.Seat(later, first: null, _nobody);

        Assert.That(Turns(later), Is.EqualTo(new long[] { 0 }));
    }

    // However the bursts came: of each organization that always has one waiting, no more is served than of another, give or take one.
    [Test]
    public void Under_lasting_overload_every_organization_is_served_as_often()
    {
        var (random, queue, served) = (new Random(11), new List<Run>(), new Dictionary<Guid, int> { [_large] = 0, [_small] = 0 });
        for (var tick = 0; tick < 500; tick++)
        {
            var burst = Runs(_large, random.Next(0, 40)).Concat(Runs(_small, random.Next(1, 4))).ToList();
            QueueTurns.Seat(burst, queue.Count == 0 ? null : queue.Min(run => run.Turn), Last(queue));
            queue = [.. queue.Concat(burst).OrderBy(run => run.Turn)];
            var bothWait = queue.Select(run => run.OrganizationId).Distinct().Count() == 2;
            foreach (var run in queue.Take(2).Where(_ => bothWait))
                served[run.OrganizationId]++;
            queue.RemoveRange(0, Math.Min(2, queue.Count));
        }

        Assert.That(served[_large], Is.EqualTo(served[_small]).Within(served[_small] / 10));
    }

    private static Dictionary<Guid, long> Last(IEnumerable<Run> queue) =>
        queue.GroupBy(run => run.OrganizationId).ToDictionary(runs => runs.Key, runs => runs.Max(run => run.Turn));

    private static long[] Turns(IEnumerable<Run> runs) => [.. runs.Select(run => run.Turn)];

    private static List<Run> Runs(Guid organization, int count)
    {
        var now = Instant.FromUtc(2026, 3, 1, 9, 0);
        var schedule = Schedule.Create(Guid.NewGuid(), organization, new Target(TargetType.SodPolicy, Guid.NewGuid()), PeriodRule.Default, "ann", now);
        return [.. Enumerable.Range(0, count).Select(_ => Run.Manual(schedule, Guid.NewGuid(), "ann", now))];
    }
}
