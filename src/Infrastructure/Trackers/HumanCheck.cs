using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Recognizes the pages that stand before a site for visitors that may be programs: what is seen there is not the site.</summary>
internal static class HumanCheck
{
    private static readonly (string Host, string Name)[] _hosts =
    [
        ("challenges.cloudflare.com", "Cloudflare"), ("captcha-delivery.com", "DataDome"), ("px-cloud.net", "HUMAN"), ("perimeterx.net", "HUMAN"),
        ("awswaf.com", "AWS WAF"), ("hcaptcha.com", "hCaptcha"), ("recaptcha.net", "reCAPTCHA"), ("arkoselabs.com", "Arkose"),
    ];

    /// <summary>Who checks; null where nobody does. Only of an answer that refuses: the same scripts guard forms of pages that are open.</summary>
    public static string? By(IResponse answer, IEnumerable<RequestEvidence> requests)
    {
        if (answer.Headers.TryGetValue("cf-mitigated", out var mitigated) && mitigated == "challenge")
            return "Cloudflare";
        if (answer.Status is not (401 or 403 or 405 or 429 or 503))
            return null;
        return _hosts.FirstOrDefault(known => requests.Any(request =>
            request.Address.Host == known.Host || request.Address.Host.EndsWith($".{known.Host}", StringComparison.Ordinal))).Name;
    }
}
