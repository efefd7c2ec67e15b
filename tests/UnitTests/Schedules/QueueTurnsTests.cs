using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class QueueTurnsTests
{
    private static readonly Guid _large = Guid.NewGuid();
    private static readonly Guid _small = Guid.NewGuid();
    private readonly QueueTurns _turns = new();

    [Test]
    public void One_organizations_runs_keep_their_order()
    {
        var runs = Runs(_large, 3);

        _turns.Seat(TargetType.SodPolicy, runs, first: null);

        Assert.That(Turns(runs), Is.EqualTo(new long[] { 0, 1, 2 }));
    }

    [Test]
    public void Who_comes_with_one_run_sits_before_the_second_of_who_has_many()
    {
        var (many, one) = (Runs(_large, 100), Runs(_small, 1));
        _turns.Seat(TargetType.SodPolicy, many, first: null);

        _turns.Seat(TargetType.SodPolicy, one, first: 0);

        Assert.That(many.Count(run => run.Turn < one[0].Turn), Is.Zero);
        Assert.That(many.Count(run => run.Turn == one[0].Turn), Is.EqualTo(1));
    }

    [Test]
    public void Who_comes_while_the_queue_moves_sits_at_its_head()
    {
        _turns.Seat(TargetType.SodPolicy, Runs(_large, 100), first: null);
        var one = Runs(_small, 2);

        _turns.Seat(TargetType.SodPolicy, one, first: 40);

        Assert.That(Turns(one), Is.EqualTo(new long[] { 40, 41 }));
    }

    [Test]
    public void A_burst_that_comes_in_batches_is_one_burst()
    {
        var (first, second) = (Runs(_large, 2), Runs(_large, 2));

        _turns.Seat(TargetType.SodPolicy, first, first: null);
        _turns.Seat(TargetType.SodPolicy, second, first: 0);

        Assert.That(Turns([.. first, .. second]), Is.EqualTo(new long[] { 0, 1, 2, 3 }));
    }

    [Test]
    public void Once_the_queue_is_empty_what_was_seated_is_forgotten()
    {
        _turns.Seat(TargetType.SodPolicy, Runs(_large, 100), first: null);
        var later = Runs(_large, 1);

        _turns.Seat(TargetType.SodPolicy, later, first: null);

        Assert.That(Turns(later), Is.EqualTo(new long[] { 0 }));
    }

    [Test]
    public void Queues_of_other_kinds_of_target_have_turns_of_their_own()
    {
        _turns.Seat(TargetType.SodPolicy, Runs(_large, 100), first: null);
        var scans = Runs(_large, 1);

        _turns.Seat(TargetType.TrackerScan, scans, first: null);

        Assert.That(Turns(scans), Is.EqualTo(new long[] { 0 }));
    }

    private static long[] Turns(IEnumerable<Run> runs) => [.. runs.Select(run => run.Turn)];

    private static List<Run> Runs(Guid organization, int count)
    {
        var now = Instant.FromUtc(2026, 3, 1, 9, 0);
        var schedule = Schedule.Create(Guid.NewGuid(), organization, new Target(TargetType.SodPolicy, Guid.NewGuid()), PeriodRule.Default, "ann", now);
        return [.. Enumerable.Range(0, count).Select(_ => Run.Manual(schedule, Guid.NewGuid(), "ann", now))];
    }
}
