using System.Globalization;
using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Reads what stands in a page at the end: its frames, the storage keys of each, and whom they connect to in advance.</summary>
internal static class PageStorage
{
    // Evaluating in a frame that has died or loops never returns.
    private static readonly TimeSpan _frameTimeout = TimeSpan.FromSeconds(2);

    // Keys and lengths, never values; a hostile page must not fill our memory with them.
    private const string KeysAndHints = """
        () => {
          const keys = name => {
            try {
              const storage = window[name], found = [];
              for (let i = 0; i < Math.min(storage.length, 1000); i++) {
                const key = String(storage.key(i));
                found.push(String(storage.getItem(key)).length + ' ' + key.slice(0, 1000));
              }
              return found;
            } catch { return []; }
          };
          const hints = [...document.querySelectorAll('link[rel~=preconnect]')].slice(0, 100).map(link => String(link.href).slice(0, 1000));
          return [keys('localStorage'), keys('sessionStorage'), hints];
        }
        """;

    /// <summary>What the frames hold, seen from a page of the site.</summary>
    public static async Task<(IReadOnlyList<StorageEvidence> Keys, IReadOnlyList<RequestEvidence> Hints)> Read(
        IPage page, string site, CancellationToken cancellationToken)
    {
        var frames = await Task.WhenAll(page.Frames.Select(frame => OfFrame(frame, site, cancellationToken)));
        return ([.. frames.SelectMany(frame => frame.Keys).Distinct()], [.. frames.SelectMany(frame => frame.Hints)]);
    }

    public static IReadOnlyList<FrameEvidence> Frames(IPage page, string site) =>
    [
        .. page.Frames.Where(frame => frame.ParentFrame is not null)
            .Select(frame => new FrameEvidence(WebAddress.Of(frame.Url), WebAddress.Of(frame.ParentFrame!.Url), HostOf(frame) is { } host && RegistrableDomain.Of(host) != site)),
    ];

    /// <summary>The answer, or none where the frame is dead, gone or busy.</summary>
    public static async Task<T?> Ask<T>(IFrame frame, string script, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await frame.EvaluateAsync<T>(script).WaitAsync(_frameTimeout, cancellationToken);
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            return null;
        }
    }

    private static async Task<(IEnumerable<StorageEvidence> Keys, IEnumerable<RequestEvidence> Hints)> OfFrame(
        IFrame frame, string site, CancellationToken cancellationToken)
    {
        if (HostOf(frame) is not { } host || await Ask<string[][]>(frame, KeysAndHints, cancellationToken) is not [var local, var session, var hints])
            return ([], []);
        var thirdParty = RegistrableDomain.Of(host) != site;
        return (
            local.Select(key => Key(StorageArea.Local, key, host, thirdParty)).Concat(session.Select(key => Key(StorageArea.Session, key, host, thirdParty))),
            hints.Select(WebAddress.Of).OfType<WebAddress>().Distinct().Select(hint => new RequestEvidence(
                RequestType.Preconnect, hint, [], hint.Domain != site, WebAddress.Of(frame.Url), InitiatorType.Markup, [], Status: null, Failure: null)));
    }

    private static StorageEvidence Key(StorageArea area, string told, string host, bool thirdParty)
    {
        var space = told.IndexOf(' ', StringComparison.Ordinal);
        var length = int.TryParse(told.AsSpan(0, Math.Max(space, 0)), CultureInfo.InvariantCulture, out var said) ? said : 0;
        return new(area, told[(space + 1)..], host, thirdParty, length);
    }

    // about:blank and srcdoc frames live in the storage of the frame that made them.
    private static string? HostOf(IFrame? frame) =>
        frame is null ? null : PageRecorder.HostOf(frame.Url) ?? (frame.Url.StartsWith("about:", StringComparison.Ordinal) ? HostOf(frame.ParentFrame) : null);
}
