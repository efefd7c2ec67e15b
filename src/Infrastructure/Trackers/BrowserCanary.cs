using Microsoft.Playwright;
using Schedules.Application.Common;

namespace Schedules.Infrastructure.Trackers;

/// <summary>
/// Tries a browser before sites are opened in it. A browser that blocks third-party cookies would report fewer trackers than visitors get, and one that
/// goes around the guard would let pages into the machine: neither must look like a good scan.
/// </summary>
internal static class BrowserCanary
{
    private const string Site = "https://site.invalid/";
    private const string ThirdParty = "https://third-party.invalid/";

    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(20);

    /// <exception cref="BrowserUnavailableException">The browser is not fit for scanning; the message says why.</exception>
    public static async Task Check(BrowserProcess browser, ScannerOptions options, GuardProxy guard, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await browser.NewContext(options, gpc: true).WaitAsync(_timeout, cancellationToken);
            if (!await KeepsThirdPartyCookies(context).WaitAsync(_timeout, cancellationToken))
                throw Unfit("it keeps no third-party cookies");
            if (!await AsksTheGuard(context, guard).WaitAsync(_timeout, cancellationToken))
                throw Unfit("it goes around the guard that keeps pages away from private addresses");
            if (!await SaysGpc(context, guard).WaitAsync(_timeout, cancellationToken))
                throw Unfit("it does not say Global Privacy Control");
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            throw Unfit($"it does not open a simple page ({exception.Message.Split('\n')[0].Trim()})");
        }
    }

    // Both sites are answered here, inside the driver: nothing leaves the machine.
    private static async Task<bool> KeepsThirdPartyCookies(IBrowserContext context)
    {
        await context.RouteAsync(Site, route => Answer(route, $"<iframe src='{ThirdParty}'></iframe>"));
        await context.RouteAsync(ThirdParty, route => Answer(route, "<script>document.cookie = 'canary=1; SameSite=None; Secure'</script>"));
        var page = await context.NewPageAsync();
        await page.GotoAsync(Site);
        return await context.CookiesAsync([ThirdParty]) is [{ Name: "canary" }];
    }

    private static async Task<bool> AsksTheGuard(IBrowserContext context, GuardProxy guard)
    {
        var canary = guard.NewCanary();
        await Ask(context, $"http://127.0.0.1:{guard.Port}/{canary}");
        return guard.TakeHead(canary).Length > 0;
    }

    private static async Task<bool> SaysGpc(IBrowserContext context, GuardProxy guard)
    {
        var canary = guard.NewCanary();
        // A name that leads nowhere (RFC 6761).
        await Ask(context, $"http://{canary}.invalid/");
        var page = await context.NewPageAsync();
        await page.GotoAsync(Site);
        return guard.TakeHead(canary).Contains("\r\nSec-GPC: 1\r\n", StringComparison.OrdinalIgnoreCase)
            && await page.EvaluateAsync<bool>("navigator.globalPrivacyControl === true");
    }

    private static async Task Ask(IBrowserContext context, string url)
    {
        var page = await context.NewPageAsync();
        try
        {
            await page.GotoAsync(url);
        }
        catch (PlaywrightException)
        {
            // There is no page, neither through the guard nor around it. What counts is what the guard was asked.
        }
    }

    private static Task Answer(IRoute route, string html) => route.FulfillAsync(new() { ContentType = "text/html", Body = html });

    private static BrowserUnavailableException Unfit(string why) =>
        new($"The browser is not fit for scanning: {why}. Install chromium-headless-shell, or set Scanner:BrowserPath.");
}
