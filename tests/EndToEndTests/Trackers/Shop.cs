using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Schedules.IntegrationTests.Trackers;

namespace Schedules.EndToEndTests.Trackers;

/// <summary>
/// Two sites of one project, and the third parties that they call, all on this machine. Eleven trackers are planted: five that are well known, and six
/// that are nobody's but the shop's.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly TestWeb _web;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _held;
    private int _timesAsked;

    private Shop(TestWeb web)
    {
        _web = web;
        PlantSites();
        PlantThirdParties();
    }

    public static string[] Domains { get; } = ["shop.example", "plain.example"];

    /// <summary>Completes when the first site was asked for its page.</summary>
    public Task Asked => _asked.Task;

    /// <summary>How often the first site was asked for its page.</summary>
    public int TimesAsked => Volatile.Read(ref _timesAsked);

    /// <summary>The counts of the first scan: nothing is the project's yet.</summary>
    public static JsonNode FirstResults => Results(@new: 6, project: 0, global: 5);

    /// <summary>The counts of every later scan: all is the project's, and keeps its category.</summary>
    public static JsonNode LaterResults => Results(@new: 0, project: 11, global: 0);

    public static async Task<Shop> Open() => new(await TestWeb.Start());

    /// <summary>The first site gives no answer until it is told to.</summary>
    public void Hold() => _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => _held!.SetResult();

    /// <summary>Makes the scanner find every name here, and nothing outside.</summary>
    public void LeadTo(PublishedServer server)
    {
        server.Settings["Scanner__HostResolverRules"] = $"MAP plain.example:443 127.0.0.1:1, MAP *:443 127.0.0.1:{_web.HttpsPort}, MAP *:80 127.0.0.1:{_web.HttpPort}";
        server.Settings["Scanner__IgnoreCertificateErrors"] = "true";
        server.Settings["Scanner__PageTimeout"] = "00:01:00";
    }

    public async ValueTask DisposeAsync() => await _web.DisposeAsync();

    private static JsonObject Results(int @new, int project, int global) => new()
    {
        ["total"] = 11,
        ["new"] = @new,
        ["project"] = project,
        ["global"] = global,
        ["categories"] = new JsonObject
        {
            ["analytics"] = 1,
            ["do_not_sell"] = 0,
            ["functional"] = 1,
            ["global_privacy_control"] = 0,
            ["ignored"] = 0,
            ["limit_pii_use"] = 0,
            ["marketing"] = 2,
            ["strictly_necessary"] = 1,
            ["unclassified"] = 6,
        },
    };

    // The _ga cookie and the tag on both sites are one tracker each; /own.js is the shop's own and none.
    private void PlantSites() => _web
        .On("shop.example/", Held("""
            <script src="/own.js"></script>
            <script src="https://www.googletagmanager.com/gtm.js?id=GTM-1"></script>
            <script src="https://static.unheard.example/tag.js?user=42"></script>
            <iframe src="https://widget.chat.example/frame"></iframe>
            <img src="https://pixel.facebook.com/tr?id=1">
            <script>
              document.cookie = '_ga=GA1.1.1.1; max-age=3600';
              localStorage.setItem('cart', 'private'); sessionStorage.setItem('step', '1');
            </script>
            """, "visit=abc; HttpOnly; Secure"))
        .Page("shop.example/own.js", "")
        .Page(
            "plain.example/",
            "<script src='http://static.unheard.example/tag.js'></script><script>document.cookie = '_ga=GA1.1.2.2'</script>",
            "PHPSESSID=1; HttpOnly");

    private void PlantThirdParties() => _web
        .Page("www.googletagmanager.com/gtm.js", "")
        .Page("static.unheard.example/tag.js", "")
        .Page("widget.chat.example/frame", "<script>localStorage.setItem('visitor', '8')</script>")
        .Page("pixel.facebook.com/tr", "", "fr=1; SameSite=None; Secure; Max-Age=86400");

    private RequestDelegate Held(string html, string cookie) => async context =>
    {
        Interlocked.Increment(ref _timesAsked);
        _asked.TrySetResult();
        await (_held?.Task ?? Task.CompletedTask).WaitAsync(context.RequestAborted);
        context.Response.Headers.Append("Set-Cookie", cookie);
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync(html);
    };
}
