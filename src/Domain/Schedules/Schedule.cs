using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>When (the rule) and what (the target). Knows the next instant at which it is due, and turns what is due into runs.</summary>
public sealed class Schedule
{
    private Schedule()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public TargetType TargetType { get; private set; }

    public Guid TargetId { get; private set; }

    public Rule Rule { get; private set; } = null!;

    public bool IsEnabled { get; private set; }

    /// <summary>The first occurrence that does not stand in the ledger yet; null while disabled, or where none follows.</summary>
    public Instant? NextDueAt { get; private set; }

    /// <summary>Name and recipients of a SOD policy's report; null for other targets.</summary>
    public ReportSettings? Report { get; private set; }

    /// <summary>Counts the changes that people made, from 1. A concurrent change of the same version is refused.</summary>
    public int Version { get; private set; }

    public string CreatorId { get; private set; } = null!;

    public Instant CreatedAt { get; private set; }

    public string ModifierId { get; private set; } = null!;

    public Instant ModifiedAt { get; private set; }

    public Target Target => new(TargetType, TargetId);

    /// <summary>A schedule that is disabled until it is first changed.</summary>
    public static Schedule Create(Guid id, Guid organizationId, Target target, Rule rule, string creatorId, Instant now) => new()
    {
        Id = id,
        OrganizationId = organizationId,
        TargetType = target.Type,
        TargetId = target.Id,
        Rule = rule,
        CreatorId = creatorId,
        CreatedAt = now,
        ModifierId = creatorId,
        ModifiedAt = now,
    };

    /// <summary>Puts a new rule in force: what it says is due strictly after now.</summary>
    /// <exception cref="InvalidOperationException">Something is due that was not taken yet; it would be lost.</exception>
    public void Change(Rule rule, bool isEnabled, ReportSettings? report, string modifierId, Instant now, DispatchPolicy policy)
    {
        if (NextDueAt <= now)
            throw new InvalidOperationException("Take what is due before the schedule changes.");
        Rule = rule;
        IsEnabled = isEnabled;
        Report = report;
        NextDueAt = isEnabled ? Occurrences.Next(rule.Compile(policy.OrganizationZone), now) : null;
        ModifierId = modifierId;
        ModifiedAt = now;
        Version++;
    }

    /// <summary>Makes a run of every occurrence that is due, oldest first, and moves <see cref="NextDueAt"/> on.</summary>
    /// <param name="now">The instant up to which, inclusive, occurrences are due.</param>
    /// <param name="busy">Whether a run of this schedule is still queued or going.</param>
    /// <param name="policy">How late is too late.</param>
    /// <param name="newId">Makes the runs' ids.</param>
    /// <returns>At most <see cref="DispatchPolicy.MaxOccurrencesAPass"/> runs; more may be due, then <see cref="NextDueAt"/> is still past.</returns>
    public IReadOnlyList<Run> TakeDue(Instant now, bool busy, DispatchPolicy policy, Func<Guid> newId)
    {
        var runs = new List<Run>(1);
        var pattern = Rule.Compile(policy.OrganizationZone);
        while (NextDueAt is { } dueAt && dueAt <= now && runs.Count < DispatchPolicy.MaxOccurrencesAPass)
        {
            NextDueAt = Occurrences.Next(pattern, dueAt);
            var run = Run.Occurrence(this, newId(), dueAt, now, isNewest: !(NextDueAt <= now), busy, policy);
            if (ClockChange.Of(pattern, dueAt) is { } change)
                run.Mention(change);
            runs.Add(run);
        }

        return runs;
    }
}
