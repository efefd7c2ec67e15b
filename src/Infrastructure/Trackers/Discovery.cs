using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Finds out which pages of a domain to open: from its robots.txt, its sitemaps, and the links of its landing page.</summary>
internal sealed class Discovery(SiteFetcher fetcher, ScannerOptions options, Politeness politeness, int seed)
{
    private const int MaxSitemaps = 10;
    private const int MaxFound = 10_000;
    private const int MaxHosts = 5;
    private const int MaxAskedPerPage = 3;
    private const int MaxUnpacked = 20 * 1024 * 1024;

    private static readonly RobotsTxt _notAsked = RobotsTxt.Parse("User-agent: *\nDisallow: /");

    private readonly ConcurrentDictionary<string, RobotsTxt?> _robots = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    /// <summary>What kept it from seeing more.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>How many pages were found that the sample is from.</summary>
    public int Found { get; private set; } = 1;

    /// <summary>The addresses under which a domain's landing page may be looked for, or why it may not be opened.</summary>
    public async Task<(IReadOnlyList<Uri> Urls, string? Refusal)> Landing(string domain, CancellationToken cancellationToken)
    {
        Uri[] urls = [new($"https://{domain}/"), new($"http://{domain}/")];
        if (!options.ObeyRobots)
            return (urls, null);
        var robots = await RobotsOf(urls[0], cancellationToken) ?? await RobotsOf(urls[1], cancellationToken);
        return (urls, Refusal("its robots.txt", robots, urls[0]));
    }

    /// <summary>Why the page may not be opened; null where it may, or nobody answers. May be asked from several passes at a time.</summary>
    public async Task<string?> Refusal(Uri url, CancellationToken cancellationToken) =>
        options.ObeyRobots ? Refusal($"the robots.txt of {url.IdnHost}", await RobotsOf(url, cancellationToken), url) : null;

    /// <summary>The pages to open, the landing page first.</summary>
    /// <param name="landing">Where it is, after redirects.</param>
    /// <param name="links">The addresses that it links to.</param>
    /// <param name="cancellationToken">The scan was given up.</param>
    public async Task<IReadOnlyList<(Uri Address, PageChoice Choice)>> Sample(Uri landing, IEnumerable<Uri> links, CancellationToken cancellationToken)
    {
        var sitemaps = await Sitemaps(landing, cancellationToken);
        var candidates = PageSample.Candidates(landing, links.Concat(sitemaps).Take(MaxFound));
        var allowed = new List<Uri>();
        foreach (var page in candidates)
        {
            if (await Refusal(page, cancellationToken) is null)
                allowed.Add(page);
        }

        if (allowed.Count < candidates.Count)
            _notes.Add($"{landing.IdnHost}: robots.txt forbids {candidates.Count - allowed.Count} of {candidates.Count} pages");
        var sample = await WithoutDeadLinks(landing, allowed, cancellationToken);
        Found = allowed.Count + 1;
        return sample;
    }

    // One dead link would else leave every scan incomplete. Asked beforehand, so that all passes open the same pages.
    private async Task<IReadOnlyList<(Uri Address, PageChoice Choice)>> WithoutDeadLinks(Uri landing, List<Uri> pages, CancellationToken cancellationToken)
    {
        var asked = new HashSet<Uri> { landing };
        var sample = PageSample.Of(landing, pages, options.MaxPages, seed);
        while (asked.Count <= options.MaxPages * MaxAskedPerPage
            && sample.Select(page => page.Address).FirstOrDefault(page => !asked.Contains(page)) is { } next)
        {
            asked.Add(next);
            await politeness.Wait(next.IdnHost, cancellationToken);
            if (await fetcher.WhyNoPage(next, cancellationToken) is not { } why)
                continue;
            pages.Remove(next);
            sample = PageSample.Of(landing, pages, options.MaxPages, seed);
            _notes.Add($"{landing.IdnHost}: {WebAddress.Of(next.AbsoluteUri)} {why}: it is left out, and another is taken where there is one");
        }

        return sample;
    }

