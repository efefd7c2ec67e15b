using System.Runtime.Versioning;
using Microsoft.AspNetCore.Http;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;
using Schedules.Infrastructure.Trackers;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>The real browser against a real web of this machine.</summary>
[Category("NoDatabase")]
public sealed class ChromiumBrowserTests
{
    private TestWeb _web = null!;

    [SetUp]
    public async Task StartWeb() => _web = await TestWeb.Start();

    [TearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task A_visit_sees_cookies_storage_frames_and_requests_to_third_parties()
    {
        _web.Page(
                "shop.example/",
                """
                <link rel=stylesheet href="https://fonts.example/a.css?family=x"><link rel=preconnect href="https://cdn.soon.example">
                <script src="/own.js"></script><script src="https://static.ads.example/tag.js?id=7"></script>
                <img src="https://pixel.example/p.gif?user=42"><iframe src="https://widget.example/frame"></iframe>
                <script>
                  document.cookie = '_ga_ABC123=GA1.1; max-age=3600';
                  localStorage.setItem('cart', 'secret-value'); sessionStorage.setItem('step', '1');
                  fetch('https://collect.example/hit', { method: 'POST', mode: 'no-cors', body: 'x' });
                  new WebSocket('wss://live.example/feed');
                </script>
                """,
                "session=abc; HttpOnly; Secure")
            .Page("pixel.example/p.gif", "", "uid=9; SameSite=None; Secure; Max-Age=86400")
            .Page("widget.example/frame", "<script>localStorage.setItem('visitor', '8')</script>");

        var visit = (await Visit(["shop.example"])).Single();

        Assert.That(visit.Failure, Is.Null);
        Assert.That(visit.Address?.ToString(), Is.EqualTo("https://shop.example/"));
        Assert.That(visit.Sightings().Select(seen => $"{seen.Type.Word()} {seen.Name} {seen.Host}"), Is.EquivalentTo(new[]
        {
            "cookie session shop.example",
            "cookie _ga_* shop.example",
            "cookie uid pixel.example",
            "local_storage cart shop.example",
            "local_storage visitor widget.example",
            "session_storage step shop.example",
            "script static.ads.example static.ads.example",
            "iframe widget.example widget.example",
            "image pixel.example pixel.example",
            "image collect.example collect.example",
            "image live.example live.example",
            "link fonts.example fonts.example",
            "link cdn.soon.example cdn.soon.example",
        }));
    }

    [Test]
    public async Task Where_https_fails_http_is_opened_and_each_domain_gets_a_browser_without_cookies()
    {
        _web.Page("plain.example/", "<script>document.cookie = 'seen=1'</script>").Page("other.example/", "Nothing");

        var visits = await Visit(["plain.example", "other.example"], options =>
            options.HostResolverRules = $"MAP *.example:80 127.0.0.1:{_web.HttpPort}, MAP *.example:443 127.0.0.1:1");

        Assert.That(visits.Select(visit => (visit.Address?.ToString(), visit.Failure, visit.Sightings().Count)), Is.EqualTo(new[]
        {
            ((string?)"http://plain.example/", (string?)null, 1),
            ("http://other.example/", null, 0),
        }));
    }

    [Test]
    public async Task A_domain_that_fails_says_why_and_stops_no_other()
    {
        _web.Page("fine.example/", "Hello").On("broken.example/", context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });

        var visits = await Visit(["closed.example", "nowhere.invalid", "localhost", "broken.example", "fine.example"], options =>
            options.HostResolverRules = $"MAP closed.example 127.0.0.1:1, MAP nowhere.invalid nowhere.invalid, {_web.Rules}");

        Assert.That(visits.Select(visit => visit.Failure), Is.EqualTo(new[]
        {
            "https: closed.example:443 refused the connection; http: closed.example:80 refused the connection",
            "the name nowhere.invalid was not found",
            visits[2].Failure,
            "the site answered with status 503",
            null,
        }));
        Assert.That(visits[2].Failure, Does.StartWith("refused: localhost resolves to a loopback address ("));
        Assert.That(visits.Select(visit => visit.Seen), Is.EqualTo(new[] { false, false, false, true, true }));
    }

