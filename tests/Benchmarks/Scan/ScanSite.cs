using System.Globalization;
using Microsoft.AspNetCore.Http;
using Schedules.Domain.Trackers;
using Schedules.IntegrationTests.Trackers;

namespace Schedules.Benchmarks.Scan;

/// <summary>A shop of 200 pages, each of another shape, and its twelve third parties, over TLS on a loopback port. The same each time.</summary>
internal static class ScanSite
{
    public const string Domain = "shop.example";
    public const int Pages = 200;

    private static readonly string[] _topics = ["hats", "shoes", "coats", "bags", "belts", "rings", "gloves", "scarves", "boots", "socks"];

    private static readonly string[] _words =
    [
        "red", "blue", "green", "black", "white", "grey", "brown", "pink", "amber", "violet", "wool", "linen", "silk", "denim", "velvet", "felt", "straw",
        "canvas", "suede", "cord",
    ];

    // As a consent manager does that the rules know: a dialog, and what waits for it.
    private const string Script = """
        addEventListener('DOMContentLoaded', () => {
          const load = () => document.querySelectorAll('template.after-consent').forEach(waiting => {
            for (const script of waiting.content.querySelectorAll('script')) {
              const late = document.createElement('script');
              late.src = script.src;
              document.body.append(late);
            }
          });
          const chosen = /consent=(\w+)/.exec(document.cookie)?.[1];
          if (chosen) { if (chosen === 'all') load(); return; }
          const dialog = document.createElement('div');
          dialog.className = 'klaro';
          dialog.innerHTML = `<div id="cookie-consent" class="cookie-notice" role="dialog" style="position:fixed;bottom:0;background:white;padding:9px">
            We use cookies. <button class="cn-decline">Reject all</button> <button class="cm-btn cm-btn-success">Accept all</button></div>`;
          document.body.append(dialog);
          const choose = choice => { document.cookie = `consent=${choice}; path=/; max-age=86400`; dialog.remove(); if (choice === 'all') load(); };
          dialog.querySelector('.cn-decline').onclick = () => choose('none');
          dialog.querySelector('.cm-btn-success').onclick = () => choose('all');
        });
        """;

    /// <summary>The path of a page; the first is the landing page.</summary>
    public static string PathOf(int page) => page == 0 ? "/" : $"/{_topics[page / _words.Length]}/{_words[page % _words.Length]}";

    /// <summary>What is to be found on the pages by a visitor who accepts once and makes no choice once.</summary>
    /// <param name="paths">Of the pages that are opened.</param>
    public static IReadOnlyCollection<Planted> PlantedOn(IEnumerable<string> paths)
    {
        var pages = paths.ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, Pages).Where(page => pages.Contains(PathOf(page)))
            .SelectMany(page => Vendors.All.Where(vendor => vendor.IsOn(page))).SelectMany(vendor => vendor.Trackers)
            .Append(new(TrackerType.Cookie, Domain, "visit")).Append(new(TrackerType.Cookie, Domain, "consent")).Distinct()];
    }

    /// <summary>Serves until standard input ends. Prints the one port once it listens.</summary>
    public static async Task Serve()
    {
        await using var web = await TestWeb.Start();
        for (var page = 0; page < Pages; page++)
            web.Page(Domain + PathOf(page), Html(page), "visit=1; HttpOnly; Secure; Path=/");
        web.On($"{Domain}/own.js", Vendors.Answer("text/javascript", Script));
        web.On($"{Domain}/own.css", Vendors.Answer("text/css", "p { height: 300px; margin: 20px }"));
        web.On($"{Domain}/sitemap.xml", Vendors.Answer("application/xml", Sitemap()));
        Vendors.Plant(web);
        Console.WriteLine(web.HttpsPort.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadToEndAsync();
    }

    private static string Html(int page)
    {
        var vendors = Vendors.All.Where(vendor => vendor.IsOn(page)).Select(vendor => vendor.MarkupOn(page));
        var text = string.Concat(Enumerable.Repeat("<p>Made by hand, one at a time, of what the season gives.</p>", 20));
        return $"""
            <!doctype html><html lang=en><head><meta charset=utf-8><title>{PathOf(page)}</title><link rel=stylesheet href=/own.css><script src=/own.js></script></head>
            <body><h1>{PathOf(page)}</h1><nav>{Links(page)}</nav>{text}{string.Join('\n', vendors)}</body></html>
            """;
    }

    private static string Links(int page) =>
        string.Concat(Enumerable.Range(0, page == 0 ? Pages : 1).Select(other => $"<a href='{PathOf(other)}'>{PathOf(other)}</a> "));

    private static string Sitemap() =>
        $"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{string.Concat(Enumerable.Range(0, Pages).Select(page => $"<url><loc>https://{Domain}{PathOf(page)}</loc></url>"))}</urlset>";
}
