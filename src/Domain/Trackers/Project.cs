using NodaTime;

namespace Schedules.Domain.Trackers;

/// <summary>A website of an organization, with the domains on which trackers are looked for.</summary>
public sealed class Project
{
    public const int MaxNameLength = 1024;
    public const int MaxDomains = 100;
    public const int MaxUrlLength = 2048;
    public const int MaxContacts = 100;

    private readonly List<string> _domains = [];
    private readonly List<string> _contactEmails = [];

    public Project(Guid id, Guid organizationId, string? name, IEnumerable<string?> domains, Instant createdAt)
    {
        Id = id;
        OrganizationId = organizationId;
        Name = Text.Required("name", name, 2, MaxNameLength);
        foreach (var (index, domain) in domains.Index())
            Add($"domains[{index}]", domain);
        CreatedAt = UpdatedAt = createdAt;
    }

    private Project()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Bare host names in ASCII and lower case, each once, in the order in which they came.</summary>
    public IReadOnlyList<string> Domains => _domains;

    /// <summary>E-mail addresses of whom to ask about it, each once, in the order in which they came.</summary>
    public IReadOnlyList<string> ContactEmails => _contactEmails;

    public string? PrivacyPolicyUrl { get; private set; }

    public string? TermsOfServiceUrl { get; private set; }

    /// <summary>Scans open a sample of pages in all passes; else the landing pages alone, once.</summary>
    public bool DeepScan { get; private set; } = true;

    public Instant CreatedAt { get; private set; }

    public Instant UpdatedAt { get; private set; }

    /// <summary>What the project says of kinds of trackers; the first that fits decides.</summary>
    public IReadOnlyList<TrackerRule> TrackerRules { get; private set; } = [];

    /// <summary>Grows with each change, so that two at the same moment do not lose one.</summary>
    public int Version { get; private set; }

    /// <summary>Adds a domain and returns it as it is kept. One that is there already stays there once.</summary>
    /// <exception cref="InvalidValueException">It is not a bare host name, or the project has its most already.</exception>
    public string AddDomain(string? name, Instant now)
    {
        var domain = Add("name", name);
        UpdatedAt = now;
        Version++;
        return domain;
    }

    /// <param name="name">2 to 1024 characters; null leaves it as it is.</param>
    /// <param name="now">When.</param>
    /// <exception cref="InvalidValueException">It is too short or too long.</exception>
    public void Rename(string? name, Instant now)
    {
        if (name is null || name == Name)
            return;
        Name = Text.Required("name", name, 2, MaxNameLength);
        UpdatedAt = now;
        Version++;
    }

    /// <param name="contactEmails">Addresses in place of those there are; null leaves them as they are.</param>
    /// <param name="now">When.</param>
    /// <exception cref="InvalidValueException">One is no address, or they are too many.</exception>
    public void Contact(IReadOnlyList<string?>? contactEmails, Instant now)
    {
        if (contactEmails is null)
            return;
        if (contactEmails.Count > MaxContacts)
            throw new InvalidValueException("contactEmails", $"{contactEmails.Count}", $"a list of at most {MaxContacts} e-mail addresses");
        List<string> addresses = [.. contactEmails.Select((address, index) => EmailAddress.Parse($"contactEmails[{index}]", address)).Distinct()];
        if (addresses.SequenceEqual(_contactEmails))
            return;
        _contactEmails.Clear();
        _contactEmails.AddRange(addresses);
        UpdatedAt = now;
        Version++;
    }

    /// <param name="deepScan">Null leaves it as it is.</param>
    /// <param name="now">When.</param>
    public void ScanDeeply(bool? deepScan, Instant now)
    {
        if (deepScan is not { } deep || deep == DeepScan)
            return;
        DeepScan = deep;
        UpdatedAt = now;
        Version++;
    }

    /// <summary>Its schedule is made: whoever deletes the project at the same moment was first, or is refused.</summary>
    public void ChangeScheduled() => Version++;

    /// <summary>Replaces the rules.</summary>
    /// <exception cref="InvalidValueException">They are too many, or one names what no scan finds.</exception>
    public void Rule(IReadOnlyList<TrackerRule> rules, Instant now)
    {
        if (rules.Count > TrackerRule.MaxRules)
            throw new InvalidValueException("items", $"{rules.Count}", $"a list of at most {TrackerRule.MaxRules} rules");
        foreach (var (index, rule) in rules.Index())
        {
            if (rule.Name is { } name)
                NamePattern.RequireNames($"items[{index}].name", name);
        }

        TrackerRules = rules;
        UpdatedAt = now;
        Version++;
    }

    /// <exception cref="InvalidValueException">A link is not an absolute http or https address.</exception>
    public void LinkTo(string? privacyPolicyUrl, string? termsOfServiceUrl)
    {
        PrivacyPolicyUrl = Url("privacyPolicyUrl", privacyPolicyUrl);
        TermsOfServiceUrl = Url("termsOfServiceUrl", termsOfServiceUrl);
    }

    private string Add(string field, string? name)
    {
        var domain = HostName.Parse(field, name);
        if (_domains.Contains(domain))
            return domain;
        if (_domains.Count == MaxDomains)
            throw new InvalidValueException(field, name, $"one of at most {MaxDomains} domains of a project");
        _domains.Add(domain);
        return domain;
    }

    private static string? Url(string field, string? value)
    {
        if (value is null)
            return null;
        var isWeb = value.Length <= MaxUrlLength && Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        return isWeb ? value : throw new InvalidValueException(field, value, "an absolute http or https address");
    }
}
