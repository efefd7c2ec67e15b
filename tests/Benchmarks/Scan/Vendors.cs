using Microsoft.AspNetCore.Http;
using Schedules.Domain.Trackers;
using Schedules.IntegrationTests.Trackers;

namespace Schedules.Benchmarks.Scan;

/// <summary>Twelve third parties, each of another kind.</summary>
internal static class Vendors
{
    private const string Lasting = "Max-Age=7776000; Path=/; Secure; SameSite=None";

    public static IReadOnlyList<Vendor> All { get; } =
    [
        // A script that sets a cookie of the site and loads a pixel.
        new(1, "<script src='https://static.tagmate.example/tag.js?site={id}'></script>",
            Planted.At(TrackerType.Script, "static.tagmate.example"), Planted.At(TrackerType.Image, "collect.tagmate.example"), Own("_tm_id")),
        // A pixel with a cookie of its own.
        new(2, "<img src='https://px.adlane.example/p.gif?u={id}' width=1 height=1>",
            Planted.At(TrackerType.Image, "px.adlane.example"), new(TrackerType.Cookie, "adlane.example", "adl_uid")),
        // A frame with storage.
        new(5, "<iframe src='https://frame.widgetry.example/box?v={id}'></iframe>",
            Planted.At(TrackerType.Iframe, "frame.widgetry.example"), new(TrackerType.LocalStorage, "widgetry.example", "wg_visitor"),
            new(TrackerType.SessionStorage, "widgetry.example", "wg_tab")),
        // A stylesheet that asks for a font.
        new(1, "<link rel=stylesheet href='https://css.fontshelf.example/face.css'>",
            Planted.At(TrackerType.Link, "css.fontshelf.example"), Planted.At(TrackerType.Link, "files.fontshelf.example")),
        // A beacon.
        new(3, "<script>navigator.sendBeacon('https://in.beaconry.example/b', 'page={id}')</script>", Planted.At(TrackerType.Image, "in.beaconry.example")),
        // A socket.
        new(10, "<script>new WebSocket('wss://live.socketeer.example/s?c={id}')</script>", Planted.At(TrackerType.Image, "live.socketeer.example")),
        // A redirect to somebody else, who sets a cookie.
        new(4, "<img src='https://r.bouncely.example/go?to={id}' width=1 height=1>",
            Planted.At(TrackerType.Image, "r.bouncely.example"), Planted.At(TrackerType.Image, "sync.mirrorly.example"),
            new(TrackerType.Cookie, "mirrorly.example", "mir_id")),
        // A picture that loads when a reader comes near.
        new(6, "<img loading=lazy src='https://late.lazily.example/l.gif?i={id}' width=9 height=9>", Planted.At(TrackerType.Image, "late.lazily.example")),
        // A worker that asks.
        new(8, "<script>new Worker(URL.createObjectURL(new Blob([\"fetch('https://w.workerly.example/q?i={id}', { mode: 'no-cors' })\"])))</script>",
            Planted.At(TrackerType.Image, "w.workerly.example")),
        // A frame with a partitioned cookie.
        new(7, "<iframe src='https://chat.chipsy.example/frame?i={id}'></iframe>",
            Planted.At(TrackerType.Iframe, "chat.chipsy.example"), new(TrackerType.Cookie, "chipsy.example", "chip_id")),
        // Storage and a cookie of the site with an id in its name, once everything is accepted.
        new(2, "<script src='https://cdn.deepstore.example/d.js'></script>",
            Planted.At(TrackerType.Script, "cdn.deepstore.example"), Own("_ds_*"), new(TrackerType.LocalStorage, ScanSite.Domain, "ds_profile"),
            new(TrackerType.SessionStorage, ScanSite.Domain, "ds_visit")) { NeedsConsent = true },
        // On one page of two hundred, once everything is accepted.
        new(0, "<script src='https://once.retarget.example/r.js'></script>",
            Planted.At(TrackerType.Script, "once.retarget.example"), Planted.At(TrackerType.Image, "fetch.retarget.example")) { NeedsConsent = true },
    ];

    public static void Plant(TestWeb web)
    {
        Script(web, "static.tagmate.example/tag.js",
            "document.cookie = '_tm_id=1.' + Math.random() + '; max-age=63072000; path=/'; new Image().src = 'https://collect.tagmate.example/hit?u=' + Math.random()");
        Pixel(web, "collect.tagmate.example/hit");
        Pixel(web, "px.adlane.example/p.gif", $"adl_uid=77; {Lasting}");
        web.Page("frame.widgetry.example/box", "<script>localStorage.setItem('wg_visitor', '8'); sessionStorage.setItem('wg_tab', '1')</script>");
        web.On("css.fontshelf.example/face.css", Answer(
            "text/css", "@font-face { font-family: Shelf; src: url(https://files.fontshelf.example/shelf.woff2) } h1 { font-family: Shelf }"));
        web.On("files.fontshelf.example/shelf.woff2", Answer("font/woff2", ""));
        web.On("in.beaconry.example/b", Answer("text/plain", ""));
        web.On("live.socketeer.example/s", Socket);
        web.Redirect("r.bouncely.example/go", "https://sync.mirrorly.example/px");
        Pixel(web, "sync.mirrorly.example/px", $"mir_id=5; {Lasting}");
        Pixel(web, "late.lazily.example/l.gif");
        web.On("w.workerly.example/q", Answer("text/plain", ""));
        web.Page("chat.chipsy.example/frame", "chat", $"chip_id=3; Partitioned; {Lasting}");
        Script(web, "cdn.deepstore.example/d.js",
            "localStorage.setItem('ds_profile', '{}'); sessionStorage.setItem('ds_visit', '1'); document.cookie = '_ds_4F9A12C7B3=1; path=/; max-age=900'");
        Script(web, "once.retarget.example/r.js", "new Image().src = 'https://fetch.retarget.example/f'");
        Pixel(web, "fetch.retarget.example/f");
    }

    private static Planted Own(string cookie) => new(TrackerType.Cookie, ScanSite.Domain, cookie);

    private static void Script(TestWeb web, string address, string script) => web.On(address, Answer("text/javascript", script));

    private static void Pixel(TestWeb web, string address, params string[] cookies) =>
        web.On(address, Answer("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>", cookies));

    public static RequestDelegate Answer(string type, string body, params string[] cookies) => context =>
    {
        foreach (var cookie in cookies)
            context.Response.Headers.Append("Set-Cookie", cookie);
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    };

    private static async Task Socket(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.ReceiveAsync(new byte[16], context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
    }
}
