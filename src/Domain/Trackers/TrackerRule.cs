namespace Schedules.Domain.Trackers;

/// <summary>What a project says of all trackers of a kind, whoever else says otherwise. The first of its rules that fits decides.</summary>
public sealed record TrackerRule
{
    public const int MaxRules = 500;
    public const int MaxReasonLength = 1000;

    /// <param name="category">Any of the ten: do_not_sell, limit_pii_use, global_privacy_control and ignored come from rules and decisions alone.</param>
    /// <param name="type">What it is made of; null for any type.</param>
    /// <param name="domain">A host that stands for its subdomains: the owner's registrable domain, or the host that was seen; null for any.</param>
    /// <param name="name">A name, where <c>*</c> stands for any characters; null for any.</param>
    /// <param name="reason">For those who read it later; null where nothing needs saying.</param>
    /// <exception cref="InvalidValueException">It would fit every tracker, or a text is too long.</exception>
    public TrackerRule(TrackerCategory category, TrackerType? type, string? domain, string? name, string? reason)
    {
        Category = category;
        Type = type;
        Domain = domain is null ? null : HostName.Parse("domain", domain);
        Name = name is null || NamePattern.IsMeaningful(name)
            ? name is null ? null : Text.Required("name", name, 1, Tracker.MaxNameLength)
            : throw new InvalidValueException("name", name, "a name with more than * in it");
        Reason = Text.OptionalLines("reason", reason, MaxReasonLength);
        if (type is null && domain is null && name is null)
            throw new InvalidValueException("type", null, "there, or domain, or name: a rule for every tracker says nothing");
    }

    public TrackerCategory Category { get; }

    public TrackerType? Type { get; }

    public string? Domain { get; }

    public string? Name { get; }

    public string? Reason { get; }

    /// <param name="seen">A sighting; its name has <c>*</c> for ids already.</param>
    public bool Fits(Evidence seen) =>
        (Type is null || Type == seen.Type)
        && (Name is null || NamePattern.Matches(Name, seen.Name))
        && (Domain is null || seen.Host == Domain || seen.Host.EndsWith($".{Domain}", StringComparison.Ordinal));
}
