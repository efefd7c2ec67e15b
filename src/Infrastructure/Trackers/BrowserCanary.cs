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
    public static async Task Check(IBrowserContext context, GuardProxy guard, CancellationToken cancellationToken)
    {
        try
        {
            if (!await KeepsThirdPartyCookies(context).WaitAsync(_timeout, cancellationToken))
                throw Unfit("it keeps no third-party cookies");
            if (!await AsksTheGuard(context, guard).WaitAsync(_timeout, cancellationToken))
                throw Unfit("it goes around the guard that keeps pages away from private addresses");
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
        var page = await context.NewPageAsync();
        try
        {
            await page.GotoAsync($"http://127.0.0.1:{guard.Port}/");
        }
        catch (PlaywrightException)
        {
            // There is no page, neither through the guard nor around it. What counts is that the guard was asked.
        }

        return guard.WasAskedFor("127.0.0.1", guard.Port);
    }

    private static Task Answer(IRoute route, string html) => route.FulfillAsync(new() { ContentType = "text/html", Body = html });

    private static BrowserUnavailableException Unfit(string why) =>
        new($"The browser is not fit for scanning: {why}. Install chromium-headless-shell, or set Scanner:BrowserPath.");
}
