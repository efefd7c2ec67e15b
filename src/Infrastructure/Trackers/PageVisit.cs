using Microsoft.Playwright;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>The visit to one address in a fresh context: open, wait until it is quiet, write down.</summary>
/// <param name="context">A context that nothing else uses.</param>
/// <param name="guard">Knows why a connection was not made.</param>
/// <param name="timeout">How long a domain may take, for the message.</param>
/// <param name="deadline">That time is up.</param>
/// <param name="cancellationToken">The scan was given up.</param>
internal sealed class PageVisit(
    IBrowserContext context, GuardProxy guard, TimeSpan timeout, CancellationToken deadline, CancellationToken cancellationToken)
{
    /// <exception cref="OperationCanceledException">The scan was cancelled; a timeout is no exception but a failure of the visit.</exception>
    public async Task<SiteVisit> Run(string domain, string url)
    {
        // Popups: most are never opened, the rest are closed at once, and nothing in them is written down.
        await context.AddInitScriptAsync("window.open = () => null").WaitAsync(deadline);
        var page = await context.NewPageAsync().WaitAsync(deadline);
        context.Page += (_, popup) => _ = BrowserProcess.Bounded(popup.CloseAsync());
        var recorder = new PageRecorder(page);
        var (answer, failure) = await Attempt(() => Open(page, url), recorder);
        return answer is null ? new(domain, Url: null, failure ?? "there was no answer", []) : await Look(domain, page, recorder, answer);
    }

    private async Task<SiteVisit> Look(string domain, IPage page, PageRecorder recorder, IResponse answer)
    {
        var (_, failure) = await Attempt(() => Settle(page, recorder), recorder);
        var url = new Uri(PageRecorder.HostOf(page.Url) is null ? answer.Url : page.Url);
        var site = RegistrableDomain.Of(url.IdnHost);
        var left = await PageStorage.Read(page, cancellationToken);
        var evidence = recorder.Requests.Concat(left).Where(seen => IsKept(seen.Type) || RegistrableDomain.Of(seen.Host) != site);
        failure ??= answer.Status >= 400 ? $"the site answered with status {answer.Status}" : null;
        failure ??= recorder.IsFull ? "the page asked so many hosts that not all were written down" : null;
        return new(domain, url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), failure, [.. evidence.Distinct()]);
    }

    private async Task<IResponse?> Open(IPage page, string url) =>
        await page.GotoAsync(url, new() { WaitUntil = WaitUntilState.Commit, Timeout = 0 }).WaitAsync(deadline);

    private async Task<IResponse?> Settle(IPage page, PageRecorder recorder)
    {
        var loaded = await Task.WhenAny(page.WaitForLoadStateAsync(LoadState.Load, new() { Timeout = 0 }), recorder.Loaded).WaitAsync(deadline);
        await loaded;
        await recorder.Quiet(deadline);
        return null;
    }

    private async Task<(IResponse? Answer, string? Failure)> Attempt(Func<Task<IResponse?>> step, PageRecorder recorder)
    {
        try
        {
            return (await step(), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"the page was not done within {timeout.TotalSeconds:0.#} s");
        }
        catch (PlaywrightException exception)
        {
            return (null, Reason(recorder.LastNavigation) ?? BrowserErrors.Words(exception.Message));
        }
    }

    // The guard knows why there was no connection; the browser knows only that there was none.
    private string? Reason(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) ? guard.FailureOf(url.IdnHost, url.Port) : null;

    // The site's own cookies and storage count; what it asks of itself does not.
    private static bool IsKept(TrackerType type) => type is TrackerType.Cookie or TrackerType.LocalStorage or TrackerType.SessionStorage;
}
