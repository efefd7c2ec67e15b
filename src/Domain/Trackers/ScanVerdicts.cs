namespace Schedules.Domain.Trackers;

/// <summary>Whether a site does as it should. What was not seen is never a yes.</summary>
public enum VerdictState
{
    Inconclusive,
    Yes,
    No,
}

/// <param name="State">Yes, no or inconclusive.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Evidence">The trackers that say so: those against it, or those that nobody has classified.</param>
public sealed record Verdict(VerdictState State, string Reason, IReadOnlyList<TrackerRef> Evidence);

/// <param name="PreConsentClean">Before any choice there is nothing that needs one.</param>
/// <param name="RejectHonoured">After rejecting all there is nothing that was rejected.</param>
/// <param name="GpcHonoured">In spite of Global Privacy Control nothing is sold or shared.</param>
public sealed record ScanVerdicts(Verdict PreConsentClean, Verdict RejectHonoured, Verdict GpcHonoured)
{
    private static readonly TrackerCategory[] _needConsent =
    [
        TrackerCategory.Marketing, TrackerCategory.Analytics, TrackerCategory.Malicious, TrackerCategory.DoNotSell, TrackerCategory.LimitPiiUse,
        TrackerCategory.GlobalPrivacyControl,
    ];

    // The signal forbids to sell and share, not to measure.
    private static readonly TrackerCategory[] _stoppedByGpc =
    [
        TrackerCategory.Marketing, TrackerCategory.Malicious, TrackerCategory.DoNotSell, TrackerCategory.LimitPiiUse, TrackerCategory.GlobalPrivacyControl,
    ];

    public static ScanVerdicts Of(ScanEvidence evidence, IReadOnlyList<ScanFinding> findings) => new(
        Judge(evidence, findings, ScanPass.Baseline, _needConsent, "before any choice", inTheWay: null),
        Judge(evidence, findings, ScanPass.Reject, _needConsent, "after everything was rejected", NoChoice(evidence)),
        Judge(evidence, findings, ScanPass.Gpc, _stoppedByGpc, "in spite of Global Privacy Control", inTheWay: null));

    private static Verdict Judge(
        ScanEvidence evidence, IReadOnlyList<ScanFinding> findings, ScanPass pass, TrackerCategory[] against, string when, string? inTheWay)
    {
        var pages = evidence.Pages.Where(page => page.Pass == pass).ToList();
        if (!pages.Exists(page => page.Seen))
            return new(VerdictState.Inconclusive, pages.Count == 0 ? "The scan did not try." : "No page was seen.", []);
        var seen = findings.Where(finding => finding.Passes.Contains(pass) || (pass == ScanPass.Reject && finding.Remained)).ToList();
        var guilty = seen.Where(finding => against.Contains(finding.Category)).Select(TrackerRef.Of).ToList();
        if (guilty.Count > 0)
            return new(VerdictState.No, $"{Count(guilty.Count, "tracker")} for {Words(guilty)} {Were(guilty.Count)} there {when}.", guilty);
        if (inTheWay is not null)
            return new(VerdictState.Inconclusive, inTheWay, []);
        if (pages.Count(page => page.Failure is not null) is > 0 and var failed)
            return new(VerdictState.Inconclusive, $"{Count(failed, "page")} of {pages.Count} {Were(failed)} not wholly seen.", []);
        var unknown = seen.Where(finding => finding.Category == TrackerCategory.Unclassified).Select(TrackerRef.Of).ToList();
        return unknown.Count > 0
            ? new(VerdictState.Inconclusive, $"{Count(unknown.Count, "tracker")} that nobody has classified {Were(unknown.Count)} there {when}.", unknown)
            : new(VerdictState.Yes, $"Nothing that should not be was there {when}, on {Count(pages.Count, "page")}.", []);
    }

    /// <summary>Why the reject pass cannot tell: only where a choice was made at every domain does it.</summary>
    private static string? NoChoice(ScanEvidence evidence)
    {
        foreach (var domain in evidence.Plan.Pages.Select(page => page.Domain).Distinct(StringComparer.Ordinal))
        {
            if (evidence.Choice(ScanPass.Reject, domain) is not { State: ConsentState.Chosen } choice)
                return WhyNot(evidence, domain, evidence.Choice(ScanPass.Reject, domain));
        }

        return null;
    }

    private static string WhyNot(ScanEvidence evidence, string domain, ConsentEvidence? choice) => choice switch
    {
        null => $"At {domain} no choice was tried{Failure(evidence, domain)}.",
        { State: ConsentState.Failed } => $"At {domain} the dialog{Of(choice.Manager)} could not be answered: {choice.Detail ?? "it did not say why"}.",
        _ => $"At {domain} no consent dialog was found that lets one reject.",
    };

    private static string Failure(ScanEvidence evidence, string domain) =>
        evidence.Pages.FirstOrDefault(page => page.Pass == ScanPass.Reject && page.Page.Domain == domain)?.Failure is { } why ? $": {why}" : "";

    private static string Of(string? manager) => manager is null ? "" : $" of {manager}";

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Were(int count) => count == 1 ? "was" : "were";

    private static string Words(IEnumerable<TrackerRef> trackers) =>
        string.Join(", ", trackers.Select(tracker => tracker.Category).Distinct().Order().Select(TrackerWords.Of));
}
