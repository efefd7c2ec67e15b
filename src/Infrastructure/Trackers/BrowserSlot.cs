namespace Schedules.Infrastructure.Trackers;

/// <summary>A place for one browser: whoever works here finds a running one, however the one before ended.</summary>
internal sealed class BrowserSlot(ScannerOptions options, GuardProxy guard) : IAsyncDisposable
{
    private BrowserProcess? _browser;

    /// <summary>Why the browser was ended; null where it was not, or ended by itself.</summary>
    public string? Ended => _browser?.Ended;

    /// <summary>Of the browser that was last fit for scanning here; null before the first.</summary>
    public string? Version { get; private set; }

    /// <exception cref="Application.Common.BrowserUnavailableException">There is no browser, it does not start, or it is not fit for scanning.</exception>
    public async Task<BrowserProcess> Running(CancellationToken cancellationToken)
    {
        if (_browser is { IsRunning: true })
            return _browser;
        await DisposeAsync();
        var started = _browser = await BrowserProcess.Start(options, guard.Address, cancellationToken);
        await Check(started, cancellationToken);
        Version = started.Version;
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is { } browser)
            await browser.DisposeAsync();
        _browser = null;
    }

    // One that is not fit must not be found here by whoever comes next.
    private async Task Check(BrowserProcess started, CancellationToken cancellationToken)
    {
        try
        {
            await BrowserCanary.Check(started, options, guard, cancellationToken);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }
}
