using NodaTime;
using Schedules.Application.Trackers;
using Schedules.Domain;
using Schedules.Domain.Schedules;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class ScanRequestTests
{
    private static readonly Instant _now = Instant.FromUtc(2026, 3, 1, 0, 0);

    [TestCase("quick", null, """{"depth":"quick"}""")]
    [TestCase("full", true, """{"depth":"full","screenshots":true}""")]
    [TestCase(null, false, """{"screenshots":false}""")]
    [TestCase(null, null, null)]
    public void What_is_asked_is_kept_with_the_run_and_with_its_retry(string? depth, bool? screenshots, string? kept)
    {
        var asked = new ScanRequest(depth, screenshots);
        var schedule = Schedule.Create(Guid.NewGuid(), Guid.NewGuid(), TrackerScanSchedules.TargetOf(Guid.NewGuid()), PeriodRule.Default, "me", _now);
        var run = Run.Manual(schedule, Guid.NewGuid(), "me", _now, asked.Parameters());
        run.Cancel("me", _now);

        Assert.That(run.Parameters, Is.EqualTo(kept));
        Assert.That(new[] { ScanRequest.Of(run), ScanRequest.Of(Run.Retry(schedule, run, Guid.NewGuid(), "me", _now)) }, Is.All.EqualTo(kept is null ? null : asked));
    }

    [Test]
    public void The_project_says_what_was_not_asked()
    {
        var project = new Project(Guid.NewGuid(), Guid.NewGuid(), "Shop", ["shop.example"], _now);
        Assert.That(new ScanRequest().OrderOf(project).Depth, Is.EqualTo(ScanDepth.Full));
        project.ScanDeeply(false, _now);

        var (plain, asked) = (new ScanRequest().OrderOf(project), new ScanRequest("full", true).OrderOf(project));
        Assert.That((plain.Depth, plain.Screenshots, asked.Depth, asked.Screenshots), Is.EqualTo((ScanDepth.Quick, false, ScanDepth.Full, true)));
        Assert.That(asked.Seed, Is.EqualTo(plain.Seed), "the same sample, to be compared");
    }

    [TestCase("deep")]
    [TestCase("")]
    [TestCase("QUICK")]
    public void Another_depth_is_refused(string depth) => Assert.That(
        () => new ScanRequest(depth).Parameters(), Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("depth"));
}