    private async Task<List<Uri>> Sitemaps(Uri landing, CancellationToken cancellationToken)
    {
        var robots = await RobotsOf(landing, cancellationToken) ?? RobotsTxt.None;
        var waiting = new Queue<Uri>(Absolute(landing, robots.Sitemaps).DefaultIfEmpty(new Uri(landing, "/sitemap.xml")).Where(url => IsSameSite(landing, url)));
        var (read, found) = (new HashSet<Uri>(), new List<Uri>());
        while (found.Count < MaxFound && read.Count < MaxSitemaps && waiting.TryDequeue(out var next))
        {
            if (!read.Add(next) || await ReadSitemap(next, robots.Sitemaps.Count > 0, cancellationToken) is not { } sitemap)
                continue;
            foreach (var address in Absolute(next, sitemap.Addresses).Where(url => IsSameSite(landing, url)))
            {
                if (sitemap.IsIndex)
                    waiting.Enqueue(address);
                else
                    found.Add(address);
            }
        }

        return found;
    }

    private async Task<Sitemap?> ReadSitemap(Uri url, bool announced, CancellationToken cancellationToken)
    {
        await politeness.Wait(url.IdnHost, cancellationToken);
        var answer = await fetcher.Fetch(url, cancellationToken);
        var sitemap = answer is { Status: HttpStatusCode.OK } found ? Sitemap.Read(Unpacked(found.Body)) : null;
        if (sitemap is null && announced)
            _notes.Add($"{url.IdnHost}: the sitemap {WebAddress.Of(url.AbsoluteUri)} could not be read");
        return sitemap;
    }

    private static string? Refusal(string whose, RobotsTxt? robots, Uri url)
    {
        if (robots?.Allows(url.PathAndQuery) ?? true)
            return null;
        var why = robots == RobotsTxt.Unreachable ? "cannot be had for an error of its server, which forbids opening it"
            : robots == _notAsked ? $"is of one host too many: of no more than {MaxHosts} of a site it is asked for"
            : "forbids opening it";
        return $"{whose} {why}; Scanner:ObeyRobots=false opens it all the same";
    }

    /// <returns>Null where nobody answers.</returns>
    private async Task<RobotsTxt?> RobotsOf(Uri url, CancellationToken cancellationToken)
    {
        var origin = url.GetLeftPart(UriPartial.Authority);
        if (_robots.TryGetValue(origin, out var known))
            return known;
        // Each further host of a site costs a request of its own; beyond a few it is left out, with its pages.
        if (_robots.Count >= MaxHosts)
            return _notAsked;
        var answer = await fetcher.Fetch(new Uri(url, "/robots.txt"), cancellationToken);
        if (answer is not { } found)
            return _robots[origin] = null;
        return _robots[origin] = found.Status switch
        {
            HttpStatusCode.OK => RobotsTxt.Parse(Encoding.UTF8.GetString(found.Body)),
            >= HttpStatusCode.InternalServerError => RobotsTxt.Unreachable,
            _ => RobotsTxt.None,
        };
    }

    private static Stream Unpacked(byte[] body)
    {
        var packed = new MemoryStream(body);
        return body is [0x1f, 0x8b, ..] ? new BoundedStream(new GZipStream(packed, CompressionMode.Decompress), MaxUnpacked) : packed;
    }

    private static IEnumerable<Uri> Absolute(Uri from, IEnumerable<string> addresses) =>
        addresses.Select(address => Uri.TryCreate(from, address, out var url) ? url : null).OfType<Uri>();

    private static bool IsSameSite(Uri landing, Uri url) =>
        url.Scheme is "http" or "https" && RegistrableDomain.Of(url.IdnHost) == RegistrableDomain.Of(landing.IdnHost);
}