    [Test]
    public async Task A_site_that_leads_to_a_host_whose_robots_txt_forbids_it_is_not_looked_at_there([Values] ScanDepth depth)
    {
        _web.Redirect("leads.example/", "https://closed.example/")
            .Page("closed.example/", "<script src=https://tag.example/a.js></script>", "here=1")
            .On("closed.example/robots.txt", context => context.Response.WriteAsync("User-agent: *\nDisallow: /"));

        var scan = await _web.Scan(["leads.example"], depth);

        Assert.That(scan.Pages.Select(page => page.Failure), Is.All.EqualTo(
            "the robots.txt of closed.example forbids opening it; Scanner:ObeyRobots=false opens it all the same"));
        Assert.That(scan.Sightings(), Is.Empty);
    }

    [TestCase(503, false)]
    [TestCase(404, true)]
    public async Task A_server_that_fails_to_tell_its_robots_txt_lets_nothing_be_opened(int status, bool opened)
    {
        _web.Page("unsure.example/", "Hello").On("unsure.example/robots.txt", context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("User-agent: *\nAllow: /");
        });

        var visit = (await Visit(["unsure.example"])).Single();

        Assert.That(visit.Seen, Is.EqualTo(opened));
        Assert.That(visit.Failure, opened ? Is.Null : Does.StartWith("its robots.txt cannot be had for an error of its server, which forbids opening it"));
        Assert.That(_web.Hits.Contains("unsure.example/"), Is.EqualTo(opened));
    }

    [Test]
    public async Task A_certificate_that_nobody_signed_is_a_failure_unless_the_setting_accepts_it()
    {
        _web.Page("own.example/", "Hello");
        void OnlyTls(ScannerOptions options) => options.HostResolverRules = $"MAP *:443 127.0.0.1:{_web.HttpsPort}, MAP *:80 127.0.0.1:1";

        var strict = (await Visit(["own.example"], options =>
        {
            OnlyTls(options);
            options.IgnoreCertificateErrors = false;
        })).Single();
        var lenient = (await Visit(["own.example"], OnlyTls)).Single();

        Assert.That(strict.Failure, Is.EqualTo(
            "https: TLS error: the certificate is not trusted (ERR_CERT_AUTHORITY_INVALID); http: own.example:80 refused the connection"));
        Assert.That(lenient.Failure, Is.Null);
    }

    [Test]
    public async Task A_page_that_never_finishes_yields_what_was_seen_and_says_so()
    {
        _web.On("slow.example/", async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync($"<script src='https://tag.ads.example/a.js'></script>{new string(' ', 4096)}");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var visit = (await Visit(["slow.example"], options => options.PageTimeout = TimeSpan.FromSeconds(4))).Single();

        Assert.That(visit.Failure, Is.EqualTo("the page was not done within 6 s"));
        Assert.That(visit.Seen);
        Assert.That(visit.Sightings(), Is.EqualTo(new[] { Evidence.Requested(TrackerType.Script, "tag.ads.example") }));
    }

    [Test]
    public async Task A_site_that_never_answers_and_a_page_that_loops_stop_no_other()
    {
        _web.On("mute.example/", context => Task.Delay(Timeout.Infinite, context.RequestAborted))
            .Page("loop.example/", "<script src='https://tag.ads.example/a.js'></script><script>while (true) {}</script>")
            .Page("fine.example/", "Hello");

        var visits = await Visit(["mute.example", "loop.example", "fine.example"], options => options.PageTimeout = TimeSpan.FromSeconds(4));

        Assert.That(visits.Select(visit => visit.Failure), Is.EqualTo(new[]
        {
            "the page was not done within 4 s", "the page was not done within 6 s", null,
        }));
        Assert.That(visits.Select(visit => visit.Seen), Is.EqualTo(new[] { false, true, true }));
        Assert.That(visits[1].Sightings(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Alerts_are_dismissed_popups_and_downloads_refused()
    {
        _web.Page("rude.example/", """
                <script>
                  alert('one'); confirm('two'); window.onbeforeunload = () => 'stay';
                  window.open('https://popup.example/');
                  const link = document.createElement('a'); link.href = '/file'; link.download = 'file'; link.click();
                  document.cookie = 'after=1';
                </script>
                """)
            .On("file.example/", context =>
            {
                context.Response.Headers.ContentDisposition = "attachment; filename=a.bin";
                return context.Response.WriteAsync("x");
            });

        var visits = await Visit(["rude.example", "file.example"]);

        Assert.That(visits[0].Failure, Is.Null);
        Assert.That(visits[0].Sightings(), Is.EqualTo(new[] { new Evidence(TrackerType.Cookie, "after", "rude.example") }));
        Assert.That(_web.Hits, Has.None.StartsWith("popup.example"));
        Assert.That(visits[1].Failure, Is.EqualTo("the site answered with a download, not a page"));
    }

    [Test]
    public async Task A_browser_that_is_missing_or_does_not_start_says_what_to_install()
    {
        var missing = await Assert.ThrowsAsync<BrowserUnavailableException>(() => Visit(["a.example"], options => options.BrowserPath = "/no/such/browser"));
        var useless = await Assert.ThrowsAsync<BrowserUnavailableException>(() => Visit(["a.example"], options => options.BrowserPath = "/bin/false"));

        Assert.That(missing!.Message, Does.Contain("\"/no/such/browser\"").And.Contain("apt-get install chromium-headless-shell"));
        Assert.That(useless!.Message, Does.StartWith("The browser /bin/false does not start").And.Contain("Scanner:BrowserPath"));
    }

    [TestCase("--blink-settings=scriptEnabled=false", "it keeps no third-party cookies")]
    [TestCase("--proxy-bypass-list=127.0.0.1", "it goes around the guard")]
    [Platform("Linux", Reason = "The browser is started by a shell script")]
    [SupportedOSPlatform("linux")]
    public async Task A_browser_that_would_miss_cookies_or_go_around_the_guard_is_not_scanned_with(string switches, string why)
    {
        using var unfit = new MarkedBrowser(switches);

        var refused = await Assert.ThrowsAsync<BrowserUnavailableException>(() => Visit(["a.example"], options => options.BrowserPath = unfit.Path));

        Assert.That(refused!.Message, Does.Contain(why));
        Assert.That(_web.Hits, Is.Empty);
        Assert.That(() => unfit.Processes(), Is.Empty.After(10_000, 100));
    }

    [Test]
    [Platform("Linux", Reason = "The browser is a shell's script")]
    [SupportedOSPlatform("linux")]
    public void A_browser_that_gets_no_sandbox_says_what_it_needs()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("browser").FullName, "browser");
        File.WriteAllText(path, "#!/bin/sh\necho '[1:1:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! If you are running on Ubuntu 23.10+' >&2; exit 1\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.That(
            () => Visit(["shop.example"], options => options.BrowserPath = path),
            Throws.TypeOf<BrowserUnavailableException>().With.Message.Contains("needs user namespaces").And.Message.Not.Contains("Install it"));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Test]
    [Platform("Linux", Reason = "Processes are read from /proc")]
    [SupportedOSPlatform("linux")]
    public async Task Cancelling_ends_every_process_of_the_browser()
    {
        var asked = new TaskCompletionSource();
        _web.On("mute.example/", context =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var cancel = new CancellationTokenSource();
        using var marked = new MarkedBrowser();

        var visiting = Visit(["mute.example"], options => options.BrowserPath = marked.Path, cancel.Token);
        await Task.WhenAny(asked.Task, visiting);
        var processes = marked.Processes();
        await cancel.CancelAsync();

        Assert.That(async () => await visiting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(processes, Has.Count.GreaterThan(2), "browser, zygote and renderers");
        Assert.That(() => processes.Where(MarkedBrowser.IsAlive), Is.Empty.After(10_000, 100));
    }

    private async Task<IReadOnlyList<PageEvidence>> Visit(
        string[] domains, Action<ScannerOptions>? change = null, CancellationToken cancellationToken = default) =>
        (await _web.Scan(domains, change: change, cancellationToken: cancellationToken)).Pages;
}
