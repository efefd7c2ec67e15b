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
    private int _noted;

    public CookieNotes Notes { get; } = new();

    /// <summary>A consent choice was made: what is in the jar now was there before it.</summary>
    public async Task Chosen()
    {
        var noted = Notes.From(_noted).Count;
        await Changes();
        _noted += noted;
        _remaining = [.. _before.Keys];
    }

    /// <summary>The cookies that came, changed or passed since the last look; after a choice, once more those that remained.</summary>
    /// <param name="site">The page's registrable domain.</param>
    /// <param name="log">Knows who loaded whom, and the browser's clock.</param>
    /// <returns>And the others that the page was asked for with, or set to what they were.</returns>
    public async Task<(IReadOnlyList<CookieEvidence> Cookies, IReadOnlyList<Evidence> Kept)> Look(string site, RequestLog log)
    {
        // Before the jar: what is set while that is read would seem to be gone from it.
        var noted = Notes.From(_noted);
        var (changed, all) = await Changes();
        _noted += noted.Count;
        var remained = _remaining is null ? [] : all.Where(cookie => _remaining.Contains(Key(cookie)) && !changed.Contains(cookie)).ToList();
        _remaining = null;
        var passed = noted.Where(note => note.Sets && !all.Any(cookie => note.IsOf(cookie.Name, cookie.Domain))).Reverse()
            .DistinctBy(note => (note.Name, note.Domain));
        var asked = log.Asked();
        var kept = all.Except(changed).Except(remained).Where(cookie =>
            asked.Any(url => IsSentTo(url, cookie)) || noted.Any(note => note.Declared is not <= 0 && note.IsOf(cookie.Name, cookie.Domain)));
        return (
            [
                .. changed.Select(cookie => Evidence(cookie, site, log, remained: false)),
                .. remained.Select(cookie => Evidence(cookie, site, log, remained: true)),
                .. passed.Select(note => Passed(note, site, log)),
            ],
            [.. kept.Select(cookie => new Evidence(TrackerType.Cookie, cookie.Name, cookie.Domain)).Distinct()]);
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

    private static CookieEvidence Passed(CookieNote note, string site, RequestLog log) => new(
        note.Name, note.Domain, "", PartitionKey: null, RegistrableDomain.Of(note.Domain) != site, note.Declared, Effective: 0, Secure: false, HttpOnly: false,
        CookieSameSite.Unspecified, note.Source, WebAddress.Of(note.By), log.Chain(note.By), Remained: false);

    private static bool IsSentTo(Uri url, BrowserContextCookiesResult cookie)
    {
        var (host, path, below) = (url.IdnHost, url.AbsolutePath, cookie.Path.TrimEnd('/'));
        return (host == cookie.Domain.Trim('.') || (cookie.Domain.StartsWith('.') && host.EndsWith(cookie.Domain, StringComparison.Ordinal)))
            && path.StartsWith(below, StringComparison.Ordinal) && (path.Length == below.Length || path[below.Length] == '/');
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
