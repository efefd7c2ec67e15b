using Schedules.Domain.Trackers;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>One scan, in a real browser, of a web of traps: each changes what a naive scanner would report.</summary>
[Category("NoDatabase")]
public sealed class TrapTests
{
    private static readonly string[] _domains =
    [
        "hung.example", "bomb.example", "lifetimes.example", "partitioned.example", "frames.example", "worker.example", "shared.example", "service.example", "socket.example", "redirects.example",
        "lazy.example", "rude.example", "file.example", "human.example", "moved.example", "xn--bcher-kva.example", "chain.example", "alerts.example",
        "passing.example", "frozen.example", "fleeting.example",
    ];

    private TestWeb _web = null!;
    private ScanEvidence _scan = null!;

    [OneTimeSetUp]
    public async Task Scan()
    {
        _web = await TestWeb.Start();
        Traps.Plant(_web);
        _scan = await _web.Scan(_domains, change: options =>
        {
            options.PageTimeout = TimeSpan.FromSeconds(8);
            options.HostResolverRules = $"{_web.Rules}, MAP challenges.cloudflare.com:443 127.0.0.1:{_web.HttpsPort}";
        });
    }

    [OneTimeTearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public void A_cookie_is_told_with_the_lifetime_it_was_given_and_the_one_that_the_browser_allows()
    {
        var cookies = Page("lifetimes.example").Cookies.ToDictionary(cookie => cookie.Name);

        Assert.That((cookies["decade"].Declared, cookies["decade"].Effective), Is.EqualTo(((long?)315_360_000, (long?)34_560_000)), "400 days at most");
        Assert.That((cookies["written"].Declared, cookies["written"].Effective), Is.EqualTo(((long?)63_072_000, (long?)34_560_000)));
        Assert.That((cookies["hour"].Declared, cookies["hour"].Effective), Is.EqualTo(((long?)3600, (long?)3600)));
        Assert.That((cookies["session"].Declared, cookies["session"].Effective), Is.EqualTo(((long?)null, (long?)null)));
        Assert.That((cookies["iso"].Declared, cookies["iso"].Effective), Is.EqualTo(((long?)null, (long?)null)), "not a date of a cookie");
        Assert.That((cookies["weekday"].Declared > 34_560_000, cookies["weekday"].Effective), Is.EqualTo((true, (long?)34_560_000)), "a wrong one is passed over");
        Assert.That((cookies["endless"].Declared, cookies["endless"].Effective), Is.EqualTo(((long?)CookieLifetime.MaxSeconds, (long?)34_560_000)));
    }

    [Test]
    public void A_cookie_is_told_with_its_flags_and_who_set_it()
    {
        var cookies = Page("lifetimes.example").Cookies.ToDictionary(cookie => cookie.Name);

        Assert.That((cookies["session"].Source, cookies["session"].HttpOnly, cookies["session"].Secure, cookies["session"].SameSite),
            Is.EqualTo((CookieSource.Response, true, true, CookieSameSite.Strict)));
        Assert.That((cookies["written"].Source, cookies["written"].SetBy), Is.EqualTo((CookieSource.Script, WebAddress.Of("https://tag.example/write.js"))));
    }

    [Test]
    public void A_cookie_that_is_set_and_taken_away_again_is_told_and_one_that_the_browser_never_held_is_not() => Assert.That(
        Page("fleeting.example").Cookies.Select(cookie => (cookie.Name, cookie.Source, cookie.SetBy?.Host, cookie.Declared, cookie.Effective)), Is.EquivalentTo(new[]
        {
            ("stays", CookieSource.Script, "tag.example", (long?)3600, (long?)3600),
            ("probe", CookieSource.Script, "tag.example", (long?)3600, (long?)0),
            ("answered", CookieSource.Response, "fleeting.example", (long?)null, (long?)0),
        }));

    [Test]
    public void A_partitioned_cookie_of_a_third_party_is_told_with_its_partition()
    {
        var cookie = Page("partitioned.example").Cookies.Single(cookie => cookie.Name == "chips");

        Assert.That((cookie.Domain, cookie.ThirdParty, cookie.PartitionKey), Is.EqualTo(("widget.example", true, "https://partitioned.example")));
    }

    [Test]
    public void Storage_of_third_party_frames_is_told_by_key_and_length()
    {
        var page = Page("frames.example");

        Assert.That(page.Storage, Is.EquivalentTo(new[]
        {
            new StorageEvidence(StorageArea.Local, "visitor", "store.example", ThirdParty: true, 5),
            new StorageEvidence(StorageArea.Session, "step", "store.example", ThirdParty: true, 1),
        }));
        Assert.That(page.Frames.Select(frame => (frame.Address?.Host, frame.ThirdParty)), Has.Member(("store.example", true)));
    }

    [Test]
    public void What_a_worker_asks_for_is_seen()
    {
        var page = Page("worker.example");

        Assert.That(page.Workers, Is.EqualTo(new[] { new WorkerEvidence(WorkerType.Dedicated, WebAddress.Of("https://worker.example/work.js")) }));
        Assert.That(page.Requests.Select(request => request.Address.Host), Has.Member("collect.example"));
    }

    [Test]
    public void A_shared_worker_is_told_with_all_that_it_asks_for()
    {
        var page = Page("shared.example");

        Assert.That(page.Workers, Is.EqualTo(new[] { new WorkerEvidence(WorkerType.Shared, WebAddress.Of("https://shared.example/share.js")) }));
        var request = page.Requests.First(request => request.Address.Host == "later.example" && request.Status is not null);
        Assert.That((request.Initiator, request.ThirdParty, request.Status, request.Failure), Is.EqualTo((InitiatorType.Worker, true, (int?)204, (string?)null)));
        Assert.That(request.Chain.Select(address => address.ToString()), Is.EqualTo(new[] { "https://shared.example/share.js", "https://shared.example/" }));
        Assert.That(page.Cookies.Select(cookie => $"{cookie.Name} {cookie.Domain}"), Is.EqualTo(new[] { "counted count.example" }), "set before it is listened to, or after");
        Assert.That(page.Sightings().Select(seen => seen.Host), Is.SupersetOf(new[] { "import.example", "count.example", "later.example" }), "from its first line on");
    }

    [Test]
    public void A_service_worker_that_is_asked_for_is_told_and_not_started()
    {
        var page = Page("service.example");

        Assert.That(page.Workers, Is.EqualTo(new[] { new WorkerEvidence(WorkerType.Service, WebAddress.Of("https://service.example/sw.js?v=")) }));
        Assert.That(page.Failure, Is.Null);
        Assert.That(_web.Hits, Has.None.EqualTo("service.example/sw.js").And.None.StartsWith("push.example"));
        Assert.That(page.Sightings().Select(seen => seen.Host), Is.EqualTo(new[] { "went-on.example" }));
    }

    [Test]
    public void The_evidence_names_the_catalogue_by_which_it_is_judged() =>
        Assert.That(_scan.Versions.Catalogue, Is.EqualTo(TrackerCatalogue.BuiltIn.Version));

    [Test]
    public void A_WebSocket_is_seen() => Assert.That(
        Page("socket.example").Requests.Where(request => request.Type == RequestType.WebSocket).Select(request => request.Address.ToString()),
        Is.EqualTo(new[] { "wss://live.example/feed?user=" }));

    [Test]
    public void Every_hop_of_a_redirect_is_a_sighting()
    {
        var request = Page("redirects.example").Requests.Single(request => request.Type == RequestType.Image);

        Assert.That(request.Redirects.Append(request.Address).Select(hop => hop.Host), Is.EqualTo(new[] { "hop1.example", "hop2.example", "end.example" }));
        Assert.That(Page("redirects.example").Sightings().Where(seen => seen.Type == TrackerType.Image).Select(seen => seen.Host), Is.EquivalentTo(new[] { "hop1.example", "hop2.example", "end.example" }));
        Assert.That(Page("redirects.example").Cookies.Single().SetBy?.Host, Is.EqualTo("hop2.example"));
    }

    [Test]
    public void Each_request_and_hop_is_told_with_its_method_and_status()
    {
        var (fetch, image) = (Page("redirects.example").Requests.Single(request => request.Type == RequestType.Fetch),
            Page("redirects.example").Requests.Single(request => request.Type == RequestType.Image));

        Assert.That((fetch.Method, fetch.Status), Is.EqualTo(("POST", (int?)204)));
        Assert.That(fetch.Hops, Is.EqualTo(new[] { new RedirectHop("POST", 307) }));
        Assert.That(image.Method, Is.EqualTo("GET"));
        Assert.That(image.Hops, Is.EqualTo(new[] { new RedirectHop("GET", 302), new RedirectHop("GET", 302) }));
    }

    [Test]
    public void What_loads_only_when_scrolled_to_is_seen() =>
        Assert.That(Page("lazy.example").Sightings().Select(seen => seen.Host), Has.Member("late.example"));

    [Test]
    public void What_loads_only_while_a_reader_passes_it_is_seen() =>
        Assert.That(Page("passing.example").Sightings().Select(seen => seen.Host), Has.Member("passed.example"));

    [Test]
    public void A_page_that_lets_nobody_know_of_its_frames_is_scrolled_all_the_same() =>
        Assert.That(Page("frozen.example").Sightings().Select(seen => seen.Host), Has.Member("late.example"));

    [Test]
    public void Who_loaded_whom_is_told_up_to_the_page()
    {
        var pixel = Page("chain.example").Requests.Single(request => request.Address.Host == "third.example");

        Assert.That(pixel.Initiator, Is.EqualTo(InitiatorType.Script));
        Assert.That(pixel.Chain.Select(address => address.ToString()), Is.EqualTo(new[]
        {
            "https://second.example/b.js", "https://first.example/a.js", "https://chain.example/",
        }));
    }

    [Test]
    public void A_page_that_hangs_is_seen_in_part_and_says_so()
    {
        Assert.That(Page("hung.example").Failure, Is.EqualTo("the page was not done within 12 s"));
        Assert.That(Page("hung.example").Sightings().Select(seen => seen.Host), Is.EqualTo(new[] { "tag.example" }));
    }

    [Test]
    public void A_page_that_eats_memory_until_it_crashes_is_tried_once_more_and_stops_no_other()
    {
        Assert.That(Page("bomb.example").Failure, Is.EqualTo("the page crashed the browser's tab").Or.EqualTo("the browser ended unexpectedly"));
        Assert.That(_web.Hits.Count(hit => hit == "bomb.example/"), Is.EqualTo(2));
    }

    [Test]
    public void Alerts_popups_and_downloads_do_not_hinder()
    {
        Assert.That((Page("alerts.example").Failure, Page("rude.example").Failure), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(Page("alerts.example").Cookies.Select(cookie => cookie.Name), Is.EqualTo(new[] { "after" }));
        Assert.That(_web.Hits, Has.None.StartsWith("popup.example"));
        Assert.That(Page("file.example").Failure, Is.EqualTo("the site answered with a download, not a page"));
    }

    [Test]
    public void A_check_for_humans_is_not_the_site()
    {
        Assert.That(Page("human.example").Failure, Is.EqualTo("the site asked for proof that the visitor is human (Cloudflare)"));
        Assert.That(_scan.Complete, Is.False);
    }

    [Test]
    public void A_site_that_leads_to_another_registrable_domain_is_looked_at_there()
    {
        var page = Page("moved.example");

        Assert.That((page.Address?.ToString(), page.Failure), Is.EqualTo(("https://elsewhere.example/", (string?)null)));
        Assert.That(page.Cookies.Single().ThirdParty, Is.False);
    }

    [Test]
    public void A_site_with_a_name_of_other_letters_is_opened()
    {
        Assert.That(Page("xn--bcher-kva.example").Address?.Host, Is.EqualTo("xn--bcher-kva.example"));
        Assert.That(Page("xn--bcher-kva.example").Requests.Select(request => request.Address.ToString()), Has.Member("https://xn--bro-hoa.example/p.gif"));
    }

    private PageEvidence Page(string domain) => _scan.Pages.Single(page => page.Page.Domain == domain);
}
