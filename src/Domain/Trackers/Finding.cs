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
/// <param name="Category">By the project's rules, else its decisions, else the catalogue's, else unclassified.</param>
/// <param name="Known">The project's tracker that it is; null where there is none.</param>
/// <param name="Suggestion">What the catalogue says; null where it knows nothing.</param>
/// <param name="FirstParty">It belongs to one of the project's own sites.</param>
/// <param name="Rule">The project's rule that decided; null where none did.</param>
public sealed record Finding(
    TrackerType Type, string Domain, string Name, TrackerMatch Match, TrackerCategory Category, Tracker? Known, Suggestion? Suggestion, bool FirstParty,
    TrackerRule? Rule);

/// <summary>What a project knows before a scan.</summary>
/// <param name="Trackers">All that it has.</param>
/// <param name="Rules">In their order: the first that fits decides.</param>
/// <param name="LastFound">What its last complete scan found.</param>
/// <param name="Now">When the scan is judged: what is ignored until then is no longer.</param>
public sealed record ProjectKnowledge(
    IReadOnlyCollection<Tracker> Trackers, IReadOnlyList<TrackerRule> Rules, IReadOnlyCollection<ScanFinding> LastFound, NodaTime.Instant Now);
