using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>What a schedule said at any time, and so what was due when: its versions in order. Pure.</summary>
/// <param name="versions">Oldest first; at least one.</param>
/// <param name="organizationZone">The zone of rules that name none.</param>
public sealed class ScheduleHistory(IReadOnlyList<ScheduleVersion> versions, DateTimeZone organizationZone)
{
    public IReadOnlyList<ScheduleVersion> Versions => versions;

    /// <summary>The version that decides whether an instant is an occurrence; null before there was any.</summary>
    public ScheduleVersion? InForce(Instant at) => IndexAt(at) is >= 0 and var index ? versions[index] : null;

    /// <summary>Whether an instant is an occurrence.</summary>
    public bool IsDue(Instant at) => After(at - Duration.Epsilon) == at;

    /// <summary>The occurrences from an instant, inclusive, to another, exclusive.</summary>
    public IEnumerable<Instant> Due(Instant from, Instant to)
    {
        for (var index = Math.Max(0, IndexAt(from)); index < versions.Count && versions[index].At < to; index++)
        {
            if (PatternAt(index) is not { } pattern)
                continue;
            var next = Occurrences.Next(pattern, Instant.Max(versions[index].At, from - Duration.Epsilon));
            for (; next < to && next <= EndOf(index); next = Occurrences.Next(pattern, next.Value))
                yield return next.Value;
        }
    }

    /// <summary>The first occurrence strictly after an instant; null where none follows.</summary>
    public Instant? After(Instant at)
    {
        for (var index = Math.Max(0, IndexAt(at)); index < versions.Count; index++)
        {
            var next = PatternAt(index) is { } pattern ? Occurrences.Next(pattern, Instant.Max(versions[index].At, at)) : null;
            if (next <= EndOf(index))
                return next;
        }

        return null;
    }

    /// <summary>The last occurrence strictly before an instant; null where there was none.</summary>
    public Instant? Before(Instant at)
    {
        for (var index = IndexAt(at); index >= 0; index--)
        {
            var until = Instant.Min(at - Duration.Epsilon, EndOf(index));
            if (PatternAt(index) is { } pattern && Occurrences.Last(pattern, versions[index].At, until) is { } last)
                return last;
        }

        return null;
    }

    /// <summary>
    /// The version with which the state of a version began: where it is disabled, the one that disabled the schedule; where it is deleted, the one that
    /// deleted it, for what is deleted is disabled too.
    /// </summary>
    public ScheduleVersion Since(ScheduleVersion version)
    {
        var index = IndexOf(version);
        while (index > 0 && versions[index - 1].IsEnabled == version.IsEnabled && versions[index - 1].IsDeleted == version.IsDeleted)
            index--;
        return versions[index];
    }

    /// <summary>Finds what is asked about.</summary>
    /// <param name="local">The time as it was said.</param>
    /// <param name="offset">From UTC, as it was said; where it was not, the clock of the schedule's zone is meant.</param>
    public AskedInstant Ask(LocalDateTime local, Offset? offset)
    {
        var at = offset is { } given ? local.WithOffset(given).ToInstant() : InstantOf(local);
        var version = InForce(at);
        var pattern = (version ?? versions[0]).Rule.Compile(organizationZone);
        var mapping = pattern.Zone.MapLocal(local);
        var inZone = offset is null || offset == mapping.EarlyInterval.WallOffset || offset == mapping.LateInterval.WallOffset;
        var named = inZone ? local : at.InZone(pattern.Zone).LocalDateTime;
        return new AskedInstant(at, named, pattern, version, OccurrenceOf(at, named, pattern), organizationZone);
    }

    // A local time that a clock change touched is another instant by the rule.
    private Instant? OccurrenceOf(Instant at, LocalDateTime named, CalendarPattern pattern)
    {
        if (IsDue(at))
            return at;
        var mapping = pattern.Zone.MapLocal(named);
        Instant? moved = mapping.Count switch
        {
            0 when Occurrences.JumpedOver(pattern, mapping.LateInterval.Start) is not null => mapping.LateInterval.Start,
            2 => mapping.First().ToInstant(),
            _ => null,
        };
        return moved is { } instant && IsDue(instant) ? moved : null;
    }

    private Instant InstantOf(LocalDateTime local)
    {
        var instants = Enumerable.Reverse(versions).Select(version => (Version: version, At: Lenient(version, local))).ToList();
        return instants.Find(read => InForce(read.At) == read.Version) is { Version: not null } found ? found.At : instants[^1].At;
    }

    private Instant Lenient(ScheduleVersion version, LocalDateTime local)
    {
        var mapping = version.Rule.Compile(organizationZone).Zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }

    private CalendarPattern? PatternAt(int index) => versions[index].IsEnabled ? versions[index].Rule.Compile(organizationZone) : null;

    private Instant EndOf(int index) => index + 1 < versions.Count ? versions[index + 1].At : Instant.MaxValue;

    private int IndexAt(Instant at)
    {
        var index = versions.Count - 1;
        while (index >= 0 && versions[index].At >= at)
            index--;
        return index;
    }

    private int IndexOf(ScheduleVersion version)
    {
        var index = 0;
        while (versions[index] != version)
            index++;
        return index;
    }
}

/// <summary>What was asked about, found in a schedule's history.</summary>
/// <param name="At">The instant.</param>
/// <param name="Named">The time as the schedule's clock shows it, or would have if it had not been changed.</param>
/// <param name="Pattern">What the rule meant.</param>
/// <param name="Version">What was in force; null before there was a schedule.</param>
/// <param name="Occurrence">The occurrence that is meant: the instant itself, or another one where the clock was changed; null where none is.</param>
/// <param name="OrganizationZone">The zone of rules that name none.</param>
public sealed record AskedInstant(
    Instant At, LocalDateTime Named, CalendarPattern Pattern, ScheduleVersion? Version, Instant? Occurrence, DateTimeZone OrganizationZone)
{
    public bool IsDue => Occurrence == At;
}
