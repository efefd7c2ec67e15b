using Schedules.Domain.Trackers;

namespace Schedules.Application.Common;

/// <summary>A real browser that visits websites as newcomers without cookies would.</summary>
public interface IWebsiteBrowser
{
    /// <summary>Opens the domains' pages in each pass of the depth. A page that fails never stops the others.</summary>
    /// <param name="order">What to look at.</param>
    /// <param name="progress">Is told after each page.</param>
    /// <param name="cancellationToken">Ends the browser's processes too.</param>
    /// <exception cref="BrowserUnavailableException">There is no browser, it does not start, or it is not fit for scanning.</exception>
    Task<BrowserScan> Scan(ScanOrder order, IProgress<ScanProgress> progress, CancellationToken cancellationToken);
}

/// <param name="Domains">Bare host names; a port may follow.</param>
/// <param name="Depth">Quick or full.</param>
/// <param name="Seed">Of the sample of pages; the same one for the same project, so that scans can be compared.</param>
/// <param name="Screenshots">Takes a picture of each page of the baseline pass.</param>
public sealed record ScanOrder(IReadOnlyList<string> Domains, ScanDepth Depth, int Seed, bool Screenshots = false);

/// <param name="Evidence">What was seen.</param>
/// <param name="Screenshots">JPEG files by the place of their page among the evidence's pages; no more, and none larger, than are kept.</param>
public sealed record BrowserScan(ScanEvidence Evidence, IReadOnlyDictionary<int, byte[]> Screenshots);

/// <summary>There is no browser to scan with. The message says what to install or set.</summary>
public sealed class BrowserUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
