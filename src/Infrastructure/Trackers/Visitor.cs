using System.Text.Json;
using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>A newcomer to a site: a browser context of its own, and the jar of its cookies.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private volatile bool _opening;

    private Visitor(IBrowserContext context) => (Context, Jar) = (context, new(context));

    public IBrowserContext Context { get; }

    public CookieJar Jar { get; }

    /// <summary>Is told the address of each service worker that the page asks for.</summary>
    public Action<string> ServiceWorkerAsked { get; set; } = static _ => { };

    /// <summary>No cookies, no storage; says Global Privacy Control in the pass that does.</summary>
    /// <exception cref="TimeoutException">The browser does not answer.</exception>
    public static async Task<Visitor> Enter(BrowserProcess browser, ScannerOptions options, ScanPass pass, CancellationToken cancellationToken)
    {
        var visitor = new Visitor(await browser.NewContext(options, pass == ScanPass.Gpc).WaitAsync(options.PageTimeout, cancellationToken));
        try
        {
            await visitor.Prepare().WaitAsync(options.PageTimeout, cancellationToken);
            return visitor;
        }
        catch
        {
            await visitor.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a page; while it stands, whatever else opens is a popup.</summary>
    public async Task<IPage> NewPage()
    {
        _opening = true;
        try
        {
            return await Context.NewPageAsync();
        }
        finally
        {
            _opening = false;
        }
    }

    public async ValueTask DisposeAsync() => await BrowserProcess.Bounded(Context.CloseAsync());

    private async Task Prepare()
    {
        await Bind(CookieNotes.Script, Note);
        await Bind(ServiceWorkers.Script, told => ServiceWorkerAsked(told));
        // Popups: most are never opened, the rest are closed at once, and nothing in them is written down.
        await Context.AddInitScriptAsync("window.open = () => null");
        Context.Page += (_, page) => _ = _opening ? Task.CompletedTask : BrowserProcess.Bounded(page.CloseAsync());
    }

    // By a name that no page can guess, and that the script takes away before the page's first line.
    private async Task Bind(string script, Action<string> note)
    {
        var binding = $"note{Guid.NewGuid():N}";
        await Context.ExposeBindingAsync<string, bool>(binding, (_, told) =>
        {
            note(told);
            return true;
        });
        await Context.AddInitScriptAsync(script.Replace("BINDING", binding, StringComparison.Ordinal));
    }

    private void Note(string told)
    {
        try
        {
            Jar.Notes.Written([.. (JsonSerializer.Deserialize<JsonElement[]>(told) ?? []).Select(part => part.ToString())]);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentNullException)
        {
            // A page has found the way in and sends nonsense.
        }
    }
}
