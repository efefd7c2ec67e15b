using System.Text.RegularExpressions;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Says in words what the browser reports in codes.</summary>
internal static partial class BrowserErrors
{
    /// <summary>What is tried once more: pages crash by chance too.</summary>
    public const string Crash = "the page crashed the browser's tab";

    public const string Ended = "the browser ended unexpectedly";

    public static string Words(string message) => Code().Match(message).Value switch
    {
        "" when message.Contains("Download", StringComparison.Ordinal) => "the site answered with a download, not a page",
        "" when message.Contains("crash", StringComparison.OrdinalIgnoreCase) => Crash,
        "" when message.Contains("closed", StringComparison.Ordinal) => Ended,
        "" => $"the browser could not open the page ({message.Split('\n')[0].Trim()})",
        var code when code.StartsWith("ERR_CERT_", StringComparison.Ordinal) => $"TLS error: the certificate is not trusted ({code})",
        var code when code.Contains("SSL", StringComparison.Ordinal) => $"TLS error: no secure connection could be agreed on ({code})",
        "ERR_TOO_MANY_REDIRECTS" => "the site redirects in circles (ERR_TOO_MANY_REDIRECTS)",
        "ERR_EMPTY_RESPONSE" => "the site closed the connection without an answer (ERR_EMPTY_RESPONSE)",
        "ERR_ABORTED" => "the page was given up before it opened (ERR_ABORTED)",
        var code => $"the page could not be opened ({code})",
    };

    [GeneratedRegex("ERR_[A-Z0-9_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
