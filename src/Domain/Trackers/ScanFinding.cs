namespace Schedules.Domain.Trackers;

/// <summary>Whose word a category is. On the wire: rule, project, catalogue, nobody.</summary>
public enum FindingDecision
{
    Nobody,
    Catalogue,
    Project,
    Rule,
}

/// <summary>A tracker that a scan found, with all that the books keep of it. Nothing in it is a value.</summary>
/// <param name="Type">What it is made of.</param>
/// <param name="Domain">The registrable domain of its owner.</param>
/// <param name="Name">Its name, with <c>*</c> for ids.</param>
/// <param name="FirstParty">It belongs to one of the project's own sites.</param>
/// <param name="Match">Who knew it before.</param>
/// <param name="Category">What it is for.</param>
/// <param name="DecidedBy">Whose word that is.</param>
/// <param name="Suggestion">What the catalogue says; null where it knows nothing.</param>
/// <param name="TrackerId">The project's tracker.</param>
/// <param name="Hosts">Those that own it, or were asked: at most 20.</param>
/// <param name="Passes">In which it was seen. Baseline: before any choice. Reject and Accept: after that choice was made, and not where it could not be.</param>
/// <param name="Pages">On how many pages of the plan: those that set it, asked for it, or had it.</param>
/// <param name="Remained">A cookie from before the rejection was there after it.</param>
/// <param name="Declared">For how many seconds a cookie was asked to live, at most; null for a session's, and for what is no cookie.</param>
/// <param name="Effective">For how many the browser keeps it.</param>
/// <param name="Initiators">The registrable domains of those that set or asked for it: at most 20.</param>
/// <param name="Chains">Who loaded whom, nearest first, up to the page: at most 3, the shortest.</param>
public sealed record ScanFinding(
    TrackerType Type, string Domain, string Name, bool FirstParty, TrackerMatch Match, TrackerCategory Category, FindingDecision DecidedBy,
    Suggestion? Suggestion, Guid? TrackerId, IReadOnlyList<string> Hosts, IReadOnlyList<ScanPass> Passes, int Pages, bool Remained, long? Declared,
    long? Effective, IReadOnlyList<string> Initiators, IReadOnlyList<IReadOnlyList<WebAddress>> Chains);
