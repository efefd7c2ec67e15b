namespace Schedules.Infrastructure.Trackers;

/// <summary>The configuration section <c>Scanner</c>.</summary>
public sealed class ScannerOptions
{
    public const string Section = "Scanner";

    /// <summary>The browser's executable; without it chromium-headless-shell, then chromium, is looked for on PATH.</summary>
    public string? BrowserPath { get; set; }

    /// <summary>The most pages of a domain that a full scan opens, in each pass.</summary>
    public int MaxPages { get; set; } = 10;

    /// <summary>The longest that a page may take to open; until it is quiet and written down, half as long again.</summary>
    public TimeSpan PageTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest that a scan may take. Pages that are not reached by then are not covered.</summary>
    public TimeSpan ScanTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Browsers that a scan runs beside each other, each with one page at a time.</summary>
    public int PagesAtATime { get; set; } = 2;

    /// <summary>The least time between two pages of a host.</summary>
    public TimeSpan Politeness { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Opens only what a site's robots.txt allows.</summary>
    public bool ObeyRobots { get; set; } = true;

    /// <summary>The most memory that a browser's processes may use together, in megabytes; beyond, it is ended. Linux only.</summary>
    public int MaxMemory { get; set; } = 2048;

    /// <summary>The most processes that a browser may have; beyond, it is ended. Linux only.</summary>
    public int MaxProcesses { get; set; } = 100;

    /// <summary>Lets the browser reach private and loopback addresses, and every port. For intranets: any scanned page can then reach them too.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Where names lead, in the syntax of Chromium's switch: <c>MAP host[:port] target[:port], EXCLUDE host</c>.</summary>
    public string? HostResolverRules { get; set; }

    /// <summary>Accepts certificates that no public authority signed.</summary>
    public bool IgnoreCertificateErrors { get; set; }

    /// <summary>How long a page may take from beginning to end.</summary>
    internal TimeSpan WholePageTimeout => PageTimeout * 1.5;
}
