using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;
using Schedules.Infrastructure.Trackers;

namespace Schedules.IntegrationTests.Trackers;

internal static class ScansOfTestWeb
{
    /// <summary>Scans domains of this web with the real browser, without pauses between pages.</summary>
    public static Task<ScanEvidence> Scan(
        this TestWeb web, string[] domains, ScanDepth depth = ScanDepth.Quick, Action<ScannerOptions>? change = null, IProgress<ScanProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var options = new ScannerOptions { HostResolverRules = web.Rules, IgnoreCertificateErrors = true, Politeness = TimeSpan.Zero };
        change?.Invoke(options);
        var order = new ScanOrder(domains, depth, 7);
        return new ChromiumBrowser(Options.Create(options)).Scan(order, progress ?? new Progress<ScanProgress>(), cancellationToken);
    }
}
