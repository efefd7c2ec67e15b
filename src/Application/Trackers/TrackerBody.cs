using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>A tracker as the published contract has it made. Absent members say nothing; an explicit null is refused.</summary>
/// <param name="Name">1 to 256 characters. Needed.</param>
/// <param name="Type">cookie, script, iframe, image, link, local_storage or session_storage. Needed.</param>
/// <param name="DetectedName">What scans know it by, where that is not its name.</param>
/// <param name="Domain">A host of its owner. Without one it stands for all owners.</param>
/// <param name="Pattern">The names for which it stands too, <c>*</c> for any characters.</param>
/// <param name="Origin">manual (the default) or autoscan.</param>
/// <param name="MatchType">new, project or global.</param>
/// <param name="MatchedTrackerId">A tracker of the project that this one is: it is changed, and none made.</param>
/// <param name="OverrideFields">Which members of the matched tracker are replaced; where absent, all of those that can be and are sent.</param>
/// <param name="Category">unclassified (the default), analytics, functional, marketing, strictly_necessary, ignored or malicious.</param>
/// <param name="Expiration">For how many seconds it lives.</param>
public record TrackerBody(
    [property: RefuseNull] string? Name,
    [property: RefuseNull] string? Type,
    [property: RefuseNull] string? DetectedName,
    [property: RefuseNull] string? Company,
    [property: RefuseNull] string? Description,
    [property: RefuseNull] string? Domain,
    [property: RefuseNull] string? Pattern,
    [property: RefuseNull] string? Origin,
    [property: RefuseNull] string? MatchType,
    [property: RefuseNull] string? MatchedTrackerId,
    [property: RefuseNull] IReadOnlyList<string>? OverrideFields,
    [property: RefuseNull] string? Category,
    [property: RefuseNull] int? Expiration)
{
    /// <summary>The categories that the published contract lists.</summary>
    public static IReadOnlyList<TrackerCategory> Categories { get; } =
    [
        TrackerCategory.Unclassified, TrackerCategory.Analytics, TrackerCategory.Functional, TrackerCategory.Marketing, TrackerCategory.StrictlyNecessary,
        TrackerCategory.Ignored, TrackerCategory.Malicious,
    ];

    private static readonly string[] _fields = ["name", "company", "description", "pattern", "expiration", "category"];

    public TrackerType ParseType() => TrackerWords.Parse<TrackerType>("type", Type);

    public TrackerOrigin ParseOrigin() => TrackerWords.ParseOptional<TrackerOrigin>("origin", Origin) ?? TrackerOrigin.Manual;

    public TrackerMatch? ParseMatch() => TrackerWords.ParseOptional<TrackerMatch>("matchType", MatchType);

    public TrackerCategory? ParseCategory() => TrackerWords.ParseOptional("category", Category, Categories);

    public Guid? ParseMatchedId() => MatchedTrackerId is null ? null
        : Guid.TryParse(MatchedTrackerId, out var id) ? id : throw new InvalidValueException("matchedTrackerId", MatchedTrackerId, "a UUID");

    public TrackerTerms ToTerms() => new(Name, Company, Description, Pattern, Expiration);

    /// <summary>What of this replaces the matched tracker's.</summary>
    /// <exception cref="InvalidValueException">overrideFields names a member that cannot be replaced.</exception>
    public (TrackerTerms Terms, TrackerCategory? Category) Overrides()
    {
        if (OverrideFields is null)
            return (ToTerms(), ParseCategory());
        foreach (var (index, field) in OverrideFields.Index())
        {
            if (!_fields.Contains(field))
                throw new InvalidValueException($"overrideFields[{index}]", field, $"one of {string.Join(", ", _fields)}");
        }

        var terms = new TrackerTerms(
            Only("name", Name), Only("company", Company), Only("description", Description), Only("pattern", Pattern),
            OverrideFields.Contains("expiration") ? Expiration : null);
        return (terms, OverrideFields.Contains("category") ? ParseCategory() : null);
    }

    /// <summary>What makes a tracker that one is never replaced: where all that is sent counts, it must agree.</summary>
    /// <exception cref="InvalidValueException">A type, domain or detectedName is another than the matched tracker's.</exception>
    public void RequireIdentityOf(Tracker matched)
    {
        Require("type", Type, TrackerWords.ParseOptional<TrackerType>("type", Type)?.Word(), matched.Type.Word());
        Require("domain", Domain, Domain is null ? null : Tracker.OwnerOf(Domain), matched.Domain);
        Require("detectedName", DetectedName, DetectedName is null ? null : TrackerName.Of(DetectedName), matched.DetectedName);
    }

    private void Require(string field, string? sent, string? meant, string own)
    {
        if (OverrideFields is null && meant is not null && meant != own)
            throw new InvalidValueException(
                field, sent, $"absent, or the matched tracker's{(own.Length > 0 ? $", {own}" : ", which has none")}: overrideFields names what is replaced");
    }

    private string? Only(string field, string? value) => OverrideFields!.Contains(field) ? value : null;
}
