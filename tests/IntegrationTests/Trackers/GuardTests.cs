using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;
using Schedules.Infrastructure.Trackers;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>A hostile page must not reach what only this machine can reach. Each attack has a control that shows it works without the guard.</summary>
[Category("NoDatabase")]
public sealed class GuardTests
{
    private TestWeb _web = null!;
    private TestWeb _inside = null!;
    private UdpClient _udp = null!;

    [SetUp]
    public async Task StartWeb() =>
        (_web, _inside, _udp) = (await TestWeb.Start(), await TestWeb.Start(), new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)));

    [TearDown]
    public async Task StopWeb()
    {
        await _web.DisposeAsync();
        await _inside.DisposeAsync();
        _udp.Dispose();
    }

    [Test]
    public async Task A_redirect_to_a_private_address_is_refused([Values("127.0.0.1", "localhost")] string inside)
    {
        _web.Redirect("trap.example/", $"http://{inside}:{_inside.HttpPort}/secret");
        _inside.Page($"{inside}/secret", "Secret");

        var guarded = await Visit("trap.example", allowPrivate: false);
        var hits = _inside.Hits.Count;
        var open = await Visit("trap.example", allowPrivate: true);

        Assert.That(hits, Is.Zero);
        Assert.That(guarded.Address, Is.Null);
        Assert.That(guarded.Failure, Does.Contain($"http: refused: {inside} ").And.Contain("a loopback address"));
        Assert.That(open.Address?.ToString(), Is.EqualTo($"http://{inside}:{_inside.HttpPort}/secret"), "the control");
        Assert.That(_inside.Hits, Has.Member($"{inside}/secret"), "the control");
    }

    [Test]
    public async Task No_vector_of_a_page_reaches_a_private_address()
    {
        var target = $"127.0.0.1:{_inside.HttpPort}";
        _web.Page("attack.example/", $$"""
                <link rel=stylesheet href="http://{{target}}/style"><link rel=preload as=image href="http://{{target}}/preload">
                <style>body { background: url(http://{{target}}/background) } @font-face { font-family: f; src: url(http://localhost:{{_inside.HttpPort}}/font) }</style>
                <p style="font-family: f">text</p>
                <script src="http://{{target}}/script"></script><img src="http://{{target}}/image"><img src="http://hop.example/">
                <iframe src="http://{{target}}/frame"></iframe><object data="http://{{target}}/object"></object>
                <video src="http://{{target}}/video"></video>
                <form id=f action="http://{{target}}/form" target=sink method=post></form><iframe name=sink></iframe>
                <script>
                  fetch('http://{{target}}/fetch', { mode: 'no-cors' }).catch(() => {});
                  navigator.sendBeacon('http://{{target}}/beacon', 'x');
                  new WebSocket('ws://{{target}}/socket'); new EventSource('http://{{target}}/events');
                  const request = new XMLHttpRequest(); request.open('GET', 'http://{{target}}/xhr'); request.send();
                  document.getElementById('f').submit();
                  const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:{{_udp.Client.LocalEndPoint!.ToString()!.Split(':')[1]}}' }] });
                  peer.createDataChannel('x'); peer.createOffer().then(offer => peer.setLocalDescription(offer));
                </script>
                """)
            .Redirect("hop.example/", $"http://{target}/redirected");

        var guarded = await Visit("attack.example", allowPrivate: false);
        var hits = _inside.Hits.ToList();
        await Visit("attack.example", allowPrivate: true);

        Assert.That(guarded.Seen);
        Assert.That(hits, Is.Empty);
        Assert.That(_udp.Available, Is.Zero, "datagrams");
        Assert.That(_inside.Hits.Distinct().Count(), Is.GreaterThanOrEqualTo(10), "the control: without the guard the attacks arrive");
    }

    [Test]
    public async Task A_name_that_leads_inside_at_a_later_look_reaches_nothing()
    {
        _web.Page("attack.example/", $$"""
            <script>
              (async () => { for (let i = 0; i < 5; i++) await fetch('http://rebind.test:{{_inside.HttpPort}}/' + i, { mode: 'no-cors' }).catch(() => {}); })();
            </script>
            """);
        var lookups = 0;

        await Visit("attack.example", allowPrivate: false, resolve: (_, _) => Answer(lookups++ == 0 ? "8.8.8.8" : "127.0.0.1"));
        var hits = _inside.Hits.Count;
        await Visit("attack.example", allowPrivate: true, resolve: (_, _) => Answer("127.0.0.1"));

        Assert.That(hits, Is.Zero);
        Assert.That(lookups, Is.GreaterThan(1), "each connection is judged anew");
        Assert.That(_inside.Hits, Has.Count.GreaterThanOrEqualTo(5), "the control");
    }

    [Test]
    [Platform("Linux", Reason = "The browser is started by a shell script")]
    [SupportedOSPlatform("linux")]
    public async Task Without_the_switch_that_keeps_WebRTC_in_the_proxy_its_datagrams_do_arrive()
    {
        _web.Page("attack.example/", $$"""
            <script>
              const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:{{_udp.Client.LocalEndPoint!.ToString()!.Split(':')[1]}}' }] });
              peer.createDataChannel('x'); peer.createOffer().then(offer => peer.setLocalDescription(offer));
            </script>
            """);
        using var leaking = new MarkedBrowser("--force-webrtc-ip-handling-policy=default --allow-loopback-in-peer-connection");

        await Visit("attack.example", allowPrivate: false);
        var guarded = _udp.Available;
        await Visit("attack.example", allowPrivate: false, browser: leaking.Path);

        Assert.That(guarded, Is.Zero);
        Assert.That(_udp.Available, Is.Positive, "the control");
    }

    private static Task<IPAddress[]> Answer(string address) => Task.FromResult(new[] { IPAddress.Parse(address) });

    // Plain HTTP, so that no vector is held back by the rules for mixed content instead of by the guard.
    private async Task<PageEvidence> Visit(
        string domain, bool allowPrivate, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, string? browser = null)
    {
        var options = new ScannerOptions
        {
            BrowserPath = browser,
            AllowPrivateAddresses = allowPrivate,
            Politeness = TimeSpan.Zero,
            HostResolverRules = $"MAP *.example:80 127.0.0.1:{_web.HttpPort}, MAP *.example:443 127.0.0.1:1",
        };
        var scan = await new ChromiumBrowser(Options.Create(options), TrackerCatalogue.BuiltIn, resolve)
            .Scan(new([domain], ScanDepth.Quick, 7), new Progress<ScanProgress>(), CancellationToken.None);
        return scan.Evidence.Pages.Single();
    }
}
