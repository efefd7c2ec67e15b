using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Reads what a page left behind: the cookie jar, the storage keys of every frame, and whom the frames connect to in advance.</summary>
internal static class PageStorage
{
    // Evaluating in a frame that has died or loops never returns.
    private static readonly TimeSpan _frameTimeout = TimeSpan.FromSeconds(2);

    // Keys, never values; a hostile page must not fill our memory with them.
    private const string KeysAndHints = """
        () => {
          const keys = name => {
            try {
              const storage = window[name], found = [];
              for (let i = 0; i < Math.min(storage.length, 1000); i++) found.push(String(storage.key(i)).slice(0, 1000));
              return found;
            } catch { return []; }
          };
          const hints = [...document.querySelectorAll('link[rel~=preconnect]')].slice(0, 100).map(link => String(link.href).slice(0, 1000));
          return [keys('localStorage'), keys('sessionStorage'), hints];
        }
        """;

    public static async Task<IEnumerable<Evidence>> Read(IPage page, CancellationToken cancellationToken)
    {
        var frames = await Task.WhenAll(page.Frames.Select(frame => OfFrame(frame, cancellationToken)));
        var cookies = await OrNone(page.Context.CookiesAsync(), cancellationToken);
        return
        [
            .. frames.SelectMany(found => found),
            .. cookies.Where(cookie => cookie.Domain.Trim('.').Length > 0).Select(cookie => new Evidence(TrackerType.Cookie, cookie.Name, cookie.Domain)),
        ];
    }

    private static async Task<IEnumerable<Evidence>> OfFrame(IFrame frame, CancellationToken cancellationToken)
    {
        if (HostOf(frame) is not { } host || await OrNone(Evaluate(frame), cancellationToken) is not [var local, var session, var hints])
            return [];
        return
        [
            .. local.Select(key => new Evidence(TrackerType.LocalStorage, key, host)),
            .. session.Select(key => new Evidence(TrackerType.SessionStorage, key, host)),
            .. hints.Select(PageRecorder.HostOf).OfType<string>().Select(hint => Evidence.Requested(TrackerType.Link, hint)),
        ];
    }

    private static async Task<IReadOnlyList<string[]>> Evaluate(IFrame frame) => await frame.EvaluateAsync<string[][]>(KeysAndHints);

    // about:blank and srcdoc frames live in the storage of the frame that made them.
    private static string? HostOf(IFrame? frame) =>
        frame is null ? null : PageRecorder.HostOf(frame.Url) ?? (frame.Url.StartsWith("about:", StringComparison.Ordinal) ? HostOf(frame.ParentFrame) : null);

    private static async Task<IReadOnlyList<T>> OrNone<T>(Task<IReadOnlyList<T>> reading, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.WaitAsync(_frameTimeout, cancellationToken);
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            return [];
        }
    }
}
