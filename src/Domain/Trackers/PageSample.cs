using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Schedules.Domain.Trackers;

/// <summary>
/// Which of a site's pages are opened: the landing page, legal pages, one about cookies, and one page per shape of path. The same pages, in whatever
/// order they were found, and the same seed give the same sample.
/// </summary>
public static partial class PageSample
{
    private const int MaxLegal = 2;
    private const int MaxCookies = 1;

    /// <param name="landing">The landing page, after redirects.</param>
    /// <param name="found">Absolute addresses of any kind; those of other sites and those not to be opened are left out.</param>
    /// <param name="maxPages">The most pages, the landing page included; from 1.</param>
    /// <param name="seed">Chooses among pages that stand for the same.</param>
    public static IReadOnlyList<(Uri Address, PageChoice Choice)> Of(Uri landing, IEnumerable<Uri> found, int maxPages, int seed)
    {
        var pages = Candidates(landing, found).OrderBy(page => Weight(page.AbsoluteUri, seed), StringComparer.Ordinal).ToList();
        var cookies = pages.Where(page => Cookies().IsMatch(page.AbsolutePath)).Take(MaxCookies).ToList();
        var legal = pages.Except(cookies).Where(page => Legal().IsMatch(page.AbsolutePath)).DistinctBy(Template).Take(MaxLegal).ToList();
        var others = pages.Except(cookies).Except(legal).DistinctBy(Template).Where(page => Template(page) != Template(landing))
            .OrderBy(page => page.Segments.Length).ThenBy(page => Weight(Template(page), seed), StringComparer.Ordinal);
        return [.. cookies.Select(page => (page, PageChoice.Cookies)).Prepend((landing, PageChoice.Landing))
            .Concat(legal.Select(page => (page, PageChoice.Legal)))
            .Concat(others.Select(page => (page, PageChoice.Template)))
            .Take(maxPages)];
    }

    /// <summary>The pages of the landing page's site that may be opened, each once.</summary>
    public static IReadOnlyList<Uri> Candidates(Uri landing, IEnumerable<Uri> found)
    {
        var site = RegistrableDomain.Of(landing.IdnHost);
        return [.. found.Where(url => url.Scheme is "http" or "https" && RegistrableDomain.Of(url.IdnHost) == site && IsHarmless(url))
            .Select(url => new Uri(url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)))
            .Distinct().Where(url => url != landing)];
    }

    /// <summary>The shape of an address: its host and path with <c>*</c> for what differs from page to page, and the names in its query.</summary>
    public static string Template(Uri address)
    {
        var segments = WebAddress.Of(address.AbsoluteUri)!.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)
            .Select((segment, index) => Varies(segment, index) ? "*" : segment.ToLowerInvariant());
        return $"{address.IdnHost}/{string.Join('/', segments)}";
    }

    private static bool Varies(string segment, int index) =>
        segment.Contains('*', StringComparison.Ordinal) || segment.Any(char.IsAsciiDigit) || (index > 0 && segment.Contains('-', StringComparison.Ordinal));

    // A GET should change nothing. Many a site's logout, cart and delete links do.
    private static bool IsHarmless(Uri url) => !Harmful().IsMatch(url.PathAndQuery) && !File().IsMatch(url.AbsolutePath);

    private static string Weight(string text, int seed) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed} {text}"))));

    [GeneratedRegex("cookie", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cookies();

    [GeneratedRegex(
        "privac|legal|imprint|impressum|terms|conditions|datenschutz|agb|confidentialit|mentions|privacidad|aviso|gdpr|dsgvo|consent",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Legal();

    [GeneratedRegex(
        "log-?out|sign-?(out|off)|abmelden|deconnexion|unsubscribe|delete|remove|cancel|destroy|cart|basket|checkout|warenkorb|panier|add[-_]?to|purchase|payment",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Harmful();

    [GeneratedRegex(
        @"\.(pdf|zip|gz|7z|rar|exe|dmg|apk|jpe?g|png|gif|webp|svg|ico|mp[34]|webm|avi|mov|css|js|json|xml|rss|atom|txt|csv|docx?|xlsx?|pptx?|ics|woff2?)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex File();
}
