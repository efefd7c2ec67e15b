using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.Http;
using Schedules.Domain.Trackers;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>Whatever becomes of the browser: the scan ends, tells what it could not see, and leaves no process behind.</summary>
[Platform("Linux", Reason = "Processes are read from /proc")]
[SupportedOSPlatform("linux")]
[Category("NoDatabase")]
[NonParallelizable] // Some of them have limits in seconds, which are for a machine that does nothing else.
public sealed class IsolationTests
{
    private TestWeb _web = null!;
    private MarkedBrowser _marked = null!;
    private int _asked;

    [SetUp]
    public async Task StartWeb()
    {
        (_web, _marked, _asked) = (await TestWeb.Start(), new MarkedBrowser(), 0);
        _web.Page("fine.example/", "Hello");
    }

    [TearDown]
    public async Task StopWeb()
    {
        Assert.That(() => _marked.Processes().Where(MarkedBrowser.IsAlive), Is.Empty.After(10_000, 100), "orphans");
        _marked.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task A_page_during_which_the_browser_was_killed_is_tried_once_more_in_a_new_one()
    {
        KillWhileAsked(times: 1);

        var scan = await Scan("victim.example", "fine.example");

        Assert.That(scan.Complete);
        Assert.That(_asked, Is.EqualTo(2));
    }

    [Test]
    public async Task A_browser_that_is_killed_again_is_that_pages_failure_alone()
    {
        KillWhileAsked(times: 9);

        var scan = await Scan("victim.example", "fine.example");

        Assert.That(scan.Pages.Select(page => (page.Seen, page.Failure)), Is.EqualTo(new[] { (false, "the browser ended unexpectedly"), (true, null) }));
        Assert.That(_asked, Is.EqualTo(2), "one more try, and no third");
    }

    [Test]
    public async Task A_page_that_fills_the_memory_outside_its_scripts_is_ended()
    {
        _web.Page("greedy.example/", "<script>const all = []; for (let i = 0; i < 16; i++) all.push(new Uint8Array(64 << 20).fill(1)); for (;;);</script>");

        var scan = await Scan(["greedy.example", "fine.example"], options => options.MaxMemory = 500);

        Assert.That(scan.Pages.Select(page => page.Failure), Is.EqualTo(new[] { "the page made the browser use more than 500 MB", null }));
    }

    [Test]
    public async Task A_browser_that_cannot_be_started_again_costs_the_pages_that_are_left_and_not_the_scan()
    {
        KillWhileAsked(times: 1, () => File.Delete(_marked.Path));

        var scan = await Scan("fine.example", "victim.example", "fine.example");

        Assert.That(scan.Pages.Select(page => page.Seen), Is.EqualTo(new[] { true, false, false }));
        Assert.That(scan.Pages.Skip(1).Select(page => page.Failure), Is.All.Contains(_marked.Path), "why it does not start");
    }

    [Test]
    public async Task A_page_that_guesses_how_browsers_are_tried_does_not_make_the_next_one_seem_unfit()
    {
        _web.Page("greedy.example/", "<script>const all = []; for (let i = 0; i < 16; i++) all.push(new Uint8Array(64 << 20).fill(1)); for (;;);</script>")
            .On("mute.example/", context => Task.Delay(Timeout.Infinite, context.RequestAborted))
            .Page("guess.example/", """
                <script>
                  const ask = () => fetch('http://canary.invalid/', { mode: 'no-cors' }).catch(() => {}).finally(ask);
                  for (let i = 0; i < 5; i++) ask();
                </script>
                <script src=http://mute.example/></script>
                """);

        var scan = await Scan(["guess.example", "greedy.example"], options =>
        {
            options.PagesAtATime = 2;
            options.MaxMemory = 500;
            options.PageTimeout = TimeSpan.FromSeconds(16);
            options.HostResolverRules = $"MAP *.example:80 127.0.0.1:{_web.HttpPort}, MAP *:443 127.0.0.1:1";
        });

        Assert.That(scan.Pages[0].Seen);
        Assert.That(scan.Pages[1].Failure, Is.EqualTo("the page made the browser use more than 500 MB"));
    }

    [Test]
    public async Task A_scan_that_takes_too_long_tells_what_it_has_seen_and_what_not()
    {
        _web.On("mute.example/", context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var scan = await Scan(["fine.example", "mute.example"], options => options.ScanTimeout = TimeSpan.FromSeconds(8));

        Assert.That(scan.Pages.Select(page => page.Failure), Is.EqualTo(new[] { null, "the scan was not done within 0.1 min" }));
    }

    private Task<ScanEvidence> Scan(params string[] domains) => Scan(domains, static _ => { });

    private Task<ScanEvidence> Scan(string[] domains, Action<Infrastructure.Trackers.ScannerOptions> change) => _web.Scan(domains, change: options =>
    {
        options.BrowserPath = _marked.Path;
        options.PagesAtATime = 1;
        change(options);
    });

    private void KillWhileAsked(int times, Action? andThen = null) => _web.On("victim.example/", context =>
    {
        if (++_asked <= times)
        {
            foreach (var process in _marked.Processes().Where(MarkedBrowser.IsAlive).Select(id => int.Parse(id.Split(' ')[0], CultureInfo.InvariantCulture)))
                Kill(process);
            andThen?.Invoke();
        }

        return context.Response.WriteAsync("Hello");
    });

    private static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It ended with another.
        }
    }
}
