using Microsoft.Playwright;
using Schedules.Application.Common;

namespace Schedules.Infrastructure.Trackers;

/// <summary>One running browser, and the driver that started it. Disposing ends both, even if the browser no longer listens.</summary>
internal sealed class BrowserProcess : IAsyncDisposable
{
    private static readonly TimeSpan _closeTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _watch = TimeSpan.FromSeconds(1);

    // The pages are hostile: the server's connection strings and passwords are not for the process that runs them.
    private static readonly string[] _passedOn = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"];

    private readonly IPlaywright _driver;
    private readonly IBrowser _browser;
    private readonly BrowserTree _tree;
    private readonly CancellationTokenSource _watching = new();

    private BrowserProcess(IPlaywright driver, IBrowser browser, string mark, ScannerOptions options)
    {
        (_driver, _browser, _tree) = (driver, browser, new(mark));
        _ = Watch(options, _watching.Token);
    }

    public bool IsRunning => _browser.IsConnected && Ended is null;

    /// <summary>Why it was ended from here; null where it was not.</summary>
    public string? Ended { get; private set; }

    /// <summary>Name and version.</summary>
    public string Version => $"{_browser.BrowserType.Name} {_browser.Version}";

    /// <exception cref="BrowserUnavailableException">There is no browser, or it does not start.</exception>
    public static async Task<BrowserProcess> Start(ScannerOptions options, string proxy, CancellationToken cancellationToken)
    {
        var path = BrowserExecutable.Find(options.BrowserPath);
        IPlaywright? driver = null;
        try
        {
            driver = await Playwright.CreateAsync().WaitAsync(cancellationToken);
            var mark = $"--schedules-scan={Guid.NewGuid():N}";
            return new(driver, await driver.Chromium.LaunchAsync(Launch(path, proxy, mark, options)).WaitAsync(cancellationToken), mark, options);
        }
        catch (Exception exception)
        {
            driver?.Dispose();
            if (exception is not PlaywrightException)
                throw;
            throw new BrowserUnavailableException($"The browser {path} does not start: {Why(exception)}", exception);
        }
    }

    /// <summary>A browser as a newcomer has it: no cookies, no storage.</summary>
    /// <param name="options">Whether certificates must be trusted.</param>
    /// <param name="gpc">Says Global Privacy Control, in both of the ways that its specification has.</param>
    public async Task<IBrowserContext> NewContext(ScannerOptions options, bool gpc)
    {
        var context = await _browser.NewContextAsync(new()
        {
            AcceptDownloads = false,
            IgnoreHTTPSErrors = options.IgnoreCertificateErrors,
            // What a service worker asks for would be hidden from the page's events.
            ServiceWorkers = ServiceWorkerPolicy.Block,
            ExtraHTTPHeaders = gpc ? new Dictionary<string, string>(StringComparer.Ordinal) { ["Sec-GPC"] = "1" } : null,
        });
        if (gpc)
            await context.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true, enumerable: true })");
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await _watching.CancelAsync();
        var processes = _tree.Processes();
        await Bounded(_browser.CloseAsync());
        // The driver holds the browser's pipe: whatever is left of the browser ends with it.
        _driver.Dispose();
        BrowserTree.Kill(_tree.Processes().Intersect(processes));
        _watching.Dispose();
    }

    /// <summary>Waits for a browser's answer, but not for ever: a page may have hung what should give it.</summary>
    public static Task Bounded(Task task) =>
        ((Task)task.WaitAsync(_closeTimeout)).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    // A page may fill the machine's memory without its own script's heap: with pictures, with frames, with other processes.
    private async Task Watch(ScannerOptions options, CancellationToken closing)
    {
        using var timer = new PeriodicTimer(_watch);
        try
        {
            while (await timer.WaitForNextTickAsync(closing))
            {
                var processes = _tree.Processes();
                if (processes.Count > options.MaxProcesses)
                    End(processes, $"the page made the browser have more than {options.MaxProcesses} processes");
                else if (BrowserTree.Memory(processes) > options.MaxMemory)
                    End(processes, $"the page made the browser use more than {options.MaxMemory} MB");
            }
        }
        catch (OperationCanceledException)
        {
            // The browser is closed.
        }
    }

    private void End(IReadOnlyList<int> processes, string why)
    {
        Ended ??= why;
        BrowserTree.Kill(processes);
    }

    private static BrowserTypeLaunchOptions Launch(string path, string proxy, string mark, ScannerOptions options) => new()
    {
        ExecutablePath = path,
        Headless = true,
        // Chromium's sandbox refuses root.
        ChromiumSandbox = !(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess),
        Env = _passedOn.Select(name => (name, Environment.GetEnvironmentVariable(name))).Where(pair => pair.Item2 is not null)
            .ToDictionary(pair => pair.name, pair => pair.Item2!),
        Args =
        [
            mark,
            $"--proxy-server={proxy}",
            "--proxy-bypass-list=<-loopback>",
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--js-flags=--max-old-space-size=256",
            // One process, and so one session, for all frames of a page: it tells who asked in each of them. The browser lives for one scan, and
            // holds nothing that one site may not learn of another.
            "--disable-site-isolation-trials",
            // A context's own setting does not reach its shared workers.
            .. options.IgnoreCertificateErrors ? new[] { "--ignore-certificate-errors" } : [],
        ],
    };

    // The driver's first line says only that it ended; the browser's own words follow.
    private static string Why(Exception exception) => exception.Message.Contains("No usable sandbox", StringComparison.Ordinal)
        ? "its sandbox needs user namespaces, which this machine does not give to this user. docs/operation.md says how it may."
        : $"{FirstLine(exception)} {BrowserExecutable.Advice}";

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].TrimEnd('.', ' ', '\r') + '.';
}
