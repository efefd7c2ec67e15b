using NodaTime;

namespace Schedules.Domain.Trackers;

/// <summary>
/// What the evidence of a project's sites means: the same evidence in any order, however often repeated, means the same. Two pieces of evidence are one
/// tracker when type, owner and name agree; the owner is a registrable domain, or "the first party" for whatever belongs to any of the project's sites.
/// </summary>
public sealed class TrackerScan
{
    private const string FirstParty = "";

    private readonly HashSet<string> _sites;
    private readonly TrackerCatalogue _catalogue;
    private readonly ProjectKnowledge _project;
    private readonly Dictionary<TrackerIdentity, Tracker> _known;
    private readonly List<Tracker> _patterns;
    private readonly HashSet<TrackerIdentity> _lastFound;
    private readonly Dictionary<TrackerIdentity, Finding> _findings;

    /// <param name="domains">The project's host names.</param>
    /// <param name="evidence">What all visits saw.</param>
    /// <param name="project">What the project knew before.</param>
    /// <param name="catalogue">The well-known ones.</param>
    public TrackerScan(IEnumerable<string> domains, IEnumerable<Evidence> evidence, ProjectKnowledge project, TrackerCatalogue catalogue)
    {
        _sites = domains.Select(SiteOf).ToHashSet(StringComparer.Ordinal);
        (_catalogue, _project) = (catalogue, project);
        var trackers = project.Trackers.OrderBy(tracker => tracker.CreatedAt).ThenBy(tracker => tracker.Id).ToList();
        _known = trackers.Where(tracker => tracker.Domain.Length > 0)
            .GroupBy(tracker => IdentityOf(tracker.Type, tracker.Domain, tracker.DetectedName)).ToDictionary(same => same.Key, same => same.First());
        _patterns = trackers.FindAll(tracker => tracker.Domain.Length == 0 || tracker.Pattern is not null);
        _lastFound = project.LastFound.Select(found => IdentityOf(found.Type, found.Domain, found.Name)).ToHashSet();
        _findings = evidence.Distinct().GroupBy(IdentityOf).ToDictionary(same => same.Key, Find);
        Findings = [.. _findings.Values.OrderBy(f => f.Type).ThenBy(f => f.Domain, StringComparer.Ordinal).ThenBy(f => f.Name, StringComparer.Ordinal)];
        Results = ScanResults.Of(Findings);
    }

    /// <summary>As above, of a project without rules and earlier scans.</summary>
    public TrackerScan(IEnumerable<string> domains, IEnumerable<Evidence> evidence, IEnumerable<Tracker> known, TrackerCatalogue catalogue)
        : this(domains, evidence, new ProjectKnowledge([.. known], [], [], Instant.MinValue), catalogue)
    {
    }

    /// <summary>By type, domain and name.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    public ScanResults Results { get; }

    /// <summary>The finding that a sighting is a part of.</summary>
    public Finding this[Evidence sighting] => _findings[IdentityOf(sighting)];

    /// <summary>Whether a finding's category is what somebody decided of the project's tracker.</summary>
    public bool IsDecided(Finding finding) => finding.Known?.IsDecidedAt(_project.Now) ?? false;

    /// <summary>What tells a tracker of this project's from another: an earlier scan's too.</summary>
    public TrackerIdentity IdentityOf(TrackerType type, string domain, string name) => new(type, _sites.Contains(domain) ? FirstParty : domain, name);

    /// <summary>Marks the project's trackers as seen, and makes those that it lacks.</summary>
    /// <returns>The new ones, to be stored.</returns>
    public IReadOnlyList<Tracker> Record(Guid organizationId, Guid projectId, Instant seenAt, Func<Guid> newId)
    {
        var added = new List<Tracker>();
        foreach (var finding in Findings)
        {
            var tracker = finding.Known;
            if (tracker is null)
            {
                // A rule decides anew in every scan: it is not the tracker's own category.
                var category = finding.Suggestion?.Category ?? TrackerCategory.Unclassified;
                added.Add(tracker = new(newId(), organizationId, projectId, finding.Type, finding.Domain, finding.Name, category, seenAt));
            }

            tracker.SeenAt(seenAt);
            tracker.Suggest(finding.Suggestion, seenAt);
        }

        return added;
    }

    private Finding Find(IGrouping<TrackerIdentity, Evidence> same)
    {
        var suggestion = _catalogue.Suggest(same);
        var known = Known(same.Key);
        var rule = _project.Rules.FirstOrDefault(rule => same.Any(rule.Fits));
        var domain = known is { Domain.Length: > 0, Pattern: null }
            ? known.Domain
            : same.Select(seen => RegistrableDomain.Of(seen.Host)).Min(StringComparer.Ordinal)!;
        var category = rule?.Category ?? ProjectsWord(known) ?? suggestion?.Category ?? TrackerCategory.Unclassified;
        var match = known is not null ? TrackerMatch.Project
            : suggestion is not null ? TrackerMatch.Global
            : _lastFound.Contains(same.Key) ? TrackerMatch.Project : TrackerMatch.New;
        return new(same.Key.Type, domain, same.Key.Name, match, category, known, suggestion, same.Key.Owner == FirstParty, rule);
    }

    /// <summary>What the tracker says, unless that is nothing, and nobody has said that it is to be so.</summary>
    private TrackerCategory? ProjectsWord(Tracker? known) =>
        known?.CategoryAt(_project.Now) is { } category && (category != TrackerCategory.Unclassified || known.IsDecidedAt(_project.Now)) ? category : null;

    // One that somebody entered with a pattern or without an owner stands for many; one that is itself what was seen says more.
    private Tracker? Known(TrackerIdentity identity) => _known.GetValueOrDefault(identity) ?? _patterns.Find(tracker =>
        tracker.Type == identity.Type
        && (tracker.Domain.Length == 0 || IdentityOf(tracker.Type, tracker.Domain, identity.Name) == identity)
        && (tracker.DetectedName == identity.Name || (tracker.Pattern is { } pattern && NamePattern.Matches(pattern, identity.Name))));

    private TrackerIdentity IdentityOf(Evidence evidence) => IdentityOf(evidence.Type, RegistrableDomain.Of(evidence.Host), evidence.Name);

    private static string SiteOf(string domain) =>
        RegistrableDomain.Of(Uri.TryCreate($"https://{domain}/", UriKind.Absolute, out var url) ? url.IdnHost : domain);
}

/// <summary>What makes two sightings one tracker.</summary>
/// <param name="Owner">A registrable domain; empty for the first party.</param>
public readonly record struct TrackerIdentity(TrackerType Type, string Owner, string Name);
