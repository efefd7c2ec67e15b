using Microsoft.AspNetCore.Http;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>A web of traps; <see cref="TrapTests"/> says what each would do to a naive scanner.</summary>
internal static class Traps
{
    public static void Plant(TestWeb web)
    {
        PlantCookies(web);
        PlantRequests(web);
        PlantHostility(web);
    }

    private static void PlantCookies(TestWeb web) => web
        .Page(
            "lifetimes.example/", "<script src=https://tag.example/write.js></script>", "session=1; HttpOnly; Secure; SameSite=Strict",
            "decade=1; Max-Age=315360000", "hour=1; Max-Age=3600",
            "iso=1; Expires=2100-01-01T00:00:00Z", "weekday=1; Expires=Monday, 01-Jan-2100 00:00:00 GMT", "endless=1; Max-Age=99999999999999999999")
        .Page("tag.example/write.js", "document.cookie = 'written=1; max-age=63072000'")
        .Page("fleeting.example/", "<script src=https://tag.example/probe.js></script>", "answered=1", "elsewhere=1; Domain=other.example")
        .Page("tag.example/probe.js", """
            document.cookie = 'stays=1; max-age=3600'; document.cookie = 'probe=1; max-age=3600'; document.cookie = 'top=1; domain=example';
            document.cookie = 'probe=; max-age=0'; document.cookie = 'answered=; max-age=0'; document.cookie = 'never=; max-age=0';
            """)
        .Page("partitioned.example/", "<iframe src=https://widget.example/chips></iframe>")
        .Page("widget.example/chips", "", "chips=1; SameSite=None; Secure; Partitioned; Path=/")
        .Page("frames.example/", "<iframe src=https://store.example/></iframe>")
        .Page("store.example/", "<script>localStorage.setItem('visitor', '12345'); sessionStorage.setItem('step', '1')</script>");

    private static void PlantRequests(TestWeb web) => web
        .Page("worker.example/", "<script>new Worker('/work.js')</script>")
        .On("worker.example/work.js", context =>
        {
            context.Response.ContentType = "text/javascript";
            return context.Response.WriteAsync("fetch('https://collect.example/hit', { method: 'POST', mode: 'no-cors', body: 'x' })");
        })
        .Page("shared.example/", "<script>new SharedWorker('/share.js')</script>")
        .On("shared.example/share.js", Script("importScripts('https://import.example/lib.js'); send('https://count.example/hit'); let hits = 0; const timer = setInterval(() => { send('https://later.example/hit'); if (++hits === 8) clearInterval(timer); }, 250)"))
        .On("import.example/lib.js", Script("const send = url => fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body: 'x' })"))
        .On("count.example/hit", context =>
        {
            context.Response.Headers.Append("Set-Cookie", "counted=1; SameSite=None; Secure; Max-Age=60");
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        })
        .On("later.example/hit", NoContent)
        .Page("service.example/", "<script>navigator.serviceWorker.register('/sw.js?v=7').catch(() => {}).then(() => new Image().src = 'https://went-on.example/p.gif')</script>")
        .On("service.example/sw.js", Script("fetch('https://push.example/hit')"))
        .Page("socket.example/", "<script>new WebSocket('wss://live.example/feed?user=7')</script>")
        .Page("redirects.example/", "<img src=https://hop1.example/a><script>fetch('/send', { method: 'POST', body: 'x' })</script>")
        .On("redirects.example/send", context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (307, "/sent");
            return Task.CompletedTask;
        })
        .On("redirects.example/sent", NoContent)
        .Redirect("hop1.example/a", "https://hop2.example/b")
        .On("hop2.example/b", context =>
        {
            context.Response.Headers.Append("Set-Cookie", "hop=1; SameSite=None; Secure; Max-Age=60");
            context.Response.Redirect("https://end.example/c.gif");
            return Task.CompletedTask;
        })
        .Page("end.example/c.gif", "")
        .Page("lazy.example/", "<div style='height: 5000px'></div><img loading=lazy width=1 height=1 src=https://late.example/p.gif>")
        .Page("passing.example/", """
            <div style='height: 3000px'></div><p id=it>Here</p><div style='height: 9000px'></div>
            <script>new IntersectionObserver(([it]) => { if (it.isIntersecting) new Image().src = 'https://passed.example/p.gif' }).observe(it)</script>
            """)
        .Page("frozen.example/", """
            <script>requestAnimationFrame = () => 0</script>
            <div style='height: 7000px'></div><img loading=lazy width=1 height=1 src=https://late.example/p.gif>
            """)
        .Page("chain.example/", "<script src=https://first.example/a.js></script>")
        .Page("first.example/a.js", "document.head.append(Object.assign(document.createElement('script'), { src: 'https://second.example/b.js' }))")
        .Page("second.example/b.js", "new Image().src = 'https://third.example/p.gif?id=1'");

    private static RequestDelegate Script(string script) => context =>
    {
        context.Response.ContentType = "text/javascript";
        return context.Response.WriteAsync(script);
    };

    private static Task NoContent(HttpContext context)
    {
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static void PlantHostility(TestWeb web) => web
        .Page("hung.example/", "<script src=https://tag.example/nothing.js></script><script>while (true) {}</script>")
        .Page("bomb.example/", "<script>const all = []; for (;;) all.push(new Array(1e6).fill(1.5))</script>")
        .Page("alerts.example/", "<script>for (let i = 0; i < 20; i++) alert(i); confirm('x'); prompt('y'); document.cookie = 'after=1'</script>")
        .Page("rude.example/", "<script>open('https://popup.example/'); window.onbeforeunload = () => 'stay'</script><a id=a target=_blank rel=noopener href=https://popup2.example/>x</a>")
        .On("file.example/", context =>
        {
            context.Response.Headers.ContentDisposition = "attachment; filename=a.bin";
            return context.Response.WriteAsync("x");
        })
        .On("human.example/", context =>
        {
            context.Response.StatusCode = 403;
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<title>Just a moment...</title><script src=https://challenges.cloudflare.com/turnstile/v0/api.js></script>");
        })
        .Redirect("moved.example/", "https://elsewhere.example/")
        .Page("elsewhere.example/", "Here", "here=1")
        .Page("bücher.example/", "<meta charset=utf-8><img src=https://büro.example/p.gif>");
}
