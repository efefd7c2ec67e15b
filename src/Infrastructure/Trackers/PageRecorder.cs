using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Notes what a page asks of whom. Page events, not the proxy's traffic: the browser's own requests are not the site's.</summary>
internal sealed class PageRecorder
{
    private const int MaxEvidence = 5_000;

    private static readonly TimeSpan _quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Evidence, byte> _seen = new();
    private readonly Channel<IRequest> _asked = Channel.CreateBounded<IRequest>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IPage _page;

    public PageRecorder(IPage page)
    {
        _page = page;
        page.Load += (_, _) => NoteLoaded();
        page.Request += (_, request) => Note(request);
        page.WebSocket += (_, socket) => Note(TrackerType.Image, socket.Url);
    }

    /// <summary>The address that the page itself was last sent to, by a link, a redirect or a script.</summary>
    public string LastNavigation { get; private set; } = "";

    /// <summary>Everything asked of hosts; which of them are third parties is known only when the page stands still.</summary>
    public IEnumerable<Evidence> Requests => _seen.Keys;

    public bool IsFull => _seen.Count >= MaxEvidence;

    /// <summary>Done when the page's load event has come. Waiting for the load state alone can miss an event that comes while the wait begins.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>Returns once nothing new was asked for half a second, or after five seconds: some pages are never quiet.</summary>
    public async Task Quiet(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            // Each request starts the half second again.
            while (true)
                await _asked.Reader.ReadAsync(patience.Token).AsTask().WaitAsync(_quiet, patience.Token);
        }
        catch (Exception exception) when (exception is TimeoutException || !cancellationToken.IsCancellationRequested)
        {
            // Quiet, or out of patience: what was seen until now counts.
        }
    }

    public void Note(TrackerType type, string address)
    {
        if (HostOf(address) is { } host && !IsFull)
            _seen.TryAdd(Evidence.Requested(type, host), 0);
    }

    /// <summary>The host of an address that leads to one; null for data:, blob:, about: and the like.</summary>
    public static string? HostOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "ws" or "wss" && url.IdnHost.Length > 0
            ? url.IdnHost
            : null;

    private void NoteLoaded()
    {
        // The empty page before the first navigation loads too.
        if (HostOf(_page.Url) is not null)
            _loaded.TrySetResult();
    }

    private void Note(IRequest request)
    {
        _asked.Writer.TryWrite(request);
        if (request.ResourceType != "document")
            Note(TypeOf(request.ResourceType), request.Url);
        else if (IsMainFrame(request))
            LastNavigation = request.Url;
        else
            Note(TrackerType.Iframe, request.Url);
    }

    private bool IsMainFrame(IRequest request)
    {
        try
        {
            return request.Frame == _page.MainFrame;
        }
        catch (PlaywrightException)
        {
            return false;
        }
    }

    private static TrackerType TypeOf(string resourceType) => resourceType switch
    {
        "script" => TrackerType.Script,
        "stylesheet" or "font" or "manifest" or "texttrack" or "prefetch" => TrackerType.Link,
        _ => TrackerType.Image,
    };
}
