using Schedules.Application.Common;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>Visits of landing pages as the evidence of a quick scan: they say what was there, and not who loaded it.</summary>
public static class VisitEvidence
{
    public static ScanEvidence Of(IReadOnlyList<SiteVisit> visits)
    {
        var pages = visits.Select(PageOf).ToList();
        return new(
            new(ScanDepth.Quick, 0, [ScanPass.Baseline], [.. pages.Select(page => page.Page)], visits.ToDictionary(visit => visit.Domain, _ => 1), []),
            new("Chromium", typeof(VisitEvidence).Assembly.GetName().Version!.ToString(3), "", null),
            pages);
    }

    private static PageEvidence PageOf(SiteVisit visit)
    {
        var planned = new PlannedPage(visit.Domain, WebAddress.Of($"https://{visit.Domain}/")!, PageChoice.Landing);
        if (visit.Url is null)
            return PageEvidence.Failed(ScanPass.Baseline, planned, visit.Failure ?? "it did not answer");
        var address = WebAddress.Of(visit.Url)!;
        return new(
            ScanPass.Baseline, planned, address, visit.Failure, null, [.. visit.Evidence.Where(IsRequest).Select(Request).OfType<RequestEvidence>()],
            [.. visit.Evidence.Where(seen => seen.Type == TrackerType.Cookie).Select(cookie => Cookie(cookie, address))],
            [.. visit.Evidence.Where(seen => seen.Type is TrackerType.LocalStorage or TrackerType.SessionStorage).Select(key => Key(key, address))], [], []);
    }

    private static bool IsRequest(Evidence seen) => seen.Type is TrackerType.Script or TrackerType.Iframe or TrackerType.Image or TrackerType.Link;

    private static RequestEvidence? Request(Evidence seen) => WebAddress.Of($"https://{seen.Host}/") is not { } address ? null : new(
        seen.Type switch
        {
            TrackerType.Script => RequestType.Script,
            TrackerType.Iframe => RequestType.Frame,
            TrackerType.Link => RequestType.Stylesheet,
            _ => RequestType.Image,
        },
        address, [], ThirdParty: true, null, InitiatorType.Unknown, [], null, null);

    private static CookieEvidence Cookie(Evidence seen, WebAddress page) => new(
        seen.Name, seen.Host, "/", null, RegistrableDomain.Of(seen.Host) != page.Domain, null, null, false, false, CookieSameSite.Unspecified,
        CookieSource.Unknown, null, [], false);

    private static StorageEvidence Key(Evidence seen, WebAddress page) => new(
        seen.Type == TrackerType.LocalStorage ? StorageArea.Local : StorageArea.Session, seen.Name, seen.Host, RegistrableDomain.Of(seen.Host) != page.Domain, 0);
}
