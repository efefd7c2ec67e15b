namespace Schedules.Infrastructure.Trackers;

/// <summary>The configuration section <c>Scanner</c>.</summary>
public sealed class ScannerOptions
{
    public const string Section = "Scanner";

    /// <summary>The browser's executable; without it chromium-headless-shell, then chromium, is looked for on PATH.</summary>
    public string? BrowserPath { get; set; }

    /// <summary>The longest that one domain may take, from the first request until the page is quiet.</summary>
    public TimeSpan PageTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Lets the browser reach private and loopback addresses, and every port. For intranets: any scanned page can then reach them too.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Where names lead, in the syntax of Chromium's switch: <c>MAP host[:port] target[:port], EXCLUDE host</c>.</summary>
    public string? HostResolverRules { get; set; }

    /// <summary>Accepts certificates that no public authority signed.</summary>
    public bool IgnoreCertificateErrors { get; set; }
}
