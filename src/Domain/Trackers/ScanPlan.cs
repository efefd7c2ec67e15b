namespace Schedules.Domain.Trackers;

/// <summary>How much of a project's sites a scan looks at.</summary>
public enum ScanDepth
{
    /// <summary>The landing page of each domain, as a newcomer sees it who makes no choice.</summary>
    Quick,

    /// <summary>A sample of each domain's pages, in all four passes.</summary>
    Full,
}

/// <summary>How the visitor of a pass behaves. Each pass of a domain begins as a newcomer, without cookies, and opens the same pages.</summary>
public enum ScanPass
{
    /// <summary>Makes no choice: whatever is there came before consent.</summary>
    Baseline,

    /// <summary>Rejects all that the consent dialog lets one reject; what is written down came after that.</summary>
    Reject,

    /// <summary>Accepts everything; what is written down came after that.</summary>
    Accept,

    /// <summary>Makes no choice, but says Global Privacy Control with every request and to every script.</summary>
    Gpc,
}

/// <summary>Why a page is in the sample.</summary>
public enum PageChoice
{
    Landing,
    Legal,
    Cookies,

    /// <summary>It stands for all pages whose path has the same shape.</summary>
    Template,
}

/// <param name="Domain">The project's domain, as it is kept there; a port may follow.</param>
/// <param name="Address">Of the page that is opened, without what may identify people.</param>
/// <param name="Choice">Why this page.</param>
public sealed record PlannedPage(string Domain, WebAddress Address, PageChoice Choice);

/// <summary>What a scan sets out to open: every page in every pass.</summary>
/// <param name="Depth">Quick or full.</param>
/// <param name="Seed">Of the sample: the same pages found, sampled with the same seed, are the same plan.</param>
/// <param name="Passes">In the order of their making.</param>
/// <param name="Pages">By domain in the project's order, landing page first.</param>
/// <param name="Discovered">Per domain, how many pages were found that the sample is from.</param>
/// <param name="Notes">What kept discovery from seeing more, in words: a robots.txt that forbids, a sitemap that is no sitemap, a link that
/// leads to no page.</param>
public sealed record ScanPlan(
    ScanDepth Depth, int Seed, IReadOnlyList<ScanPass> Passes, IReadOnlyList<PlannedPage> Pages, IReadOnlyDictionary<string, int> Discovered,
    IReadOnlyList<string> Notes);

/// <summary>What a scan was made with: results of different versions are not compared without saying so.</summary>
/// <param name="Browser">Name and version, as the browser says them.</param>
/// <param name="Product">Of this program.</param>
/// <param name="Catalogue">Of the trackers that are known.</param>
/// <param name="ConsentRules">Of the rules that find and click consent dialogs; null where the scan clicks none.</param>
public sealed record ScanVersions(string Browser, string Product, string Catalogue, string? ConsentRules);
