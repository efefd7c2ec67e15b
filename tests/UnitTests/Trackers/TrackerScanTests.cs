using NodaTime;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class TrackerScanTests
{
    private static readonly Instant _now = Instant.FromUtc(2026, 4, 1, 4, 0);

    private static readonly string[] _keys =
    [
        "analytics", "do_not_sell", "functional", "global_privacy_control", "ignored", "limit_pii_use", "marketing", "strictly_necessary",
        "unclassified",
    ];

    [Test]
    public void A_scan_that_found_nothing_counts_zero_in_all_nine_categories()
    {
        Assert.That(ScanResults.Zero.Total, Is.Zero);
        Assert.That(ScanResults.Zero.Categories.Keys, Is.EqualTo(_keys));
        Assert.That(ScanResults.Zero.Categories.Values, Is.All.Zero);
    }

    [Test]
    public void A_tracker_is_the_projects_or_the_catalogues_or_new()
    {
        var scan = Scan(
            known: [Known(TrackerType.Cookie, "shop.example", "_ga", TrackerCategory.StrictlyNecessary)],
            new(TrackerType.Cookie, "_ga", "www.shop.example"),
            new(TrackerType.Cookie, "_fbp", "shop.example"),
            Evidence.Requested(TrackerType.Script, "odd.vendor.test"));

        Assert.That(scan.Results, Is.EqualTo(new ScanResults(3, 1, 1, 1, scan.Results.Categories)));
        Assert.That(scan.Results.Categories.Where(count => count.Value > 0).ToDictionary(), Is.EqualTo(new Dictionary<string, int>
        {
            ["strictly_necessary"] = 1, ["marketing"] = 1, ["unclassified"] = 1,
        }));
    }

    [Test]
    public void The_same_cookie_of_two_of_the_projects_own_sites_is_one_tracker_and_a_vendors_is_another()
    {
        var scan = Scan([], new(TrackerType.Cookie, "id", "shop.example"), new(TrackerType.Cookie, "id", ".shop.test"), new(TrackerType.Cookie, "id", "x.test"));

        Assert.That(scan.Findings.Select(finding => finding.Domain), Is.EqualTo(new[] { "shop.example", "x.test" }));
    }

    [Test]
    public void Type_owner_and_name_tell_trackers_apart_and_ids_in_names_do_not()
    {
        var scan = Scan(
            [],
            new(TrackerType.Cookie, "_ga_ABC123", "shop.example"),
            new(TrackerType.Cookie, "_ga_XYZ789", "shop.example"),
            new(TrackerType.LocalStorage, "_ga_ABC123", "shop.example"),
            Evidence.Requested(TrackerType.Image, "a.vendor.test"),
            Evidence.Requested(TrackerType.Script, "a.vendor.test"),
            Evidence.Requested(TrackerType.Script, "b.vendor.test"));

        Assert.That(scan.Results.Total, Is.EqualTo(5));
    }

    [Test]
    public void What_a_scan_finds_is_the_projects_own_in_the_next_scan()
    {
        Evidence[] seen = [new(TrackerType.Cookie, "_fbp", "shop.example"), Evidence.Requested(TrackerType.Script, "odd.vendor.test")];
        var first = Scan([], seen).Record(Guid.NewGuid(), Guid.NewGuid(), _now, Guid.NewGuid);

        var second = Scan(first, seen);
        var added = second.Record(Guid.NewGuid(), Guid.NewGuid(), _now + Duration.FromDays(1), Guid.NewGuid);

        Assert.That(second.Results, Is.EqualTo(new ScanResults(2, 0, 2, 0, second.Results.Categories)));
        Assert.That(second.Results.Categories["marketing"], Is.EqualTo(1), "what the catalogue once said stays");
        Assert.That(added, Is.Empty);
        Assert.That(first.Select(tracker => (tracker.FirstSeenAt, tracker.LastSeenAt)), Is.All.EqualTo((_now, _now + Duration.FromDays(1))));
    }

    [Test]
    public void Counts_agree_with_a_plain_count_and_never_depend_on_order_or_repetition([Range(1, 200)] int seed)
    {
        var random = new Random(seed);
        var evidence = Enumerable.Range(0, random.Next(60)).Select(_ => AnyEvidence(random)).ToList();
        var known = evidence.Where(_ => random.Next(4) == 0).DistinctBy(Plain)
            .Select(seen => Known(seen.Type, RegistrableDomain.Of(seen.Host), seen.Name, random.GetItems(Enum.GetValues<TrackerCategory>(), 1)[0])).ToList();
        var shuffled = evidence.Concat(evidence.Take(5)).ToArray();
        random.Shuffle(shuffled);

        var results = Scan(known, [.. evidence]).Results;
        var again = Scan(known, shuffled).Results;

        Assert.That(results.Total, Is.EqualTo(evidence.DistinctBy(Plain).Count()));
        Assert.That(results.Project, Is.EqualTo(known.Count));
        Assert.That(results.New + results.Project + results.Global, Is.EqualTo(results.Total));
        Assert.That(results.Categories.Values.Sum(), Is.EqualTo(results.Total));
        Assert.That(again, Is.EqualTo(results with { Categories = again.Categories }));
        Assert.That(again.Categories, Is.EqualTo(results.Categories));
    }

    private static string Plain(Evidence seen) =>
        $"{seen.Type} {(RegistrableDomain.Of(seen.Host).StartsWith("shop.", StringComparison.Ordinal) ? "own" : RegistrableDomain.Of(seen.Host))} {seen.Name}";

    private static Evidence AnyEvidence(Random random) => new(
        random.GetItems(Enum.GetValues<TrackerType>(), 1)[0],
        random.GetItems(["_ga", "_ga_ABC123", "_ga_DEF456", "id", "IDE", "x"], 1)[0],
        random.GetItems(["shop.example", "www.shop.example", "shop.test", "a.vendor.test", "b.vendor.test", "doubleclick.net"], 1)[0]);

    private static TrackerScan Scan(IEnumerable<Tracker> known, params Evidence[] evidence) =>
        new(["shop.example", "www.shop.test"], evidence, known, TrackerCatalogue.BuiltIn);

    private static Tracker Known(TrackerType type, string domain, string name, TrackerCategory category) =>
        new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), type, domain, name, category, _now);
}
