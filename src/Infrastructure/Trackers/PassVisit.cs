using Microsoft.Playwright;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>One pass through the pages of one domain, as one visitor.</summary>
internal sealed class PassVisit(
    ScanPass pass, IReadOnlyList<PlannedUrl> pages, GuardProxy guard, ScannerOptions options, Politeness politeness, Action<PageEvidence> seen)
{
    /// <summary>Is shown each page that answered, before it is closed.</summary>
    public Func<IPage, Task> Look { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Why a page that has begun to answer may not be looked at; null where it may.</summary>
    public Func<Uri, CancellationToken, Task<string?>> Refusal { get; init; } = static (_, _) => Task.FromResult<string?>(null);

    /// <summary>
    /// Opens every page. Where the browser ends, another visitor comes in a new one and tries that page once more. Where none can be had twice, the pages
    /// that are left fail: one was fit when the scan began, and what others have seen is kept.
    /// </summary>
    /// <param name="slot">Where the browser is.</param>
    /// <param name="found">Is given one for each page, in their order; fewer where the scan is cancelled.</param>
    /// <param name="cancellationToken">The scan was given up.</param>
    public async Task Run(BrowserSlot slot, List<PageEvidence> found, CancellationToken cancellationToken)
    {
        var tried = false;
        while (found.Count < pages.Count)
        {
            var before = found.Count;
            var lost = await Visit(slot, found, lastTry: tried, cancellationToken);
            tried = lost && !(tried && found.Count == before);
        }
    }

    /// <returns>Whether the visitor was lost, and the next page is to be tried again by another.</returns>
    private async Task<bool> Visit(BrowserSlot slot, List<PageEvidence> found, bool lastTry, CancellationToken cancellationToken)
    {
        try
        {
            return await Visit(await slot.Running(cancellationToken), found, lastTry, cancellationToken);
        }
        catch (BrowserUnavailableException unavailable)
        {
            foreach (var page in lastTry ? pages.Skip(found.Count) : [])
                Add(found, PageEvidence.Failed(pass, page.Page, unavailable.Message));
            return !lastTry;
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var why = slot.Ended ?? (exception is PlaywrightException ? BrowserErrors.Words(exception.Message) : "the browser did not answer within Scanner:PageTimeout");
            await slot.DisposeAsync();
            if (lastTry)
                Add(found, PageEvidence.Failed(pass, pages[found.Count].Page, why));
            return !lastTry;
        }
    }

    private async Task<bool> Visit(BrowserProcess browser, List<PageEvidence> found, bool lastTry, CancellationToken cancellationToken)
    {
        await using var visitor = await Visitor.Enter(browser, options, pass, cancellationToken);
        var choice = pass is ScanPass.Reject or ScanPass.Accept ? await Choose(visitor, cancellationToken) : null;
        for (var isRetry = lastTry; found.Count < pages.Count; isRetry = false)
        {
            var page = await Open(visitor, pages[found.Count], choice, cancellationToken);
            if (IsLost(page, browser) && !isRetry)
                return true;
            Add(found, browser.Ended is { } why ? page with { Failure = why } : page);
            if (!browser.IsRunning)
                return false;
            choice = choice is null ? null : new(ConsentState.Earlier, choice.Manager, Detail: null);
        }

        return false;
    }

    private async Task<PageEvidence> Open(Visitor visitor, PlannedUrl page, ConsentEvidence? consent, CancellationToken cancellationToken)
    {
        var failures = new List<(string Scheme, string Reason)>();
        foreach (var url in page.Urls)
        {
            await politeness.Wait(url.IdnHost, cancellationToken);
            await using var visit = new PageVisit(visitor, guard, options, cancellationToken) { Refusal = Refusal };
            var evidence = await visit.Run(pass, page.Page, url.AbsoluteUri);
            if (evidence.Seen)
            {
                await Look(visit.Page);
                return evidence with { Consent = consent };
            }

            failures.Add((url.Scheme, evidence.Failure!));
        }

        var reasons = failures.DistinctBy(failure => failure.Reason).Count() == 1
            ? failures[0].Reason
            : string.Join("; ", failures.Select(failure => $"{failure.Scheme}: {failure.Reason}"));
        return PageEvidence.Failed(pass, page.Page, reasons) with { Consent = consent };
    }

    // On the landing page, where nothing is written down yet: what happens before the choice is the baseline's.
    private async Task<ConsentEvidence> Choose(Visitor visitor, CancellationToken cancellationToken)
    {
        foreach (var url in pages[0].Urls)
        {
            await politeness.Wait(url.IdnHost, cancellationToken);
            await using var visit = new PageVisit(visitor, guard, options, cancellationToken);
            if ((await visit.Open(url.AbsoluteUri, ConsentChoice.Script)).Answer is null)
                continue;
            await visit.Settle();
            await ConsentChoice.Find(visit.Page, cancellationToken);
            await visitor.Jar.Chosen();
            var consent = await ConsentChoice.Make(visit.Page, pass, cancellationToken);
            await visit.Recorder.Quiet(cancellationToken);
            return consent;
        }

        return new(ConsentState.Failed, Manager: null, "the landing page did not open");
    }

    private static bool IsLost(PageEvidence page, BrowserProcess browser) =>
        !browser.IsRunning || page.Failure is BrowserErrors.Crash or BrowserErrors.Ended;

    private void Add(List<PageEvidence> found, PageEvidence page)
    {
        found.Add(page);
        seen(page);
    }
}

/// <param name="Page">As it is told.</param>
/// <param name="Urls">The whole address to open; for a landing page whose scheme is not known, one after the other.</param>
internal sealed record PlannedUrl(PlannedPage Page, IReadOnlyList<Uri> Urls);
