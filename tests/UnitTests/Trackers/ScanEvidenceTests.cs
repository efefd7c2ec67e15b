using System.Text.Json;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class ScanEvidenceTests
{
    private static readonly PlannedPage _landing = new("shop.example", Address("https://shop.example/"), PageChoice.Landing);
    private static readonly PlannedPage _legal = new("shop.example", Address("https://shop.example/legal"), PageChoice.Legal);

    [Test]
    public void Cookies_and_storage_of_anybody_and_requests_to_others_are_sightings_and_the_sites_own_requests_are_not()
    {
        var page = Page(
            ScanPass.Baseline,
            _landing,
            requests:
            [
                Request(RequestType.Document, "https://shop.example/"),
                Request(RequestType.Script, "https://www.shop.example/own.js"),
                Request(RequestType.Script, "https://tag.ads.test/t.js?id=1"),
                Request(RequestType.Image, "https://end.test/p.gif", "https://own.shop.example/out", "https://hop.test/h"),
                Request(RequestType.WebSocket, "wss://live.test/feed"),
            ]);

        Assert.That(page.Sightings().Select(seen => $"{seen.Type.Word()} {seen.Name} {seen.Host}"), Is.EqualTo(new[]
        {
            "cookie _ga_* shop.example",
            "local_storage visitor widget.test",
            "script tag.ads.test tag.ads.test",
            "image hop.test hop.test",
            "image end.test end.test",
            "image live.test live.test",
        }));
    }

    [Test]
    public void A_page_that_failed_is_not_covered_and_a_scan_with_one_is_not_complete()
    {
        var evidence = Scan(Page(ScanPass.Baseline, _landing), PageEvidence.Failed(ScanPass.Baseline, _legal, "the page crashed the browser's tab"));

        Assert.That(evidence.Complete, Is.False);
        Assert.That((evidence.Coverage.Planned, evidence.Coverage.Seen), Is.EqualTo((2, 1)));
        Assert.That(evidence.Coverage.Uncovered, Is.EqualTo(new[]
        {
            new UncoveredPage(ScanPass.Baseline, _legal, Partly: false, "the page crashed the browser's tab"),
        }));
        Assert.That(evidence.Covered, Is.EqualTo(new[] { "shop.example" }));
        Assert.That(Scan().Complete, Is.False, "nothing was seen");
    }

    [Test]
    public void The_choice_of_a_pass_is_the_page_where_it_went_farthest()
    {
        var evidence = Scan(
            Page(ScanPass.Reject, _landing, new ConsentEvidence(ConsentState.NotFound, null, null)),
            Page(ScanPass.Reject, _legal, new ConsentEvidence(ConsentState.Chosen, "Onetrust", null)),
            Page(ScanPass.Accept, _landing, new ConsentEvidence(ConsentState.Failed, "Onetrust", "no button")),
            Page(ScanPass.Accept, _legal, new ConsentEvidence(ConsentState.Earlier, null, null)));

        Assert.That(evidence.Choice(ScanPass.Reject, "shop.example")?.State, Is.EqualTo(ConsentState.Chosen));
        Assert.That(evidence.Choice(ScanPass.Accept, "shop.example")?.State, Is.EqualTo(ConsentState.Failed));
        Assert.That(evidence.Choice(ScanPass.Baseline, "shop.example"), Is.Null);
    }

    [Test]
    public void Evidence_that_is_written_reads_back_the_same()
    {
        var written = JsonSerializer.Serialize(Scan(Page(ScanPass.Gpc, _landing, requests: [Request(RequestType.Image, "https://a.test/?b=1", "https://c.test/")])));

        var read = JsonSerializer.Deserialize<ScanEvidence>(written)!;

        Assert.That(JsonSerializer.Serialize(read), Is.EqualTo(written));
        Assert.That(read.Sightings(), Has.Count.EqualTo(4));
    }

    internal static WebAddress Address(string url) => WebAddress.Of(url)!;

    private static RequestEvidence Request(RequestType type, string url, params string[] redirects) => new(
        type, Address(url), [.. redirects.Select(Address)], Address(url).Domain != "shop.example", Frame: null, InitiatorType.Markup, [], 200, Failure: null);

    private static ScanEvidence Scan(params PageEvidence[] pages) => new(
        new(ScanDepth.Full, 7, [ScanPass.Baseline], [_landing, _legal], new Dictionary<string, int>(StringComparer.Ordinal) { ["shop.example"] = 2 }, []),
        new("Chromium 1", "1.0", "1", null),
        pages);

    private static PageEvidence Page(ScanPass pass, PlannedPage page, ConsentEvidence? consent = null, params RequestEvidence[] requests) => new(
        pass,
        page,
        page.Address,
        Failure: null,
        consent,
        requests,
        [new("_ga_ABC123", ".shop.example", "/", null, false, 60, 60, false, false, CookieSameSite.Lax, CookieSource.Script, null, [], false)],
        [new(StorageArea.Local, "visitor", "widget.test", true, 8)],
        [new(Address("https://widget.test/"), page.Address, true)],
        [new(WorkerType.Dedicated, null)]);
}
