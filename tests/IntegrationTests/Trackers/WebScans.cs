using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;
using Schedules.Infrastructure.Trackers;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>Scans of the small web; apart from it, as the web is shared with tests that know the program from outside alone.</summary>
internal static class WebScans
{
    /// <summary>Scans domains of this web with the real browser, without pauses between pages.</summary>
    public static async Task<ScanEvidence> Scan(
        this TestWeb web, string[] domains, ScanDepth depth = ScanDepth.Quick, Action<ScannerOptions>? change = null, IProgress<ScanProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        (await web.Look(new(domains, depth, 7), change, progress, cancellationToken)).Evidence;

    /// <summary>The same, with the pictures that were asked for.</summary>
    public static Task<BrowserScan> Look(
        this TestWeb web, ScanOrder order, Action<ScannerOptions>? change = null, IProgress<ScanProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var options = new ScannerOptions { HostResolverRules = web.Rules, IgnoreCertificateErrors = true, Politeness = TimeSpan.Zero };
        change?.Invoke(options);
        return new ChromiumBrowser(Options.Create(options), TrackerCatalogue.BuiltIn).Scan(order, progress ?? new Progress<ScanProgress>(), cancellationToken);
    }
}
