using NodaTime;

namespace Schedules.Domain.Trackers;

/// <summary>Who knew a tracker before the scan.</summary>
public enum TrackerMatch
{
    New,
    Project,
    Global,
}

/// <summary>One distinct tracker of a scan.</summary>
/// <param name="Type">What it is made of.</param>
/// <param name="Domain">The registrable domain of its owner.</param>
/// <param name="Name">Its name, with <c>*</c> for ids.</param>
/// <param name="Match">Who knew it.</param>
/// <param name="Category">The project's decision, else the catalogue's, else unclassified.</param>
/// <param name="Known">The project's tracker that it is; null unless <paramref name="Match"/> is Project.</param>
public sealed record Finding(TrackerType Type, string Domain, string Name, TrackerMatch Match, TrackerCategory Category, Tracker? Known);

/// <summary>
/// What the evidence of a project's sites means: the same evidence in any order, however often repeated, means the same. Two pieces of evidence are one
/// tracker when type, owner and name agree; the owner is a registrable domain, or "the first party" for whatever belongs to any of the project's sites.
/// </summary>
public sealed class TrackerScan
{
    private const string FirstParty = "";

    private readonly HashSet<string> _sites;
    private readonly TrackerCatalogue _catalogue;
    private readonly Dictionary<Identity, Tracker> _known;

    /// <param name="domains">The project's host names.</param>
    /// <param name="evidence">What all visits saw.</param>
    /// <param name="known">All trackers that the project had before.</param>
    /// <param name="catalogue">The well-known ones.</param>
    public TrackerScan(
        IEnumerable<string> domains, IEnumerable<Evidence> evidence, IEnumerable<Tracker> known, TrackerCatalogue catalogue)
    {
        _sites = domains.Select(SiteOf).ToHashSet(StringComparer.Ordinal);
        _catalogue = catalogue;
        _known = known.GroupBy(tracker => IdentityOf(tracker.Type, tracker.Domain, tracker.Name))
            .ToDictionary(same => same.Key, same => same.MinBy(tracker => (tracker.FirstSeenAt, tracker.Id))!);
        Findings = [.. evidence.Distinct().GroupBy(IdentityOf).Select(Find).OrderBy(f => f.Type).ThenBy(f => f.Domain, StringComparer.Ordinal)
            .ThenBy(f => f.Name, StringComparer.Ordinal)];
        Results = ScanResults.Of(Findings);
    }

    /// <summary>By type, domain and name.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    public ScanResults Results { get; }

    /// <summary>Marks the project's trackers as seen, and makes those that it lacks.</summary>
    /// <returns>The new ones, to be stored.</returns>
    public IReadOnlyList<Tracker> Record(Guid organizationId, Guid projectId, Instant seenAt, Func<Guid> newId)
    {
        var added = new List<Tracker>();
        foreach (var finding in Findings)
        {
            if (finding.Known is { } known)
                known.SeenAt(seenAt);
            else
                added.Add(new(newId(), organizationId, projectId, finding.Type, finding.Domain, finding.Name, finding.Category, seenAt));
        }

        return added;
    }

    private Finding Find(IGrouping<Identity, Evidence> same)
    {
        var domain = same.Select(evidence => RegistrableDomain.Of(evidence.Host)).Min(StringComparer.Ordinal)!;
        if (_known.TryGetValue(same.Key, out var known))
            return new(known.Type, known.Domain, known.Name, TrackerMatch.Project, known.Category, known);
        var category = _catalogue.Suggest(same)?.Category;
        var match = category is null ? TrackerMatch.New : TrackerMatch.Global;
        return new(same.Key.Type, domain, same.Key.Name, match, category ?? TrackerCategory.Unclassified, Known: null);
    }

    private Identity IdentityOf(Evidence evidence) => IdentityOf(evidence.Type, RegistrableDomain.Of(evidence.Host), evidence.Name);

    private Identity IdentityOf(TrackerType type, string domain, string name) =>
        new(type, _sites.Contains(domain) ? FirstParty : domain, name);

    private static string SiteOf(string domain) =>
        RegistrableDomain.Of(Uri.TryCreate($"https://{domain}/", UriKind.Absolute, out var url) ? url.IdnHost : domain);

    private readonly record struct Identity(TrackerType Type, string Owner, string Name);
}
