using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class PeriodReportTests
{
    [Test]
    public void What_was_missed_says_why() =>
        Assert.That(Report((RunStatus.Succeeded, null, 91), (RunStatus.Missed, ReasonCode.Downtime, 1)).Sentence,
            Is.EqualTo("expected 92, done 91, 1 missed: downtime"));

    [Test]
    public void Everything_that_went_well_is_said_in_four_words() =>
        Assert.That(Report((RunStatus.Succeeded, null, 3), (RunStatus.Succeeded, ReasonCode.Late, 1)).Sentence, Is.EqualTo("expected 4, done 4"));

    [Test]
    public void What_is_absent_was_expected() =>
        Assert.That((Report((RunStatus.Succeeded, null, 3)) with { Absent = 2, Beside = 7 }).Sentence, Is.EqualTo("expected 5, done 3, 2 absent from the ledger"));

    [Test]
    public void Each_kind_of_end_has_its_part()
    {
        var report = Report(
            (RunStatus.Failed, ReasonCode.Error, 1), (RunStatus.Failed, ReasonCode.Timeout, 2), (RunStatus.Skipped, ReasonCode.Overlap, 4),
            (RunStatus.Cancelled, ReasonCode.Cancelled, 5), (RunStatus.Queued, null, 1), (RunStatus.Running, ReasonCode.Late, 1), (RunStatus.Succeeded, null, 10));

        Assert.That(report.Sentence, Is.EqualTo(
            "expected 24, done 13, 3 of them failed: 2 timeout and 1 error, 4 skipped: overlap, 5 cancelled, 2 not ended yet"));
    }

    [Test]
    public void Reports_add_up()
    {
        var sum = PeriodReport.Sum([
            Report((RunStatus.Succeeded, null, 1), (RunStatus.Missed, ReasonCode.Downtime, 2)) with { Absent = 1, Beside = 1 },
            Report((RunStatus.Missed, ReasonCode.Downtime, 3)) with { Beside = 2 },
        ]);

        Assert.That(sum.Occurrences, Is.EqualTo(new[] { new RunCount(RunStatus.Succeeded, null, 1), new RunCount(RunStatus.Missed, ReasonCode.Downtime, 5) }));
        Assert.That((sum.Absent, sum.Beside, sum.Expected), Is.EqualTo((1, 3, 7)));
    }

    private static PeriodReport Report(params (RunStatus Status, ReasonCode? Reason, int Count)[] runs) =>
        new(PeriodReport.Merged(runs.Select(run => new RunCount(run.Status, run.Reason, run.Count))), 0, 0);
}
