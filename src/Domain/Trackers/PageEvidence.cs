namespace Schedules.Domain.Trackers;

/// <summary>How far a consent choice got.</summary>
public enum ConsentState
{
    /// <summary>No dialog that the rules know was there.</summary>
    NotFound,

    /// <summary>The choice was made.</summary>
    Chosen,

    /// <summary>A dialog was there, but the choice could not be made: what was seen says nothing about whether it is honoured.</summary>
    Failed,

    /// <summary>The page is a later one of the pass: the choice was made, or not, before.</summary>
    Earlier,
}

/// <param name="State">How far it got.</param>
/// <param name="Manager">The consent manager, by the rules' name for it (<c>Onetrust</c>); null where none was found.</param>
/// <param name="Detail">Why it failed; null where it did not.</param>
public sealed record ConsentEvidence(ConsentState State, string? Manager, string? Detail);

/// <summary>What one page yielded in one pass.</summary>
/// <param name="Pass">Which pass.</param>
/// <param name="Page">The page that was to be opened.</param>
/// <param name="Address">The page that was opened, after redirects; null where none answered. Its site tells first from third parties.</param>
/// <param name="Failure">
/// Why nothing, or not everything, was seen; null when all went well. With an <paramref name="Address"/> the page is seen in part, and what was seen counts.
/// </param>
/// <param name="Consent">What became of the choice; null in the passes that make none.</param>
/// <param name="Requests">In the order of asking.</param>
/// <param name="Cookies">Those that the page put into the jar or changed there, taken away again too; and see <see cref="CookieEvidence.Remained"/>.</param>
/// <param name="Storage">The keys of all frames.</param>
/// <param name="Frames">Without the page itself.</param>
/// <param name="Workers">Each once.</param>
/// <param name="Screenshot">Whether a picture was taken; pictures are kept beside the evidence.</param>
/// <param name="Kept">Cookies that were in the jar before, that belong to what the page asked for, and that it did not change.</param>
public sealed record PageEvidence(
    ScanPass Pass, PlannedPage Page, WebAddress? Address, string? Failure, ConsentEvidence? Consent, IReadOnlyList<RequestEvidence> Requests,
    IReadOnlyList<CookieEvidence> Cookies, IReadOnlyList<StorageEvidence> Storage, IReadOnlyList<FrameEvidence> Frames,
    IReadOnlyList<WorkerEvidence> Workers, bool Screenshot = false, IReadOnlyList<Evidence>? Kept = null)
{
    public IReadOnlyList<Evidence> Kept { get; } = Kept ?? [];

    /// <summary>A page answered: its domain counts among those that the scan covered.</summary>
    public bool Seen => Address is not null;

    /// <summary>A page that yielded nothing.</summary>
    public static PageEvidence Failed(ScanPass pass, PlannedPage page, string failure) =>
        new(pass, page, Address: null, failure, Consent: null, [], [], [], [], []);

    /// <summary>
    /// Everything here that may be a tracker, each thing once: cookies and storage of anybody, and whatever was asked of other sites, redirects on the
    /// way included.
    /// </summary>
    public IReadOnlyList<Evidence> Sightings() =>
    [
        .. Cookies.Where(cookie => cookie.Domain.Length > 0).Select(cookie => new Evidence(TrackerType.Cookie, cookie.Name, cookie.Domain))
            .Concat(Storage.Select(key => new Evidence(
                key.Area == StorageArea.Local ? TrackerType.LocalStorage : TrackerType.SessionStorage, key.Key, key.Host)))
            .Concat(Requests.Where(request => request.ThirdParty).SelectMany(OfOtherSites))
            .Concat(Kept)
            .Distinct(),
    ];

    /// <summary>What one request may be a tracker by: the other sites that it went to, redirects on the way included.</summary>
    public IEnumerable<Evidence> OfOtherSites(RequestEvidence request) => request.Type == RequestType.Document
        ? []
        : request.Redirects.Append(request.Address).Where(address => address.Domain != Address?.Domain)
            .Select(address => Evidence.Requested(request.Tracker, address.Host));
}
