using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>The cookies of one visitor through the pages of a pass. Values are compared here and go no further.</summary>
internal sealed class CookieJar(IBrowserContext context)
{
    private const int Fuzziness = 300;

    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Name, string Domain, string Path, string? Partition), (string Value, float Expires)> _before = [];
    private HashSet<(string Name, string Domain, string Path, string? Partition)>? _remaining;

    public CookieNotes Notes { get; } = new();

    /// <summary>A consent choice was made: what is in the jar now was there before it.</summary>
    public async Task Chosen()
    {
        await Changes();
        _remaining = [.. _before.Keys];
    }

    /// <summary>The cookies that came or changed since the last look; after a choice, once more those that remained.</summary>
    /// <param name="site">The page's registrable domain.</param>
    /// <param name="log">Knows who loaded whom, and the browser's clock.</param>
    public async Task<IReadOnlyList<CookieEvidence>> Look(string site, RequestLog log)
    {
        var (changed, all) = await Changes();
        var remained = _remaining is null ? [] : all.Where(cookie => _remaining.Contains(Key(cookie)) && !changed.Contains(cookie)).ToList();
        _remaining = null;
        return
        [
            .. changed.Select(cookie => Evidence(cookie, site, log, remained: false)),
            .. remained.Select(cookie => Evidence(cookie, site, log, remained: true)),
        ];
    }

    private async Task<(List<BrowserContextCookiesResult> Changed, IReadOnlyList<BrowserContextCookiesResult> All)> Changes()
    {
        // A browser that hangs does not answer.
        var all = await context.CookiesAsync().WaitAsync(_timeout);
        var changed = all.Where(cookie => !_before.TryGetValue(Key(cookie), out var before) || before != (cookie.Value, cookie.Expires)).ToList();
        foreach (var cookie in changed)
            _before[Key(cookie)] = (cookie.Value, cookie.Expires);
        return (changed, all);
    }

    private CookieEvidence Evidence(BrowserContextCookiesResult cookie, string site, RequestLog log, bool remained)
    {
        var note = Notes.Of(cookie.Name, cookie.Domain);
        return new(
            cookie.Name, cookie.Domain, cookie.Path, Partition(cookie.PartitionKey), RegistrableDomain.Of(cookie.Domain) != site, note?.Declared,
            Effective(cookie.Expires, note?.Declared, log.Now), cookie.Secure, cookie.HttpOnly, SameSite(cookie.SameSite),
            note?.Source ?? CookieSource.Unknown, WebAddress.Of(note?.By), log.Chain(note?.By), remained);
    }

    // Chromium tells (site, whether a third party is in between) as one text.
    private static string? Partition(string? key) => string.IsNullOrEmpty(key) ? null : WebAddress.Of(key) is { } site ? $"{site.Scheme}://{site.Host}" : key;

    private static long? Effective(float expires, long? declared, double now)
    {
        if (expires < 0)
            return null;
        // The driver tells the instant to within two minutes.
        var left = (long)Math.Round((expires - now) / Fuzziness) * Fuzziness;
        return declared is { } asked && Math.Abs(asked - (expires - now)) < Fuzziness ? asked : left;
    }

    private static CookieSameSite SameSite(SameSiteAttribute sameSite) => sameSite switch
    {
        SameSiteAttribute.Strict => CookieSameSite.Strict,
        SameSiteAttribute.None => CookieSameSite.None,
        SameSiteAttribute.Lax => CookieSameSite.Lax,
        _ => CookieSameSite.Unspecified,
    };

    private static (string Name, string Domain, string Path, string? Partition) Key(BrowserContextCookiesResult cookie) =>
        (cookie.Name, cookie.Domain, cookie.Path, cookie.PartitionKey);
}
