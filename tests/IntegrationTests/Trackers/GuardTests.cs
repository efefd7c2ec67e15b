using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Infrastructure.Trackers;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>A hostile page must not reach what only this machine can reach. Each attack has a control that shows it works without the guard.</summary>
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
        Assert.That(guarded.Url, Is.Null);
        Assert.That(guarded.Failure, Does.Contain($"http: refused: {inside} ").And.Contain("a loopback address"));
        Assert.That(open.Url, Is.EqualTo($"http://{inside}:{_inside.HttpPort}/secret"), "the control");
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

        Assert.That(guarded.Covered);
        Assert.That(hits, Is.Empty);
        Assert.That(_udp.Available, Is.Zero, "datagrams");
        Assert.That(_inside.Hits.Distinct().Count(), Is.GreaterThanOrEqualTo(10), "the control: without the guard the attacks arrive");
    }

    // Plain HTTP, so that no vector is held back by the rules for mixed content instead of by the guard.
    private async Task<SiteVisit> Visit(string domain, bool allowPrivate)
    {
        var options = new ScannerOptions
        {
            AllowPrivateAddresses = allowPrivate,
            HostResolverRules = $"MAP *.example:80 127.0.0.1:{_web.HttpPort}, MAP *.example:443 127.0.0.1:1",
        };
        return (await new ChromiumBrowser(Options.Create(options)).Visit([domain], CancellationToken.None)).Single();
    }
}
