using NodaTime;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class ProjectKnowledgeTests
{
    private static readonly ScanEvidence _ga = Seen.Scan(Seen.Page(ScanPass.Baseline, Seen.Cookie("_ga_ABC123")));

    [Test]
    public void A_rule_wins_over_a_decision_a_decision_over_the_catalogue_and_the_catalogue_over_nothing()
    {
        var decided = Entered("_ga_XYZ789", TrackerCategory.Functional);
        var rule = new TrackerRule(TrackerCategory.DoNotSell, TrackerType.Cookie, "shop.example", "_g*", null);

        Assert.That(Category(Seen.Judge(_ga)), Is.EqualTo(TrackerCategory.Analytics));
        Assert.That(Category(Seen.Judge(_ga, [decided])), Is.EqualTo(TrackerCategory.Functional));
        Assert.That(Category(Seen.Judge(_ga, [decided], [rule])), Is.EqualTo(TrackerCategory.DoNotSell));
        Assert.That(Category(Seen.Judge(_ga, [], [new(TrackerCategory.Ignored, null, "other.example", null, null), rule, new(TrackerCategory.Ignored, null, null, "_ga_*", null)])),
            Is.EqualTo(TrackerCategory.DoNotSell), "the first that fits");
    }

    [TestCase(null, "_ga_*", null, true)]
    [TestCase(null, "something", "_g*", true)]
    [TestCase(null, "something", "_g*x", false)]
    [TestCase("shop.example", "something", "_ga*", true)]
    [TestCase("other.example", "something", "_ga*", false)]
    [TestCase(null, "_ga", null, false)]
    public void A_tracker_that_somebody_entered_stands_for_its_name_and_its_pattern(string? domain, string name, string? pattern, bool fits)
    {
        var entered = Tracker.Entered(
            Guid.NewGuid(), Seen.Shop, TrackerType.Cookie, domain, null, TrackerOrigin.Manual, null, new(name, null, null, pattern, null), null, Seen.Now);

        Assert.That(Seen.Judge(_ga, [entered]).Findings.Single().Match, Is.EqualTo(fits ? TrackerMatch.Project : TrackerMatch.Global));
    }

    [Test]
    public void A_scan_never_changes_what_somebody_decided()
    {
        var decided = Entered("_ga_*", TrackerCategory.Functional);
        decided.Describe(new("Ours", "", "", null, 5), Seen.Now);
        var before = Words(decided);

        var added = Seen.Judge(_ga, [decided], [new(TrackerCategory.Marketing, null, null, "_ga*", null)]).Record(Seen.Shop.OrganizationId, Seen.Shop.Id, Seen.Now, Guid.NewGuid);

        Assert.That(added, Is.Empty);
        Assert.That(Words(decided), Is.EqualTo(before));
        Assert.That((decided.LastSeenAt, decided.Suggestion?.Category), Is.EqualTo(((Instant?)Seen.Now, (TrackerCategory?)TrackerCategory.Analytics)), "what scans say of it stands beside");
    }

    [Test]
    public void What_nobody_has_decided_takes_the_catalogues_word_when_it_gets_one()
    {
        var unknown = new Tracker(Guid.NewGuid(), Seen.Shop.OrganizationId, Seen.Shop.Id, TrackerType.Cookie, "shop.example", "_ga_*", TrackerCategory.Unclassified, Seen.Now);

        Seen.Judge(_ga, [unknown]).Record(Seen.Shop.OrganizationId, Seen.Shop.Id, Seen.Now, Guid.NewGuid);

        Assert.That((unknown.Category, unknown.Company), Is.EqualTo((TrackerCategory.Analytics, "Google Analytics")));
    }

    [Test]
    public void What_somebody_left_unclassified_stays_so()
    {
        var left = Entered("_ga_*", TrackerCategory.Unclassified);
        var scan = Seen.Judge(_ga, [left]);
        scan.Record(Seen.Shop.OrganizationId, Seen.Shop.Id, Seen.Now, Guid.NewGuid);

        Assert.That((Category(scan), left.Category), Is.EqualTo((TrackerCategory.Unclassified, TrackerCategory.Unclassified)));
    }

    [Test]
    public void What_is_ignored_until_a_day_counts_again_from_then_on()
    {
        var tracker = Entered("_ga_*", TrackerCategory.Marketing);
        tracker.Decide(new(TrackerCategory.Ignored, null, Seen.Now, "somebody", Seen.Now - Duration.FromDays(1)));

        Assert.That(tracker.CategoryAt(Seen.Now - Duration.Epsilon), Is.EqualTo(TrackerCategory.Ignored));
        Assert.That(Category(Seen.Judge(_ga, [tracker])), Is.EqualTo(TrackerCategory.Marketing));
        tracker.Decide(new(TrackerCategory.Ignored, null, Seen.Now + Duration.FromDays(9), "somebody", Seen.Now - Duration.FromHours(1)));
        Assert.That(tracker.CategoryAt(Seen.Now + Duration.FromDays(9)), Is.EqualTo(TrackerCategory.Marketing), "ignored for longer it is still what it was");
    }

    [Test]
    public void What_nobody_had_decided_waits_again_when_it_is_no_longer_ignored()
    {
        var tracker = new Tracker(Guid.NewGuid(), Seen.Shop.OrganizationId, Seen.Shop.Id, TrackerType.Cookie, "shop.example", "_ga_*", TrackerCategory.Unclassified, Seen.Now);
        tracker.Decide(new(TrackerCategory.Ignored, null, Seen.Now - Duration.FromDays(2), "somebody", Seen.Now - Duration.FromDays(3)));
        tracker.Decide(new(TrackerCategory.Ignored, "longer", Seen.Now, "somebody", Seen.Now - Duration.FromDays(1)));

        Assert.That((tracker.IsDecidedAt(Seen.Now - Duration.Epsilon), tracker.IsDecidedAt(Seen.Now)), Is.EqualTo((true, false)));
        var scan = Seen.Judge(_ga, [tracker]);
        scan.Record(Seen.Shop.OrganizationId, Seen.Shop.Id, Seen.Now, Guid.NewGuid);
        Assert.That((Category(scan), ScanFindings.Of(scan, _ga, [tracker]).Single().DecidedBy), Is.EqualTo((TrackerCategory.Analytics, FindingDecision.Catalogue)));
        Assert.That((tracker.CategoryAt(Seen.Now), tracker.Company), Is.EqualTo((TrackerCategory.Analytics, "Google Analytics")), "the catalogue's word counts again");
        tracker.Decide(new(TrackerCategory.Functional, null, null, "somebody", Seen.Now));
        Assert.That(tracker.IsDecidedAt(Seen.Now));
    }

    [TestCase(TrackerCategory.Marketing)]
    [TestCase(TrackerCategory.Unclassified)]
    public void What_somebody_had_decided_is_decided_when_it_is_no_longer_ignored(TrackerCategory decided)
    {
        var tracker = Entered("_ga_*", decided);
        tracker.Decide(new(TrackerCategory.Ignored, null, Seen.Now, "somebody", Seen.Now - Duration.FromDays(1)));
        var scan = Seen.Judge(_ga, [tracker]);
        scan.Record(Seen.Shop.OrganizationId, Seen.Shop.Id, Seen.Now, Guid.NewGuid);

        Assert.That((Category(scan), ScanFindings.Of(scan, _ga, [tracker]).Single().DecidedBy, tracker.CategoryAt(Seen.Now), tracker.Company),
            Is.EqualTo((decided, FindingDecision.Project, decided, (string?)null)));
    }

    [Test]
    public void What_was_found_before_and_then_deleted_is_not_new()
    {
        var odd = Seen.Scan(Seen.Page(ScanPass.Baseline, Seen.Cookie("odd")));

        Assert.That(Seen.Judge(odd).Results.New, Is.EqualTo(1));
        Assert.That(Seen.Judge(odd, last: Seen.Report(odd).Findings).Results.New, Is.Zero);
    }

    [Test]
    public void A_malicious_tracker_counts_as_unclassified()
    {
        var results = Seen.Judge(_ga, [Entered("_ga_*", TrackerCategory.Malicious)]).Results;

        Assert.That((results.Categories.Count, results.Categories["unclassified"], results.Categories.Values.Sum()), Is.EqualTo((9, 1, 1)));
    }

    [Test]
    public void A_rule_for_everything_is_refused()
    {
        Assert.That(() => new TrackerRule(TrackerCategory.Ignored, null, null, null, null), Throws.TypeOf<InvalidValueException>());
        Assert.That(() => new TrackerRule(TrackerCategory.Ignored, null, null, "**", null), Throws.TypeOf<InvalidValueException>());
    }

    [TestCase("order_12345678", "12345678")]
    [TestCase("promo2024*", "promo2024")]
    [TestCase("*promo2024", "promo2024")]
    [TestCase("_ga_ABC123", "ABC123")]
    [TestCase("s_2024", "2024")]
    [TestCase("*12345*", "12345")]
    [TestCase("v_3f2504e0-4f89-11d3-9a0c-0305e82c3301*", "3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [TestCase("draft:john.doe@example.com", "john.doe@example.com")]
    [TestCase("s_2024*", null)]
    [TestCase("ABCDE1*", null)]
    [TestCase("order_*", null)]
    [TestCase("uuid2", null)]
    [TestCase("jquery-3.7.1*", null)]
    public void A_pattern_that_no_name_of_a_scan_can_fit_is_refused(string pattern, string? part)
    {
        Assert.That(() => Shop().Rule([new(TrackerCategory.Ignored, null, null, "_ga*", null), new(TrackerCategory.Ignored, null, null, pattern, null)], Seen.Now), Refused("items[1].name"));
        Assert.That(() => Entered("x", TrackerCategory.Ignored).Describe(new(null, null, null, pattern, null), Seen.Now), Refused("pattern"));

        NUnit.Framework.Constraints.IResolveConstraint Refused(string field) => part is null
            ? Throws.Nothing
            : Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo(field).And.Message.EndsWith($"none has {part} in it.");
    }

    [TestCase("a*c", "abc", true)]
    [TestCase("a*c", "ac", true)]
    [TestCase("a*c", "acb", false)]
    [TestCase("*b*", "abc", true)]
    [TestCase("a*b*c", "a1b2c", true)]
    [TestCase("a*b*c", "a1c2b", false)]
    [TestCase("a*a", "a", false)]
    [TestCase("a**", "a", true)]
    [TestCase("_ga_*", "_ga_*", true)]
    [TestCase("A", "a", false)]
    public void A_star_stands_for_any_characters(string pattern, string name, bool matches) =>
        Assert.That(NamePattern.Matches(pattern, name), Is.EqualTo(matches));

    private static Project Shop() => new(Guid.NewGuid(), Guid.NewGuid(), "Shop", ["shop.example"], Seen.Now);

    private static Tracker Entered(string name, TrackerCategory category) => Tracker.Entered(
        Guid.NewGuid(), Seen.Shop, TrackerType.Cookie, "shop.example", null, TrackerOrigin.Manual, null, new(name, null, null, null, null),
        new(category, null, null, "somebody", Seen.Now - Duration.FromDays(2)), Seen.Now - Duration.FromDays(2));

    private static TrackerCategory Category(TrackerScan scan) => scan.Findings.Single().Category;

    private static string Words(Tracker t) =>
        $"{t.Name} {t.Category} {t.Company} {t.Description} {t.Pattern} {t.Expiration} {t.DecidedBy} {t.DecidedAt} {t.Reason} {t.UpdatedAt} {t.Version}";
}
