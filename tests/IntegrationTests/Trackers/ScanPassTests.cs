using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Schedules.Domain.Trackers;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>
/// One full scan, in a real browser, of two shops with a consent dialog: one keeps to the choice and to Global Privacy Control, the other to neither.
/// </summary>
[Category("NoDatabase")]
public sealed class ScanPassTests
{
    private const string Secret = "S3cret";

    private readonly List<ScanProgress> _progress = [];
    private TestWeb _web = null!;
    private ScanEvidence _scan = null!;

    [OneTimeSetUp]
    public async Task Scan()
    {
        _web = await TestWeb.Start();
        Shop("honest.example", "choice === 'all' && !navigator.globalPrivacyControl", gpcServer: false);
        Shop("sly.example", "true", gpcServer: true);
        _web.Page("ads.example/ad.js", "document.cookie = 'ad_id=1; max-age=86400; path=/'; new Image().src = 'https://pixel.example/p.gif?user=" + Secret + "'")
            .Page("pixel.example/p.gif", "", $"uid={Secret}; SameSite=None; Secure; Max-Age=86400");
        Pages();
        _scan = await _web.Scan(["honest.example", "sly.example"], ScanDepth.Full, options => options.MaxPages = 4, new Told(_progress));
    }

    [OneTimeTearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public void Every_planned_page_is_seen_in_every_pass()
    {
        Assert.That(_scan.Coverage.Uncovered, Is.Empty);
        Assert.That(_scan.Complete);
        Assert.That(_scan.Plan.Passes, Is.EqualTo(new[] { ScanPass.Baseline, ScanPass.Reject, ScanPass.Accept, ScanPass.Gpc }));
        Assert.That(_scan.Pages, Has.Count.EqualTo(_scan.Plan.Pages.Count * 4));
    }

    [Test]
    public void Pages_come_from_links_and_packed_sitemaps_and_are_those_that_robots_txt_allows()
    {
        var pages = _scan.Plan.Pages.Where(page => page.Domain == "honest.example").Select(page => $"{page.Choice} {page.Address.Path}");

        Assert.That(pages, Is.EqualTo(new[] { "Landing /", "Cookies /cookies", "Legal /privacy", "Template /product/blue-*" }));
        Assert.That(_web.Hits, Has.None.Contains("honest.example/secret").And.None.Contains("/logout").And.None.Contains("/form"));
        Assert.That(_scan.Plan.Notes, Has.Some.Contains("robots.txt forbids"));
    }

    [Test]
    public void A_link_that_leads_to_no_page_is_left_out_for_another_and_the_plan_says_so()
    {
        Assert.That(_scan.Plan.Pages.Select(page => page.Address.Path), Has.None.EqualTo("/old").And.None.EqualTo("/take"));
        Assert.That(_scan.Plan.Notes.Where(note => note.StartsWith("honest.example: https:", StringComparison.Ordinal)), Is.EquivalentTo(new[]
        {
            "honest.example: https://honest.example/old answers with status 404: it is left out, and another is taken where there is one",
            "honest.example: https://honest.example/take is a download: it is left out, and another is taken where there is one",
        }));
        Assert.That(_scan.Plan.Discovered["honest.example"], Is.EqualTo(5), "pages, and no dead links");
    }

    [TestCase(ScanPass.Baseline, "honest.example", false)]
    [TestCase(ScanPass.Reject, "honest.example", false)]
    [TestCase(ScanPass.Accept, "honest.example", true)]
    [TestCase(ScanPass.Gpc, "honest.example", false)]
    [TestCase(ScanPass.Baseline, "sly.example", true)]
    [TestCase(ScanPass.Reject, "sly.example", true)]
    [TestCase(ScanPass.Gpc, "sly.example", true)]
    public void Each_pass_sees_what_a_visitor_who_behaves_so_gets(ScanPass pass, string domain, bool advertises)
    {
        var names = Pages(pass, domain).SelectMany(page => page.Sightings()).Select(seen => seen.Name).ToList();

        Assert.That(names.Contains("ad_id"), Is.EqualTo(advertises), "cookie");
        Assert.That(names.Contains("ads.example"), Is.EqualTo(advertises), "script");
    }

    [Test]
    public void The_choice_is_made_once_a_pass_and_told_with_the_managers_name()
    {
        Assert.That(_scan.Choice(ScanPass.Reject, "honest.example"), Is.EqualTo(new ConsentEvidence(ConsentState.Chosen, "Onetrust", null)));
        Assert.That(_scan.Choice(ScanPass.Accept, "sly.example")?.State, Is.EqualTo(ConsentState.Chosen));
        Assert.That(Pages(ScanPass.Reject, "honest.example").Skip(1).Select(page => page.Consent?.State), Is.All.EqualTo(ConsentState.Earlier));
        Assert.That(_scan.Choice(ScanPass.Baseline, "honest.example"), Is.Null);
    }

    [Test]
    public void A_cookie_from_before_the_choice_is_told_from_one_that_came_with_it()
    {
        var cookies = Pages(ScanPass.Reject, "honest.example").First().Cookies.ToDictionary(cookie => cookie.Name);

        Assert.That(cookies["session"].Remained, Is.True);
        Assert.That(cookies["choice"].Remained, Is.False);
    }

    [Test]
    public void A_cookie_counts_on_each_page_that_set_it_or_had_it()
    {
        var pages = ScanFindings.Of(new(_scan.Plan.Pages.Select(page => page.Domain), _scan.Sightings(), [], TrackerCatalogue.BuiltIn), _scan, [])
            .ToDictionary(found => $"{found.Domain} {found.Name}", found => found.Pages);

        Assert.That(pages["honest.example every"], Is.EqualTo(3), "from its first on");
        Assert.That(pages["honest.example again"], Is.EqualTo(2), "the same value from two pages");
        Assert.That(pages["honest.example narrow"], Is.EqualTo(1), "of one path alone");
    }

    [Test]
    public void Global_Privacy_Control_is_said_by_header_too()
    {
        Assert.That(Pages(ScanPass.Gpc, "sly.example").First().Cookies.Select(cookie => cookie.Name), Has.Member("gpc_heard"));
        Assert.That(Pages(ScanPass.Baseline, "sly.example").First().Cookies.Select(cookie => cookie.Name), Has.No.Member("gpc_heard"));
    }

    [Test]
    public void Nothing_that_is_kept_holds_a_value_or_a_secret()
    {
        var kept = JsonSerializer.Serialize(_scan);

        Assert.That(kept, Does.Contain("pixel.example"));
        Assert.That(kept, Does.Not.Contain(Secret));
    }

    [Test]
    public void Progress_counts_up_to_all_pages()
    {
        Assert.That(_progress[^1], Is.EqualTo(new ScanProgress(_progress[^1].Pass, _scan.Pages.Count, _scan.Pages.Count, 0)));
        Assert.That(_progress.Select(now => now.Seen), Is.Ordered);
    }

    private IEnumerable<PageEvidence> Pages(ScanPass pass, string domain) =>
        _scan.Pages.Where(page => page.Pass == pass && page.Page.Domain == domain);

    private void Shop(string domain, string mayAdvertise, bool gpcServer) => _web.On($"{domain}/", context =>
    {
        context.Response.Headers.Append("Set-Cookie", $"session={Secret}; HttpOnly; Secure; Path=/");
        if (gpcServer && context.Request.Headers["Sec-GPC"] == "1")
            context.Response.Headers.Append("Set-Cookie", "gpc_heard=1");
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync($$"""
            <a href="/secret/a">a</a><a href="/logout">b</a><a href="/product/blue-111222">c</a><a href="/product/blue-333444?token={{Secret}}">d</a>
            <a href="/old">e</a><a href="/take">f</a>
            <form action="/form" method=get><input name=q><button>Search</button></form>
            <div id=onetrust-banner-sdk style="display:none;position:fixed;bottom:0;height:80px;width:400px">We use cookies
              <button id=onetrust-reject-all-handler>Reject all</button><button id=onetrust-accept-btn-handler>Accept all</button></div>
            <script>
              const choice = (document.cookie.match(/choice=(\w+)/) || [])[1];
              const banner = document.getElementById('onetrust-banner-sdk');
              const choose = what => { document.cookie = `choice=${what}; max-age=3600; path=/`; banner.style.display = 'none'; };
              if (!choice) banner.style.display = 'block';
              document.getElementById('onetrust-reject-all-handler').onclick = () => choose('none');
              document.getElementById('onetrust-accept-btn-handler').onclick = () => choose('all');
              localStorage.setItem('basket', '{{Secret}}');
              if ({{mayAdvertise}}) document.head.append(Object.assign(document.createElement('script'), { src: 'https://ads.example/ad.js' }));
            </script>
            """);
    });

    private void Pages()
    {
        _web.On("honest.example/robots.txt", context => context.Response.WriteAsync("User-agent: *\nDisallow: /secret\nSitemap: https://honest.example/map.xml"))
            .On("honest.example/map.xml", context => context.Response.WriteAsync(
                "<sitemapindex><sitemap><loc>https://honest.example/pages.xml.gz</loc></sitemap><sitemap><loc>https://evil.test/x.xml</loc></sitemap></sitemapindex>"))
            .On("honest.example/pages.xml.gz", context => context.Response.Body.WriteAsync(Packed(
                "<urlset><url><loc>https://honest.example/privacy</loc></url><url><loc>https://honest.example/cookies</loc></url></urlset>")).AsTask())
            .Page("honest.example/privacy", "<script>document.cookie = 'again=1; path=/elsewhere'</script>", "every=1; Path=/", "narrow=1; Path=/privacy")
            .Page("honest.example/cookies", "<script>document.cookie = 'again=1; path=/elsewhere'</script>", "every=1; Path=/");
        _web.Page("sly.example/secret/a", "Not forbidden here");
        foreach (var domain in new[] { "honest.example", "sly.example" })
        {
            _web.Page($"{domain}/product/blue-111222", "Shirt").Page($"{domain}/product/blue-333444", "Shirt").On($"{domain}/take", context =>
            {
                context.Response.ContentType = "text/plain";
                context.Response.Headers.ContentDisposition = "attachment; filename=a.txt";
                return context.Response.WriteAsync("x");
            });
        }
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest))
            packing.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private sealed class Told(List<ScanProgress> told) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => told.Add(value);
    }
}
