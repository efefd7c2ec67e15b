using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>The visit to one page: open, wait until it is quiet, scroll, wait again, write down.</summary>
/// <param name="visitor">Whose visit it is.</param>
/// <param name="guard">Knows why a connection was not made.</param>
/// <param name="options">How long it may take.</param>
/// <param name="cancellationToken">The scan was given up.</param>
internal sealed class PageVisit(Visitor visitor, GuardProxy guard, ScannerOptions options, CancellationToken cancellationToken) : IAsyncDisposable
{
    // Down to the end or ten screens, as a reader does, so that what loads late loads; says whether there was anything to scroll. Two frames are what a page
    // needs to see where its reader is, and to ask for more; a page that draws none gets the time.
    private const string Scroll = """
        async () => {
          const height = () => document.documentElement.scrollHeight;
          const frame = () => new Promise(drawn => requestAnimationFrame(drawn));
          const seen = () => Promise.race([frame().then(frame), new Promise(done => setTimeout(done, 50))]);
          const screens = Math.min(10, Math.ceil(height() / innerHeight));
          for (let i = 1; i < screens; i++) { scrollTo(0, i * innerHeight); await seen(); }
          return screens > 1 ? 'scrolled' : '';
        }
        """;

    private readonly CancellationTokenSource _deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private TimeSpan _allowed;

    private ICDPSession? _browser;

    private SharedWorkers? _sharedWorkers;

    public IPage Page { get; private set; } = null!;

    public PageRecorder Recorder { get; private set; } = null!;

    /// <inheritdoc cref="PassVisit.Refusal"/>
    public Func<Uri, CancellationToken, Task<string?>> Refusal { get; init; } = static (_, _) => Task.FromResult<string?>(null);

    /// <exception cref="OperationCanceledException">The scan was cancelled; a timeout is no exception but a failure of the visit.</exception>
    public async Task<PageEvidence> Run(ScanPass pass, PlannedPage planned, string url)
    {
        var (answer, failure) = await Open(url);
        // It may have been led elsewhere: whoever forbids it there has said so to nobody yet.
        if (answer is not null && await Refusal(new(answer.Url), cancellationToken) is { } refusal)
            return PageEvidence.Failed(pass, planned, refusal);
        return answer is null ? PageEvidence.Failed(pass, planned, failure!) : await Look(pass, planned, answer);
    }

    /// <summary>Opens the page.</summary>
    /// <returns>The answer; or why there was none.</returns>
    public async Task<(IResponse? Answer, string? Failure)> Open(string url, string? script = null)
    {
        Allow(options.PageTimeout);
        Page = await visitor.NewPage().WaitAsync(_deadline.Token);
        Recorder = new(Page, visitor.Jar.Notes);
        visitor.ServiceWorkerAsked = url => Recorder.NoteWorker(WorkerType.Service, url);
        _browser = await visitor.Context.Browser!.NewBrowserCDPSessionAsync().WaitAsync(_deadline.Token);
        _sharedWorkers = new(_browser, Recorder);
        await _sharedWorkers.Listen().WaitAsync(_deadline.Token);
        await Recorder.Log.Listen(await visitor.Context.NewCDPSessionAsync(Page).WaitAsync(_deadline.Token)).WaitAsync(_deadline.Token);
        if (script is not null)
            await Page.AddInitScriptAsync(script).WaitAsync(_deadline.Token);
        var (answer, failure) = await Attempt(() => Committed(url));
        return (answer, answer is null ? failure ?? "there was no answer" : null);
    }

    /// <summary>Waits until the page is loaded and quiet, scrolls, and waits again.</summary>
    /// <returns>Why that did not come; null when it did.</returns>
    public async Task<string?> Settle()
    {
        Allow(options.WholePageTimeout);
        var (_, failure) = await Attempt(async () =>
        {
            await (await Task.WhenAny(Page.WaitForLoadStateAsync(LoadState.Load, new() { Timeout = 0 }), Recorder.Loaded, Recorder.Crashed).WaitAsync(_deadline.Token));
            await Recorder.Quiet(_deadline.Token);
            if (await PageStorage.Ask<string>(Page.MainFrame, Scroll, _deadline.Token) == "scrolled")
                await Recorder.Quiet(_deadline.Token);
            return null;
        });
        return failure;
    }

    public async ValueTask DisposeAsync()
    {
        _deadline.Dispose();
        if (Page is not null && !cancellationToken.IsCancellationRequested)
            await BrowserProcess.Bounded(Page.CloseAsync());
        if (_browser is not null && !cancellationToken.IsCancellationRequested)
            await BrowserProcess.Bounded(_browser.DetachAsync());
    }

    private async Task<PageEvidence> Look(ScanPass pass, PlannedPage planned, IResponse answer)
    {
        var failure = await Settle();
        await _sharedWorkers!.LookBack();
        var address = WebAddress.Of(Page.Url) ?? WebAddress.Of(answer.Url)!;
        var (keys, hints) = await PageStorage.Read(Page, address.Domain, cancellationToken);
        List<RequestEvidence> requests = [.. Recorder.Log.Requests(address.Domain), .. hints];
        var (cookies, kept) = await Cookies(address.Domain) ?? (null, []);
        failure ??= HumanCheck.By(answer, requests) is { } checker ? $"the site asked for proof that the visitor is human ({checker})" : null;
        failure ??= answer.Status >= 400 ? string.Create(CultureInfo.InvariantCulture, $"the site answered with status {answer.Status}") : null;
        failure ??= Recorder.Log.IsFull ? "the page asked so many hosts that not all were written down" : null;
        failure ??= cookies is null ? "the browser did not tell its cookies" : null;
        return new(pass, planned, address, failure, Consent: null, requests, cookies ?? [], keys, PageStorage.Frames(Page, address.Domain), Recorder.Workers,
            Kept: kept);
    }

    private async Task<(IReadOnlyList<CookieEvidence>? Cookies, IReadOnlyList<Evidence> Kept)?> Cookies(string site)
    {
        try
        {
            return await visitor.Jar.Look(site, Recorder.Log).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            return null;
        }
    }

    private async Task<IResponse?> Committed(string url) =>
        await Page.GotoAsync(url, new() { WaitUntil = WaitUntilState.Commit, Timeout = 0 }).WaitAsync(_deadline.Token);

    private async Task<(IResponse? Answer, string? Failure)> Attempt(Func<Task<IResponse?>> step)
    {
        try
        {
            return (await step(), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"the page was not done within {_allowed.TotalSeconds:0.#} s"));
        }
        catch (PlaywrightException exception)
        {
            return (null, Reason(Recorder.Log.LastNavigation) ?? BrowserErrors.Words(exception.Message));
        }
    }

    // From the beginning of the visit.
    private void Allow(TimeSpan time)
    {
        _allowed = time;
        var left = time - _watch.Elapsed;
        _deadline.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    // The guard knows why there was no connection; the browser knows only that there was none.
    private string? Reason(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) ? guard.FailureOf(url.IdnHost, url.Port) : null;
}
