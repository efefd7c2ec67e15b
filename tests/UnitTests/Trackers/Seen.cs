using NodaTime;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

/// <summary>Evidence in few words: one site, a landing page, and what was there in which pass.</summary>
internal static class Seen
{
    public static readonly Instant Now = Instant.FromUtc(2026, 4, 1, 4, 0);

    public static readonly Project Shop = new(Guid.NewGuid(), Guid.NewGuid(), "Shop", ["shop.example"], Now);

    private static readonly PlannedPage _landing = new("shop.example", Address("https://shop.example/"), PageChoice.Landing);

    public static WebAddress Address(string url) => WebAddress.Of(url)!;

    public static PageEvidence Page(ScanPass pass, params object[] things) => new(
        pass, _landing, _landing.Address, null,
        pass is ScanPass.Reject or ScanPass.Accept ? things.OfType<ConsentEvidence>().FirstOrDefault(new ConsentEvidence(ConsentState.Chosen, "Onetrust", null)) : null,
        [.. things.OfType<RequestEvidence>()], [.. things.OfType<CookieEvidence>()], [.. things.OfType<StorageEvidence>()], [], []);

    public static PageEvidence NotSeen(ScanPass pass) => PageEvidence.Failed(pass, _landing, "timeout");

    public static ScanEvidence Scan(params PageEvidence[] pages) => new(
        new(pages.Length == 1 ? ScanDepth.Quick : ScanDepth.Full, 7, [.. pages.Select(page => page.Pass)], [_landing],
            new Dictionary<string, int> { ["shop.example"] = 1 }, []),
        new("Chromium 156", "0.1.0", "", null), pages);

    public static CookieEvidence Cookie(string name, string domain = "shop.example", long? declared = null, string? setBy = null, bool remained = false) => new(
        name, domain, "/", null, domain != "shop.example", declared, declared, false, false, CookieSameSite.Unspecified, CookieSource.Script,
        setBy is null ? null : Address(setBy), [], remained);

    public static RequestEvidence Request(RequestType type, string url, params string[] chain) => new(
        type, Address(url), [], ThirdParty: true, null, InitiatorType.Script, [.. chain.Select(Address)], 200, null);

    public static TrackerScan Judge(ScanEvidence evidence, IReadOnlyList<Tracker>? known = null, IReadOnlyList<TrackerRule>? rules = null, IReadOnlyList<ScanFinding>? last = null) =>
        new(Shop.Domains, evidence.Sightings(), new ProjectKnowledge(known ?? [], rules ?? [], last ?? [], Now), TrackerCatalogue.BuiltIn);

    public static ScanReport Report(ScanEvidence evidence, ScanReport? before = null)
    {
        var scan = Judge(evidence);
        var report = new ScanReport(Guid.NewGuid(), Shop, Now, evidence, ScanFindings.Of(scan, evidence, []));
        if (before is not null)
            report.Compare(before, scan);
        return report;
    }
}
