using Schedules.Domain.Trackers;
using Schedules.WebApi.Trackers.Pipelines;
using static Schedules.UnitTests.Trackers.Seen;

namespace Schedules.UnitTests.Trackers;

public sealed class FailConditionTests
{
    private static readonly CookieEvidence _marketing = Cookie("fr", "facebook.com", declared: 3600);
    private static readonly CookieEvidence _analytics = Cookie("_ga");
    private static readonly CookieEvidence _unknown = Cookie("zzyzx_unheard", "unheard.test");

    [TestCase("new-marketing-before-consent", "fr")]
    [TestCase("any-marketing-before-consent", "fr")]
    [TestCase("new-analytics-before-consent", "_ga")]
    [TestCase("any-analytics-before-consent", "_ga")]
    [TestCase("new-tracker", "_ga", "fr", "zzyzx_unheard")]
    [TestCase("unclassified", "zzyzx_unheard")]
    [TestCase("new-unclassified", "zzyzx_unheard")]
    [TestCase("longer-lifetime")]
    public void Without_a_baseline_everything_is_new(string condition, params string[] names)
    {
        var outcome = On(condition, Site(Scan(Page(ScanPass.Baseline, _marketing, _analytics, _unknown))));

        Assert.That(outcome.State, Is.EqualTo(names.Length > 0 ? ConditionState.Failed : ConditionState.Passed));
        Assert.That(outcome.Trackers.Select(found => found.Name), Is.EquivalentTo(names));
    }

    [TestCase("new-marketing-before-consent", ConditionState.Passed)]
    [TestCase("any-marketing-before-consent", ConditionState.Failed)]
    [TestCase("new-tracker", ConditionState.Passed)]
    [TestCase("new-unclassified", ConditionState.Passed)]
    [TestCase("unclassified", ConditionState.Failed)]
    public void What_the_baseline_has_is_not_new(string condition, ConditionState state)
    {
        var evidence = Scan(Page(ScanPass.Baseline, _marketing, _unknown));

        Assert.That(On(condition, Site(evidence, Site(evidence))).State, Is.EqualTo(state));
    }

    [Test]
    public void What_came_after_consent_before_and_comes_before_it_now_is_new_before_consent_and_no_new_tracker()
    {
        var before = Site(Scan(Page(ScanPass.Baseline), Page(ScanPass.Accept, _marketing)));
        var now = Site(Scan(Page(ScanPass.Baseline, _marketing), Page(ScanPass.Accept, _marketing)), before);

        Assert.That(On("new-marketing-before-consent", now).State, Is.EqualTo(ConditionState.Failed));
        Assert.That(On("new-tracker", now).State, Is.EqualTo(ConditionState.Passed));
    }

    [Test]
    public void A_cookie_that_asks_to_live_longer_than_in_the_baseline_fails()
    {
        var now = Site(Scan(Page(ScanPass.Baseline, _marketing with { Declared = 90_000 })), Site(Scan(Page(ScanPass.Baseline, _marketing))));

        Assert.That(On("longer-lifetime", now).Trackers.Select(found => found.Name), Is.EqualTo(new[] { "fr" }));
    }

    [TestCase("reject-ignored", ScanPass.Reject)]
    [TestCase("gpc-ignored", ScanPass.Gpc)]
    public void A_wish_that_is_not_honoured_fails(string condition, ScanPass pass)
    {
        var ignored = On(condition, Site(Scan(Page(ScanPass.Baseline), Page(pass, _marketing))));

        Assert.That(ignored.State, Is.EqualTo(ConditionState.Failed));
        Assert.That(ignored.Trackers.Select(found => found.Name), Is.EqualTo(new[] { "fr" }));
        Assert.That(On(condition, Site(Scan(Page(ScanPass.Baseline, _marketing), Page(pass)))).State, Is.EqualTo(ConditionState.Passed));
    }

    [Test]
    public void A_rejection_that_could_not_be_made_is_inconclusive()
    {
        var site = Site(Scan(Page(ScanPass.Baseline), Page(ScanPass.Reject, new ConsentEvidence(ConsentState.NotFound, null, null))));

        Assert.That(On("reject-ignored", site).State, Is.EqualTo(ConditionState.Inconclusive));
    }

    [TestCase(ScanPass.Baseline, ConditionState.Inconclusive)]
    [TestCase(ScanPass.Gpc, ConditionState.Passed)]
    public void What_was_not_seen_is_not_clean_where_the_condition_needs_it(ScanPass notSeen, ConditionState state)
    {
        var site = Site(Scan(Page(ScanPass.Baseline), NotSeen(notSeen)));

        Assert.That(On("any-marketing-before-consent", site).State, Is.EqualTo(state));
    }

    [TestCase("any-marketing-before-consent", 1, 1)]
    [TestCase("any-analytics-before-consent", 3, 0)]
    public void An_inconclusive_condition_ends_with_3_unless_that_is_allowed_and_a_failed_one_with_1(string condition, int exitCode, int whereAllowed)
    {
        var site = Site(Scan(Page(ScanPass.Baseline, _marketing), NotSeen(ScanPass.Baseline)));
        var judged = new JudgedScan(site, [On(condition, site)], Now.ToDateTimeOffset());

        Assert.That((judged.ExitCode(allowIncomplete: false), judged.ExitCode(allowIncomplete: true)), Is.EqualTo((exitCode, whereAllowed)));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("""{"format":2}""")]
    [TestCase("""{"format":1,"scannedAt":"2026-04-01T04:00:00Z","coverage":{"pages":[],"versions":{}},"findings":[{"type":"cookie"}]}""")]
    public void A_baseline_that_is_none_is_refused_in_words(string json) =>
        Assert.That(() => ScanDocument.ReadBaseline(json), Throws.TypeOf<FormatException>().With.Message.StartsWith("The baseline"));

    private static ConditionOutcome On(string condition, SiteScan scan) => FailCondition.Named(condition)!.On(scan);

    // By way of the file, as in life.
    private static SiteScan Site(ScanEvidence evidence, SiteScan? before = null)
    {
        var baseline = before is null ? null : ScanDocument.ReadBaseline(ScanDocument.Write(new(before, [], Now.ToDateTimeOffset())));
        return new(["shop.example"], evidence, baseline, TrackerCatalogue.BuiltIn);
    }
}
