using Schedules.Domain.Trackers;

namespace Schedules.Application.Common;

/// <summary>A real browser that visits websites as a newcomer without cookies would.</summary>
public interface IWebsiteBrowser
{
    /// <summary>Opens the landing page of each domain, https first, then http. A domain that fails never stops the others.</summary>
    /// <param name="domains">Bare host names; a port may follow.</param>
    /// <param name="cancellationToken">Ends the browser's processes too.</param>
    /// <returns>One visit per domain, in the order asked.</returns>
    /// <exception cref="BrowserUnavailableException">There is no browser, or it does not start.</exception>
    Task<IReadOnlyList<SiteVisit>> Visit(IReadOnlyList<string> domains, CancellationToken cancellationToken);
}

/// <summary>What became of the visit to one domain.</summary>
/// <param name="Domain">As asked.</param>
/// <param name="Url">Where the page was that answered, after redirects and without query; null when none did.</param>
/// <param name="Failure">Why nothing, or not everything, was seen; null when all went well. With a Url the visit is partial, and its evidence counts.</param>
/// <param name="Evidence">What was seen, each thing once; empty when no page answered.</param>
public sealed record SiteVisit(string Domain, string? Url, string? Failure, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>A page answered: the domain counts among those that the scan covered.</summary>
    public bool Covered => Url is not null;
}

/// <summary>There is no browser to scan with. The message says what to install or set.</summary>
public sealed class BrowserUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
