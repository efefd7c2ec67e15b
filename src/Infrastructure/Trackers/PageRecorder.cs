using System.Threading.Channels;
using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>
/// Notes what becomes of a page and what it asks for. The events of the page, not the proxy's traffic: the browser's own requests are not the site's.
/// </summary>
internal sealed class PageRecorder
{
    private const int MaxWorkers = 1_000;

    private static readonly TimeSpan _quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly HashSet<WorkerEvidence> _workers = [];
    private readonly Channel<byte> _asked = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IPage _page;

    public PageRecorder(IPage page, CookieNotes cookies)
    {
        _page = page;
        Log = new(cookies, page, () => _asked.Writer.TryWrite(0));
        page.Load += (_, _) => NoteLoaded();
        page.Crash += (_, _) => _crashed.TrySetException(new PlaywrightException("Page crashed"));
        page.Request += (_, request) => Log.Note(request);
        page.Worker += (_, worker) => NoteWorker(WorkerType.Dedicated, worker.Url);
        // Nobody may be waiting when it crashes.
        _ = _crashed.Task.ContinueWith(static crashed => _ = crashed.Exception, TaskScheduler.Default);
    }

    public RequestLog Log { get; }

    /// <summary>Done when the page's load event has come. Waiting for the load state alone can miss an event that comes while the wait begins.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>Never done, but fails when the page crashes.</summary>
    public Task Crashed => _crashed.Task;

    /// <summary>The scripts that ran beside the page; those without an address once.</summary>
    public IReadOnlyList<WorkerEvidence> Workers
    {
        get
        {
            lock (_workers)
                return [.. _workers];
        }
    }

    /// <summary>Returns once nothing new was asked for half a second, or after five seconds: some pages are never quiet.</summary>
    public async Task Quiet(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            // Each request starts the half second again.
            while (true)
                await (await Task.WhenAny(_asked.Reader.ReadAsync(patience.Token).AsTask().WaitAsync(_quiet, patience.Token), Crashed));
        }
        catch (Exception exception) when (exception is TimeoutException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Quiet, or out of patience: what was seen until now counts.
        }
    }

    /// <summary>The host of an address that leads to one; null for data:, blob:, about: and the like.</summary>
    public static string? HostOf(string address) => WebAddress.Of(address) is null ? null : new Uri(address).IdnHost;

    /// <summary>A script that runs, or was to run, beside the page.</summary>
    public void NoteWorker(WorkerType type, string url)
    {
        lock (_workers)
        {
            if (_workers.Count < MaxWorkers)
                _workers.Add(new(type, WebAddress.Of(url)));
        }
    }

    private void NoteLoaded()
    {
        // The empty page before the first navigation loads too.
        if (HostOf(_page.Url) is not null)
            _loaded.TrySetResult();
    }
}
