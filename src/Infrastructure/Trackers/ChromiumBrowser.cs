using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Schedules.Application.Common;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Chromium through Playwright, behind the guard: one browser a scan, a fresh context for each address.</summary>
public sealed class ChromiumBrowser(IOptions<ScannerOptions> options) : IWebsiteBrowser
{
    private static readonly string[] _schemes = ["https", "http"];

    public async Task<IReadOnlyList<SiteVisit>> Visit(IReadOnlyList<string> domains, CancellationToken cancellationToken)
    {
        await using var guard = new GuardProxy(new(options.Value, Dns.GetHostAddressesAsync));
        var visits = new List<SiteVisit>();
        var browser = await Start(guard, cancellationToken);
        try
        {
            foreach (var domain in domains)
            {
                browser = await Running(browser, guard, cancellationToken);
                visits.Add(await Visit(domain, browser, guard, cancellationToken));
            }
        }
        finally
        {
            await browser.DisposeAsync();
        }

        return visits;
    }

    // A page that brings the whole browser down must not take the other domains with it.
    private async Task<BrowserProcess> Running(BrowserProcess browser, GuardProxy guard, CancellationToken cancellationToken)
    {
        if (browser.IsRunning)
            return browser;
        await browser.DisposeAsync();
        return await Start(guard, cancellationToken);
    }

    private async Task<BrowserProcess> Start(GuardProxy guard, CancellationToken cancellationToken)
    {
        var browser = await BrowserProcess.Start(options.Value, guard.Address, cancellationToken);
        try
        {
            await using var context = await browser.NewContext(options.Value).WaitAsync(cancellationToken);
            await BrowserCanary.Check(context, guard, cancellationToken);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    private async Task<SiteVisit> Visit(string domain, BrowserProcess browser, GuardProxy guard, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Value.PageTimeout);
        var failures = new List<(string Scheme, string Reason)>();
        foreach (var scheme in _schemes.TakeWhile(_ => !deadline.IsCancellationRequested))
        {
            var visit = await Visit(domain, $"{scheme}://{domain}/", browser, guard, deadline.Token, cancellationToken);
            if (visit.Covered)
                return visit;
            failures.Add((scheme, visit.Failure!));
        }

        var reasons = failures.DistinctBy(failure => failure.Reason).Count() == 1
            ? failures[0].Reason
            : string.Join("; ", failures.Select(failure => $"{failure.Scheme}: {failure.Reason}"));
        return new(domain, Url: null, reasons, []);
    }

    private async Task<SiteVisit> Visit(
        string domain, string url, BrowserProcess browser, GuardProxy guard, CancellationToken deadline, CancellationToken cancellationToken)
    {
        IBrowserContext? context = null;
        try
        {
            context = await browser.NewContext(options.Value).WaitAsync(deadline);
            return await new PageVisit(context, guard, options.Value.PageTimeout, deadline, cancellationToken).Run(domain, url);
        }
        catch (PlaywrightException exception)
        {
            return new(domain, Url: null, BrowserErrors.Words(exception.Message), []);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(domain, Url: null, "the browser did not answer within Scanner:PageTimeout", []);
        }
        finally
        {
            if (context is not null && !cancellationToken.IsCancellationRequested)
                await BrowserProcess.Bounded(context.CloseAsync());
        }
    }
}
