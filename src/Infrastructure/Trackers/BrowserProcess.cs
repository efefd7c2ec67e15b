using Microsoft.Playwright;
using Schedules.Application.Common;

namespace Schedules.Infrastructure.Trackers;

/// <summary>One running browser, and the driver that started it. Disposing ends both, even if the browser no longer listens.</summary>
internal sealed class BrowserProcess : IAsyncDisposable
{
    private static readonly TimeSpan _closeTimeout = TimeSpan.FromSeconds(5);

    // The pages are hostile: the server's connection strings and passwords are not for the process that runs them.
    private static readonly string[] _passedOn = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"];

    private readonly IPlaywright _driver;
    private readonly IBrowser _browser;

    private BrowserProcess(IPlaywright driver, IBrowser browser) => (_driver, _browser) = (driver, browser);

    public bool IsRunning => _browser.IsConnected;

    /// <exception cref="BrowserUnavailableException">There is no browser, or it does not start.</exception>
    public static async Task<BrowserProcess> Start(ScannerOptions options, string proxy, CancellationToken cancellationToken)
    {
        var path = BrowserExecutable.Find(options.BrowserPath);
        IPlaywright? driver = null;
        try
        {
            driver = await Playwright.CreateAsync().WaitAsync(cancellationToken);
            return new(driver, await driver.Chromium.LaunchAsync(Launch(path, proxy)).WaitAsync(cancellationToken));
        }
        catch (Exception exception)
        {
            driver?.Dispose();
            if (exception is not PlaywrightException)
                throw;
            throw new BrowserUnavailableException($"The browser {path} does not start: {FirstLine(exception)} {BrowserExecutable.Advice}", exception);
        }
    }

    /// <summary>A browser as a newcomer has it: no cookies, no storage.</summary>
    public Task<IBrowserContext> NewContext(ScannerOptions options) => _browser.NewContextAsync(new()
    {
        AcceptDownloads = false,
        IgnoreHTTPSErrors = options.IgnoreCertificateErrors,
        // What a service worker asks for would be hidden from the page's events.
        ServiceWorkers = ServiceWorkerPolicy.Block,
    });

    public async ValueTask DisposeAsync()
    {
        await Bounded(_browser.CloseAsync());
        // The driver holds the browser's pipe: whatever is left of the browser ends with it.
        _driver.Dispose();
    }

    /// <summary>Waits for a browser's answer, but not for ever: a page may have hung what should give it.</summary>
    public static Task Bounded(Task task) =>
        ((Task)task.WaitAsync(_closeTimeout)).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private static BrowserTypeLaunchOptions Launch(string path, string proxy) => new()
    {
        ExecutablePath = path,
        Headless = true,
        // Chromium's sandbox refuses root.
        ChromiumSandbox = !(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess),
        Env = _passedOn.Select(name => (name, Environment.GetEnvironmentVariable(name))).Where(pair => pair.Item2 is not null)
            .ToDictionary(pair => pair.name, pair => pair.Item2!),
        Args =
        [
            $"--proxy-server={proxy}",
            "--proxy-bypass-list=<-loopback>",
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--js-flags=--max-old-space-size=256",
        ],
    };

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].TrimEnd('.', ' ', '\r') + '.';
}
